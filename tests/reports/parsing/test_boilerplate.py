"""A page's own lines go and are listed; a report's stay."""

from __future__ import annotations

import pytest

from reports.parsing.boilerplate import take_out
from reports.parsing.traced import Traced

BODY = (
    "全区新建幼儿园两所，改扩建五所，新增学位六百个，入园率比上年提高三个百分点，群众满意度明显上升，各项指标达到预期。"
)


def out_of(text: str) -> tuple[list[str], tuple[str, ...]]:
    kept, taken = take_out(Traced.of(text))
    return [line for line in kept.text.split("\n") if line.strip()], taken


def test_the_foot_of_a_page_goes_with_its_odd_lines() -> None:
    kept, taken = out_of(f"一、学前教育\n{BODY}\n相关推荐\n每天进步一点点\n热门标签")
    assert kept == ["一、学前教育", BODY]
    assert taken == ("相关推荐", "每天进步一点点", "热门标签")


def test_an_advertisement_in_the_middle_does_not_swallow_the_rest() -> None:
    kept, _ = out_of(f"一、甲\n{BODY}\nVIP免费下载\n二、乙\n{BODY}")
    assert kept == ["一、甲", BODY, "二、乙", BODY]


def test_a_signature_after_the_foot_stays() -> None:
    kept, _ = out_of(f"{BODY}\n版权声明:本站内容来自网络\n江阳区教育局\n2012年12月20日")
    assert kept == [BODY, "江阳区教育局", "2012年12月20日"]


def test_the_sites_name_behind_the_title_goes() -> None:
    title = "丙县召开教育工作表彰大会"
    kept, taken = out_of(f"{title}-今日丙县网-- 丙县门户\n{title}\n{BODY}")
    assert (kept, taken) == ([title, title, BODY], ("-今日丙县网-- 丙县门户",))
    assert out_of(f"——丙县教育网\n{BODY}")[0] == ["——丙县教育网", BODY]


def test_an_address_in_brackets_goes_from_the_sentence() -> None:
    kept, taken = out_of("夺得文科第一名课件下载[www.example.cn]、全县第一名，" + BODY)
    assert (kept, taken) == (["夺得文科第一名、全县第一名，" + BODY], ("课件下载[www.example.cn]",))


def test_a_shops_numbers_before_and_in_the_title_go() -> None:
    kept, taken = out_of(f"编号:123456789丙县学校安全情况汇报201X/X/XX丙县学校安全情况汇报今年{BODY}")
    assert kept == [f"丙县学校安全情况汇报丙县学校安全情况汇报今年{BODY}"]
    assert taken == ("编号:123456789", "201X/X/XX")


def test_what_a_site_hides_parts_the_text() -> None:
    kept, taken = out_of(f"{BODY[:-1]}均接受过培……此处隐藏1234个字……记的情况，{BODY}")
    assert (kept, taken) == ([f"{BODY[:-1]}均接受过培", f"记的情况，{BODY}"], ("……此处隐藏1234个字……",))


def test_a_shops_mark_before_the_title_goes() -> None:
    kept, taken = out_of(f"-精品材料推荐- 丙县教育局工作总结我局{BODY}")
    assert (kept, taken) == ([f"丙县教育局工作总结我局{BODY}"], ("-精品材料推荐-",))


def test_a_speech_that_begins_with_its_day_stays() -> None:
    lines = ["今天是2012年9月10日，我们在这里隆重集会。", BODY]
    assert out_of("\n".join(lines)) == (lines, ())


def test_a_watermark_behind_the_last_stop_goes() -> None:
    kept, taken = out_of(f"{BODY}公务员之家\n{BODY}www.example.com")
    assert kept == [BODY, BODY]
    assert taken == ("公务员之家", "www.example.com")


def test_a_table_is_no_site_line() -> None:
    kept, taken = out_of("指标\t下载\t阅读:\n入园率\t90%\t80%")
    assert len(kept) == 2
    assert not taken


def test_a_numbered_heading_is_no_site_line() -> None:
    kept, taken = out_of("（三）相关推荐工作\n" + BODY)
    assert len(kept) == 2
    assert not taken


