"""Reports in one file are parted; parts of one report are not."""

from __future__ import annotations

from reports.parsing.split import split_reports

TEXT = (
    "全区新建幼儿园两所，改扩建五所，新增学位六百个，学前三年毛入园率比上年提高三个百分点，各项指标达到预期目标要求。"
)
BODY = f"{TEXT}\n一、学前教育\n{TEXT}\n二、义务教育\n{TEXT}\n三、下步打算\n{TEXT}"


def titles(text: str, from_web: bool = True) -> list[str]:
    return [part.title for part in split_reports(text, from_web=from_web).parts]


def test_a_collection() -> None:
    text = (
        f"教育局总结范文三篇\n第一篇：甲县教育局总结\n{BODY}\n第二篇\n乙县教育局总结\n{BODY}\n第三篇：以人为本\n{BODY}"
    )
    assert titles(text) == ["甲县教育局总结", "乙县教育局总结", "以人为本"]


def test_a_table_of_contents_is_no_collection() -> None:
    text = f"第一篇：甲县教育局总结\n第二篇：乙县教育局总结\n甲县教育局2012年工作总结\n{BODY}"
    assert titles(text) == ["甲县教育局2012年工作总结"]


def test_reports_of_two_years() -> None:
    text = f"甲县教育局2011年工作总结\n{BODY}\n甲县教育局2012年工作总结\n{BODY}"
    assert titles(text) == ["甲县教育局2011年工作总结", "甲县教育局2012年工作总结"]


def test_a_repeated_title_is_one_report() -> None:
    found = split_reports(f"甲县教育局工作总结\n2012年甲县教育局工作总结\n{BODY}")
    assert [part.title for part in found.parts] == ["2012年甲县教育局工作总结"]
    assert len(found.boilerplate) == 1


def test_plans_are_a_part_of_the_report() -> None:
    text = f"甲县教育局2011年工作总结及2012年工作思路\n2011年工作总结\n{BODY}\n2012年工作思路\n{BODY}"
    assert titles(text) == ["甲县教育局2011年工作总结及2012年工作思路"]


def test_districts_parts_are_no_collection() -> None:
    text = f"全市2012年教育工作汇编\n第一篇 江阳区\n{BODY}\n第二篇 泸县\n{BODY}"
    found = split_reports(text, is_place=lambda words: words in {"江阳区", "泸县"})
    assert len(found.parts) == 1


def test_a_letterhead_stays_with_the_report() -> None:
    text = f"甲县教育局文件\n甲教发〔2012〕15号\n甲县教育局2011年工作总结\n{BODY}"
    found = split_reports(text, from_web=False)
    assert [text[start:end] for start, end in found.parts[0].lead] == ["甲县教育局文件", "甲教发〔2012〕15号"]
    assert not found.boilerplate


def test_the_head_of_a_letter_that_hands_the_report_on_stays_with_it() -> None:
    head = ["丙县人民政府文件", "关于印发《教育督导评价报告》的通知", "丙政督〔2014〕3号", "各乡镇人民政府："]
    letter = "经县政府同意，现将评价报告印发给你们，请认真抓好落实。"
    found = split_reports("\n".join(["首页导航", *head, letter, "2013年教育督导评价报告", BODY]))
    text = "\n".join(["首页导航", *head, letter, "2013年教育督导评价报告", BODY])
    assert [part.title for part in found.parts] == ["2013年教育督导评价报告"]
    assert [text[start:end] for start, end in found.parts[0].lead] == head
    assert [text[start:end] for start, end in found.boilerplate] == ["首页导航"]


def test_torn_text_above_the_title_is_kept() -> None:
    title = "甲县教育局2011年工作总结"
    text = f"教育局个人小结\n园长负责制，提高保教质量。\n二、义务教育\n{TEXT}\n{title}\n一、学前教育\n{TEXT}"
    found = split_reports(text)
    part = found.parts[0]
    assert part.before is not None
    assert text[part.before.start : part.before.end].startswith("园长负责制")
    assert [text[start:end] for start, end in found.boilerplate] == ["教育局个人小结"]


def test_without_a_title_the_first_line_or_the_files_name_serves() -> None:
    assert titles(f"一顿热饭暖了山里娃\n{BODY}") == ["一顿热饭暖了山里娃"]
    assert split_reports(BODY, fallback="甲县总结").parts[0].title == "甲县总结"


def test_the_only_text_of_a_collection_under_the_pages_title() -> None:
    found = split_reports(f"丙县春季安全工作通知\n第一篇：丙县春季安全工作通知\n{BODY}")
    assert [part.title for part in found.parts] == ["丙县春季安全工作通知"]
    assert found.parts[0].body.start == len("丙县春季安全工作通知\n第一篇：丙县春季安全工作通知\n")


def test_a_line_without_title_words_that_the_page_prints_twice_is_the_title() -> None:
    name = "推进均衡发展 加快县域振兴"
    found = split_reports(f"第一版面\n{name}\n2012年11月6日\n{name}\n{BODY}")
    assert (found.parts[0].title, found.parts[0].body.start) == (
        name,
        len(f"第一版面\n{name}\n2012年11月6日\n{name}\n"),
    )


def test_texts_that_are_only_numbered_bear_the_pages_title() -> None:
    assert titles(f"中学督导汇报材料\n篇1\n{BODY}\n篇2\n{BODY}") == ["中学督导汇报材料"] * 2
    assert titles(f"某局年度总结1\n{BODY}\n某局年度总结2\n{BODY}") == ["某局年度总结1", "某局年度总结2"]


def test_a_title_of_a_collection_is_printed_again_without_its_adornment() -> None:
    name = "丙县职业教育的困境与发展"
    assert titles(f"第一篇：{name}[小编推荐]\n{name}\n{BODY}") == [name]


def test_a_sites_column_above_the_name_of_a_text_is_no_title() -> None:
    assert titles(f"教育新闻\n丙县庆祝教师节大会隆重召开\n{BODY}") == ["丙县庆祝教师节大会隆重召开"]


def test_the_first_line_with_the_first_number_of_a_collection_is_a_title() -> None:
    found = split_reports(f"第一篇：校安工程心得\n{BODY}")
    assert [part.title for part in found.parts] == ["校安工程心得"]


def test_a_persons_name_is_no_title() -> None:
    assert split_reports(f"李某某\n同志们：\n{BODY}", fallback="在会上的讲话").parts[0].title == "在会上的讲话"


def test_a_first_line_that_is_printed_again_stands_once() -> None:
    found = split_reports(f"丙县召开教育表彰大会\n丙县召开教育表彰大会\n{BODY}")
    assert (found.parts[0].title, len(found.boilerplate)) == ("丙县召开教育表彰大会", 1)
    assert found.parts[0].body.start == 2 * len("丙县召开教育表彰大会\n")


def test_the_page_of_an_article_is_no_text_of_a_collection() -> None:
    assert titles(f"2012年乡镇中心学校工作总结3篇(5)\n{BODY}") == ["2012年乡镇中心学校工作总结3篇(5)"]


def test_nothing_is_no_report() -> None:
    assert split_reports("").parts == ()


def test_a_numbered_title_left_alone_is_the_title() -> None:
    split = split_reports("第一篇：泸县教育局2012年工作总结\n一、师资\n全县培训教师两百人次，成效明显，群众满意。")
    assert [part.title for part in split.parts] == ["泸县教育局2012年工作总结"]


def test_titles_that_a_page_prints_again_are_its_own() -> None:
    text = f"某县教育工作小结(2篇)\n某县教育工作小结\n2012年某县教育工作小结\n{BODY}"
    found = split_reports(text)
    assert [(part.title, part.before) for part in found.parts] == [("2012年某县教育工作小结", None)]
    assert len(found.boilerplate) == 2


def test_a_collection_of_which_one_text_is_left() -> None:
    lead = "某县教育局小结\n以下文字介绍小结的用途，供写作之用，文字虽长，却不是小结本身，读者自会明白其中道理。"
    found = split_reports(f"{lead}\n篇一：某县教育局学前教育小结\n{BODY}")
    assert [part.title for part in found.parts] == ["某县教育局学前教育小结"]
    assert len(found.boilerplate) == 2


def test_titles_that_count_from_one() -> None:
    text = f"某局教育小结范文\n某局教育小结1\n{BODY}\n某局教育小结2\n{BODY}\n某局教育小结3\n{BODY}"
    assert titles(text) == ["某局教育小结1", "某局教育小结2", "某局教育小结3"]


def test_a_list_number_before_an_items_title() -> None:
    text = (
        f"营养改善工作计划\n1.营养改善工作计划 篇一\n泸县学生营养改善情况汇报\n{BODY}\n2.营养改善工作计划 篇二\n{BODY}"
    )
    assert titles(text) == ["泸县学生营养改善情况汇报", "营养改善工作计划"]


def test_a_list_of_contents_above_the_title_is_the_pages() -> None:
    contents = "一、学前教育\n二、义务教育\n三、下步打算"
    found = split_reports(f"{contents}\n甲县教育局2011年工作总结\n{BODY}")
    assert [(part.title, part.before) for part in found.parts] == [("甲县教育局2011年工作总结", None)]
    assert len(found.boilerplate) == 3


def test_headings_above_the_title_that_never_come_again_are_torn_text() -> None:
    found = split_reports(f"二、职业教育\n三、成人教育\n四、安全\n甲县教育局2011年工作总结\n一、学前教育\n{TEXT}")
    assert found.parts[0].before is not None


def test_a_section_under_an_items_title_is_not_its_title() -> None:
    text = (
        f"教育小结\n篇一：某市教育局上半年教育小结\n{TEXT}\n上半年教育工作完成情况\n{BODY}\n篇二：某县教育小结\n{BODY}"
    )
    assert titles(text) == ["某市教育局上半年教育小结", "某县教育小结"]