def test_an_abstract_that_the_text_repeats_goes() -> None:
    kept, taken = out_of(f"{BODY[:40]}\n{BODY}")
    assert kept == [BODY]
    assert taken == (BODY[:40],)


def test_a_title_below_an_advertisement_stays_with_its_text() -> None:
    kept, _ = out_of(f"咨询热线:13000000000\n某县教育局2011年工作总结\n文章来源:本站 点击次数:\n{BODY}")
    assert kept == ["某县教育局2011年工作总结", BODY]


def test_links_that_look_like_titles_go_with_the_foot() -> None:
    kept, taken = out_of(f"{BODY}\n相关文章\n某县教育局2011年工作总结\n某区教育局2012年工作总结")
    assert kept == [BODY]
    assert len(taken) == 3


def test_who_wrote_and_checked_stands_in_brackets_behind_the_last_stop() -> None:
    kept, taken = out_of(f"{BODY}（作者：小文 编辑：小文 审核：小文 丙县教育局办公室）")
    assert (kept, taken) == ([BODY], ("（作者：小文 编辑：小文 审核：小文 丙县教育局办公室）",))
    assert out_of(f"{BODY}（具体见附表）")[0] == [f"{BODY}（具体见附表）"]


def test_how_long_a_text_is_goes_from_behind_its_title() -> None:
    assert out_of(f"丙县教育局工作总结[本文共1190字]\n{BODY}")[0] == ["丙县教育局工作总结", BODY]


@pytest.mark.parametrize(
    "mark",
    [
        "【好范文先生网收集】",
        "www.abc789.com某某帮文库整理",
        "更多精彩内容请访问某某帮文库",
        "（公文网首发）",
        "【小编推荐阅读】",
        "（本站整理）",
        "范文仅供参考,自行编辑使用",
        "（转载自某某范文网http://www.x.com）",
    ],
)
def test_a_sites_mark_in_the_middle_of_a_sentence(mark: str) -> None:
    text, taken = take_out(Traced.of(f"一、师资\n全县投入经费35万元{mark}，培训骨干教师120人次。"))
    assert (text.text, taken) == ("一、师资\n全县投入经费35万元，培训骨干教师120人次。", (mark,))


@pytest.mark.parametrize(
    "words",
    [
        "开通教育网www.lxedu.com.cn，点击3万次",
        "（县教育信息网首发）",
        "（教工之家提供）",
        "（本站教师推荐）",
        "更多内容请看附件",
    ],
)
def test_an_offices_own_address_stays(words: str) -> None:
    text, taken = take_out(Traced.of(f"一、宣传\n全县{words}，成效明显，群众满意，学生喜欢。"))
    assert (words in text.text, taken) == (True, ())


def test_a_shops_numbered_notes_go_though_they_look_like_items() -> None:
    kept, taken = out_of(f"温馨提示:\n1. 本文档由用户上传,版权归属用户。\n{BODY}\n1.下载资助系统文件\n{BODY}")
    assert kept == [BODY, "1.下载资助系统文件", BODY]
    assert len(taken) == 2


def test_a_bare_date_under_an_offices_name_is_a_signature() -> None:
    assert out_of(f"{BODY}\n江阳区教育局\n2012-12-20") == ([BODY, "江阳区教育局", "2012-12-20"], ())
    assert out_of(f"江阳区教育局\n2012-12-20\n{BODY}")[1] == ("2012-12-20",)


def test_a_tag_before_the_title_and_a_forms_blanks() -> None:
    kept, taken = out_of(f"[泸县教育局局长]某区教育局年度述职报告\n{BODY}\n【江阳区】优质发展\n{BODY}")
    assert (kept, taken) == (
        ["某区教育局年度述职报告", BODY, "【江阳区】优质发展", BODY],
        ("[泸县教育局局长]",),
    )
    kept, taken = out_of(f"第1页共5页编号:_____教育局述职教师:_______年___月___日(此文内容仅供参考,可自行修改){BODY}")
    assert (kept, len(taken)) == (["教育局述职" + BODY], 5)