def test_numbers_that_go_on_above_the_only_title_are_its_own() -> None:
    found = split_reports(
        f"（二）义务教育\n{TEXT * 2}\n二、师资\n{TEXT * 2}\n甲县教育局工作总结\n{TEXT}\n一、成效\n（一）学前"
    )
    assert [part.title for part in found.parts] == ["甲县教育局工作总结"]
    assert found.parts[0].before is not None


def test_a_heading_that_is_left_under_the_title_has_its_text_above() -> None:
    found = split_reports(f"{TEXT * 2}\n{TEXT * 2}\n二、师资\n{TEXT * 2}\n甲县教育局工作总结\n{TEXT}\n一、成效")
    assert len(found.parts) == 1


def test_a_title_with_the_opening_words_alone_begins_what_stands_above() -> None:
    opening = f"甲县教育局工作总结\n2012年，{TEXT}"
    body = BODY.replace(TEXT, TEXT * 2)
    for page in (f"{body}\n{opening}", f"甲县教育局工作总结\n{body}\n{opening}"):
        found = split_reports(page)
        assert len(found.parts) == 1
        assert found.parts[0].before is not None


def test_a_whole_report_above_a_title_is_another() -> None:
    body = BODY.replace(TEXT, TEXT * 2)
    assert len(titles(f"{body}\n甲县教育局2012年工作总结\n{body}")) == 2


def test_an_attachments_mark_is_no_part_of_the_title() -> None:
    assert titles(f"附件1：丙县教育局工作总结\n{BODY}") == ["丙县教育局工作总结"]


def test_a_letter_is_called_by_its_own_name() -> None:
    assert titles(f"丙教督函（2015）6号\n关于做好丙县营养餐\n检查的通知\n各校：\n{TEXT}\n{TEXT}") == [
        "关于做好丙县营养餐检查的通知"
    ]


def test_a_documents_number_is_no_title() -> None:
    assert titles(f"丙政发〔2012〕120号\n各校：\n{TEXT}\n{TEXT}") == [""]


def test_a_title_printed_twice_above_the_text_comes_before_the_pages_own() -> None:
    assert titles(f"推进丙县教育公平工作汇报\n德育工作总结\n德育工作总结\n{BODY}") == ["德育工作总结"]


def test_two_torn_pieces_above_the_title_belong_to_the_report_under_it() -> None:
    above = f"查核实，不合格的限期补考。\n三、纳溪区\n{TEXT * 2}\n典诗文，家长驻足聆听。\n七、合江县\n{TEXT * 2}"
    below = f"一、江阳区\n{TEXT * 2}\n二、龙马潭区\n教师的证书由市里抽\n五、泸县\n{TEXT * 2}\n六、叙永县\n孩子们诵读经"
    assert titles(f"{above}\n2012年各县区教育局语言文字工作总结\n{below}") == ["2012年各县区教育局语言文字工作总结"]


def test_a_pages_title_above_the_first_of_a_collection_is_the_pages() -> None:
    assert titles(f"2020年第二学期德育总结\n2019—2020年第二学期德育总结（一）\n{BODY}") == [
        "2019—2020年第二学期德育总结（一）"
    ]


def test_dashes_before_a_title_are_no_part_of_it() -> None:
    assert titles(f"——丙县清溪小学纪事\n{TEXT}\n{TEXT}") == ["丙县清溪小学纪事"]


def test_a_title_printed_again_behind_a_short_one_is_one_title() -> None:
    again = "在丙县教育大会上的主持词"
    assert titles(f"{again}\n教育大会主持词\n{again}\n各位老师：\n{TEXT}\n{TEXT}") == [again]
    found = split_reports(f"{again}\n教育大会主持词\n{again}\n{BODY}")
    assert (len(found.parts), len(found.boilerplate)) == (1, 2)


def test_a_headline_with_a_colon_that_is_printed_again_is_the_title() -> None:
    head = "丙县学校陆续开学 教育局：校车不带病上路"
    assert titles(f"丙县网\n{head}\n{TEXT}\n{head}\n{TEXT}") == [head]


def test_titles_numbered_in_brackets_part_a_collection() -> None:
    body = (
        "一、安全\n各校安装了监控，门卫昼夜值守，学生上学放学有人接送，校园平安。\n"
        "二、质量\n课堂改革深入人心，教师人人上公开课，质量提高。"
    )
    text = f"县教育局工作总结(1500字)\n县教育局工作总结(1)\n{body}\n县教育局工作总结(2)\n{body}"
    assert [part.title for part in split_reports(text).parts] == ["县教育局工作总结(1)", "县教育局工作总结(2)"]


def test_the_last_of_titles_printed_in_a_row_is_the_texts() -> None:
    head = "丙县控辍保学校长责任制度"
    found = split_reports(f"{head}\n{head}\n{head}\n{TEXT}\n{TEXT}")
    assert [(part.title, part.body.start) for part in found.parts] == [(head, 3 * len(head) + 3)]


def test_a_pages_words_for_a_text_before_its_own_are_no_title() -> None:
    assert titles(f"创建文明学校总结 [丙县教育局创建工作总结]\n{BODY}") == ["丙县教育局创建工作总结"]