def test_numbered_links_in_the_foot_are_no_headings() -> None:
    links = ["1.教育局个人工作总结03-10", "2.县教育局工作总结", "以上就是教育局总结的全部内容，希望能给大家带来帮助！"]
    kept, taken = out_of(f"一、甲\n{BODY}\n【教育局工作总结】相关文章：\n" + "\n".join(links))
    assert kept == ["一、甲", BODY]
    assert len(taken) == 4


def test_a_numbered_heading_with_text_ends_the_foot_though_it_reads_like_a_title() -> None:
    kept, _ = out_of(f"{BODY}\nVIP免费下载\n二、2012年教育工作总结\n{BODY}")
    assert kept == [BODY, "二、2012年教育工作总结", BODY]


def test_a_pages_number_behind_its_last_words_goes_with_the_line_end_of_a_sentence() -> None:
    kept, taken = out_of(f"{BODY[:-1]}，成立了全区工作-3-\n小组。{BODY}-4-\n二、乙\n{BODY}")
    assert kept == [f"{BODY[:-1]}，成立了全区工作小组。{BODY}", "二、乙", BODY]
    assert taken == ("-3-", "-4-")


def test_an_abstract_that_the_next_lines_repeat_together_goes() -> None:
    first, second = "（一）学前教育", "全区新建幼儿园两所，改扩建五所，新增学位六百个。"
    kept, taken = out_of(f"一、成绩{first}{second[:22]}\n一、成绩\n{first}\n{second}\n{BODY}")
    assert (kept, taken) == (["一、成绩", first, second, BODY], (f"一、成绩{first}{second[:22]}",))


def test_what_closes_a_page_closes_nothing_at_its_top() -> None:
    body = (
        "丙县教育局2020年工作总结\n全县教育系统稳步前行，学校面貌有了新变化。\n"
        "办学条件\n新建的小学如期招生，操场全部硬化。"
    )
    text, taken = take_out(Traced.of(f"点击上方 关注我们\n丁县教育局工作计划\n{body}\n相关推荐\n心灵小站"))
    assert text.text.strip() == body
    assert taken == ("点击上方 关注我们", "丁县教育局工作计划", "相关推荐", "心灵小站")


def test_a_date_blotted_out_in_a_sentence_is_no_forms_blank() -> None:
    line = f"20__年__月__日，丙区召开推进会。{BODY}"
    assert out_of(line)[0] == [line]


def test_below_recommended_news_stands_another_text() -> None:
    kept, taken = out_of(f"{BODY}\n新闻推荐\n丁市江景与市民见面\n{BODY}")
    assert (kept, taken) == ([BODY], ("新闻推荐", "丁市江景与市民见面", BODY))
    assert out_of(f"{BODY}\n新闻推荐\n二、乙\n{BODY}")[0] == [BODY, "二、乙", BODY]


def test_what_a_shop_left_out_parts_the_text() -> None:
    kept, taken = out_of(f"{BODY}刚才教体局代……（快文网省略290字，正式会员可完整阅读）……纵向看成绩显著，{BODY}")
    assert kept == [f"{BODY}刚才教体局代", f"纵向看成绩显著，{BODY}"]
    assert len(taken) == 1


def test_an_abstract_may_be_called_one() -> None:
    opening = "为积极参与我县教育强县建设，推进全县学校文明建设，现将我局主要工作安排如下："
    kept, taken = out_of(f"【摘要】： {opening}一、加强领导各校成立\n{opening}\n一、加强领导\n各校成立小组。{BODY}")
    assert kept == [opening, "一、加强领导", f"各校成立小组。{BODY}"]
    assert len(taken) == 1


def test_a_sites_outline_goes_up_to_its_points() -> None:
    listed = "目录/提纲：……\n一、基本情况\n二、工作举措\n三、存在问题\n……"
    kept, taken = out_of(f"{listed}\n丙县教育局工作汇报\n一、基本情况\n{BODY}")
    assert (kept, taken) == (["丙县教育局工作汇报", "一、基本情况", BODY], (listed,))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (f"{BODY}上一篇：丙县扶贫(图)[ 01-29 ]下一篇：丙镇食品安全[ 01-29 ]", BODY),
        ("词条 | 丙县教育工作总结", "丙县教育工作总结"),
    ],
)
def test_what_a_page_hangs_on_a_line_goes(line: str, kept: str) -> None:
    assert out_of(line)[0] == [kept]
