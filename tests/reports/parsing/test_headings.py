"""Headings in every style, each fault alone; what is no heading; the tree."""

from __future__ import annotations

import pytest

from reports.parsing.heading_words import Heading
from reports.parsing.headings import find_headings
from reports.parsing.outline import build_outline, without_bare_lists
from reports.parsing.types import StyledLine

TEXT = "各校完善制度，明确责任，强化督查，推动工作取得新的进展，得到充分肯定。"
PLACES = {"江阳区", "龙马潭区", "泸县", "市本级"}


def tree(text: str, styled: tuple[StyledLine, ...] = ()) -> list[tuple[int, str, str]]:
    """Level, mark and words of every heading."""
    headings = without_bare_lists(find_headings(text, PLACES.__contains__, styled))
    return [(node.level, node.heading.mark, words(text, node.heading)) for node in build_outline(headings)]


def words(text: str, heading: Heading) -> str:
    return text[heading.words : heading.end]


@pytest.mark.parametrize(
    ("line", "mark", "heading"),
    [
        ("一、加强领导", "一、", "加强领导"),
        ("一．加强领导", "一．", "加强领导"),
        ("（一）加强领导", "（一）", "加强领导"),
        ("(一)、加强领导", "(一)、", "加强领导"),
        ("1、加强领导", "1、", "加强领导"),
        ("１．加强领导", "１．", "加强领导"),
        ("⒈加强领导", "⒈", "加强领导"),
        ("（1）加强领导", "（1）", "加强领导"),
        ("①加强领导", "①", "加强领导"),
        ("第一章 加强领导", "第一章", "加强领导"),
        ("第二部分：加强领导", "第二部分：", "加强领导"),
        ("一、加强领导，落实责任", "一、", "加强领导，落实责任"),
        (f"一、加强领导。{TEXT}", "一、", "加强领导"),
        (f"（二）坚持公益，保障普惠。{TEXT}", "（二）", "坚持公益，保障普惠"),
        (f"3、学位保障：新建学校三所，新增学位四千个。{TEXT}", "3、", "学位保障"),
        (f"一是强化统筹。{TEXT}", "一是", "强化统筹"),
        ("1、2011年招生情况", "1、", "2011年招生情况"),
        ("二、三残儿童入学情况", "二、", "三残儿童入学情况"),
    ],
)
def test_a_heading_in_every_style(line: str, mark: str, heading: str) -> None:
    assert tree(f"{line}\n{TEXT}") == [(1, mark, heading)]


@pytest.mark.parametrize(
    "line",
    [
        "2011年新建幼儿园两所。",
        "一、二年级学生免交学杂费。",
        "一手抓教学，一手抓安全。",
        "3.5万元用于添置图书。",
        "一年来，各项工作有序推进。",
        "9:30召开全县教育工作会议。",
        "第十四次教代会圆满召开。",
        "《2011年工作要点》下发各校。",
        "指标\t一、二年级\t三年级",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert tree(f"{line}\n{TEXT}") == []


def test_families_nest_as_usual() -> None:
    text = "一、甲事\n（一）乙事\n1、丙事\n（1）丁事\n①戊事\n2、己事\n（二）庚事\n二、辛事"
    assert [level for level, _, _ in tree(text)] == [1, 2, 3, 4, 5, 3, 2, 1]


def test_families_nest_as_the_report_uses_them() -> None:
    text = "1、甲事\n（一）乙事\n（二）丙事\n2、丁事\n（一）戊事\n（二）己事\n3、庚事"
    assert [level for level, _, _ in tree(text)] == [1, 2, 2, 1, 2, 2, 1]


def test_numbering_starts_anew_in_each_districts_part() -> None:
    text = "一、江阳区\n一、甲事\n二、乙事\n二、龙马潭区\n（一）丙事\n三、存在的问题"
    assert [(level, heading) for level, _, heading in tree(text)] == [
        (1, "江阳区"),
        (2, "甲事"),
        (2, "乙事"),
        (1, "龙马潭区"),
        (2, "丙事"),
        (1, "存在的问题"),
    ]


def test_a_skipped_and_a_repeated_number() -> None:
    text = "一、甲事\n1、乙事\n3、丙事\n3、丁事\n三、戊事"
    assert [level for level, _, _ in tree(text)] == [1, 2, 2, 2, 1]


def test_a_number_that_was_blotted_out() -> None:
    text = f"1.推进整合。{TEXT}\n2.推进创新。{TEXT}x.强化终身教育。{TEXT}\n4.补齐短板。{TEXT}"
    assert tree(text) == [
        (1, "1.", "推进整合"),
        (1, "2.", "推进创新"),
        (1, "x.", "强化终身教育"),
        (1, "4.", "补齐短板"),
    ]


def test_a_stroke_and_a_number_lost() -> None:
    text = f"三以落实规范为契机，提高管理水平。{TEXT}\n（）切实加强安全教育。{TEXT}"
    assert [(mark, heading) for _, mark, heading in tree(text)] == [
        ("三", "以落实规范为契机，提高管理水平"),
        ("（）", "切实加强安全教育"),
    ]


def test_marks_with_a_comma_and_a_number_before_a_year() -> None:
    text = f"一,丰富活动\n{TEXT}\n1.2011年高考再创辉煌：{TEXT}\n2.质量稳步提升。{TEXT}"
    assert [(mark, heading) for _, mark, heading in tree(text)] == [
        ("一,", "丰富活动"),
        ("1.", "2011年高考再创辉煌"),
        ("2.", "质量稳步提升"),
    ]


def test_items_with_amounts_are_statements() -> None:
    assert tree(f"1.2012年投入累计达到43.2亿元。{TEXT}\n2.新建幼儿园累计21所。{TEXT}") == []


def test_names_in_brackets_before_paragraphs() -> None:
    text = f"【教育概况】2012年，{TEXT}\n【学前教育】{TEXT}\n【两基】\n{TEXT}"
    assert [heading for _, _, heading in tree(text)] == ["教育概况", "学前教育", "两基"]
    assert tree(f"【本报讯】{TEXT}\n{TEXT}") == []


def test_lines_without_marks_right_under_a_numbered_heading() -> None:
    lines = ["一、强化管理，提高质量", "迎接检查", "全年迎接市级、区级各类检查，均获好评。", "优化条件", TEXT]
    text = "\n".join([*lines, "二、加强队伍", TEXT])
    assert tree(text) == [
        (1, "一、", "强化管理，提高质量"),
        (2, "", "迎接检查"),
        (2, "", "优化条件"),
        (1, "二、", "加强队伍"),
    ]


def test_a_heading_of_two_clauses_and_the_sentence_that_opens_behind() -> None:
    first = f"(一)科学编制，完善教育规划以全市编制新规划为契机，{TEXT}"
    second = f"(二)加大投入，改善办学条件本着节约的原则，{TEXT}"
    assert [heading for _, _, heading in tree(f"现汇报如下：一、夯实基础{first}{second}")][1:] == [
        "科学编制，完善教育规划",
        "加大投入，改善办学条件",
    ]


def test_a_chapter_glued_to_the_only_sentence_of_its_line() -> None:
    lines = ["一、工作开展情况近年来，教育工作迅速开展。", "二、取得的成绩在过去的工作中，取得了进步。"]
    assert [heading for _, _, heading in tree("\n".join([lines[0], TEXT, lines[1], TEXT]))] == [
        "工作开展情况",
        "取得的成绩",
    ]


def test_a_chapter_glued_to_the_first_number_and_a_blank() -> None:
    lines = [
        "一、调研目的为了了解现状，开展了调研。",
        TEXT,
        "二、调研方法1. 查阅文献，了解政策。",
        TEXT,
        "2. 实地走访，了解实情。",
        TEXT,
    ]
    assert [heading for _, mark, heading in tree("\n".join(lines)) if mark[0] in "一二"] == ["调研目的", "调研方法"]


def test_a_chapter_glued_to_a_blotted_out_name() -> None:
    text = f"一、XX市基本情况XX市位于省东部，{TEXT}\n二、存在的问题xx县校舍紧张，{TEXT}"
    assert [heading for _, _, heading in tree(text)] == ["XX市基本情况", "存在的问题"]


def test_usual_chapters_glued_to_their_text() -> None:
    text = (
        f"现汇报如下。一、中心校基本情况石桥中心校距县城五公里，{TEXT}二、存在的困难和问题校舍紧张，{TEXT}"
        f"三、下一步工作打算继续改善办学条件，{TEXT}"
    )
    assert [heading for _, _, heading in tree(text)] == ["中心校基本情况", "存在的困难和问题", "下一步工作打算"]


def test_the_first_number_right_behind_a_heading_begins_another() -> None:
    text = f"现汇报如下：一、主要成效(一)加强领导，健全机制，定期研究，{TEXT}(二)规范管理。{TEXT}"
    assert [(level, mark) for level, mark, _ in tree(text)] == [(1, "一、"), (2, "(一)"), (2, "(二)")]


def test_the_sentence_that_opened_before_a_blank_is_no_part_of_the_heading() -> None:
    text = f"一、党建引领按照 围绕教育抓党建 的总思路，认真落实各项要求，坚持联系点制度，{TEXT}"
    assert [heading for _, _, heading in tree(text)] == ["党建引领"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("抓实常规管理，提高教学质量教务处每月检查教案，结果公布上墙。教师互相借鉴。", "抓实常规管理，提高教学质量"),
        ("关爱留守学生，营造温暖校园学校建立了亲情室，每周安排通话。家长放心。", "关爱留守学生，营造温暖校园"),
        ("加强安全教育，落实防范责任制学校与家长逐户签订责任书，明确上学放学的接送要求和值守岗位。", ""),
        ("加强队伍建设，促进教师全面成长，提高育人本领，全校逐步形成了良好的教风和学风，评价较高。", ""),
        ("今后工作的努力方向回望本学期，成绩与不足并存，我们将办出特色。", "今后工作的努力方向"),
    ],
)
def test_two_clauses_of_one_length_glued_to_their_text(line: str, expected: str) -> None:
    """Words closed by a comma only are the first clause of an item, no heading."""
    assert [words for _, _, words in tree("一、" + line + TEXT)] == ([expected] if expected else [])


def test_a_first_number_in_a_long_paragraph_shows_by_the_second() -> None:
    text = (
        "一学期来成绩喜人。一、强化责任意识，完善目标考核学校把任务分解到处室和年级，重大事项由教代会讨论，"
        "做到人人有目标、月月有督查、期末有考核，考核结果同评优直接挂钩，大家心服口服。二、改善教学条件购置了电脑和桌凳。"
    )
    assert [mark for _, mark, _ in tree(text)] == ["一、", "二、"]
    assert not tree("他提出三点：要勤。一、二年级要多读，少写，把时间还给孩子。二、三年级才动笔，由浅入深。")


def test_headings_glued_into_a_paragraph() -> None:
    text = f"现汇报如下：一、主要工作1.抓项目。{TEXT}2.抓管理。{TEXT}二、问题。{TEXT}三、打算。{TEXT}"
    assert [(level, heading) for level, _, heading in tree(text)] == [
        (1, "主要工作"),
        (2, "抓项目"),
        (2, "抓管理"),
        (1, "问题"),
        (1, "打算"),
    ]


def test_headings_in_a_text_that_lost_all_line_ends() -> None:
    text = (
        f"现汇报如下：一、今年工作的基本估价刚刚过去的20xx年，是大发展的一年。{TEXT}（一）抓管理，提质量。{TEXT}"
        f"（二）管理水平稳步提升我局坚持依法治校，{TEXT}（三）认真开展开学督查我县教育局于二月抽调干部三十名，{TEXT}二、存在的主要问题目前，学校布局仍不合理，{TEXT}"
    )
    assert [(level, heading) for level, _, heading in tree(text)] == [
        (1, "今年工作的基本估价"),
        (2, "抓管理，提质量"),
        (2, "管理水平稳步提升"),
        (2, "认真开展开学督查"),
        (1, "存在的主要问题"),
    ]


def test_a_first_chapter_is_one_though_no_second_follows() -> None:
    assert [heading for _, _, heading in tree(f"成效明显。一、抓好德育工作。{TEXT}")] == ["抓好德育工作"]


def test_a_bracket_lost_behind_a_number() -> None:
    text = f"现汇报如下：一、主要工作(一以质量为中心，强化管理。{TEXT}(二)抓队伍。{TEXT}"
    assert [heading for _, _, heading in tree(text)] == ["主要工作", "以质量为中心，强化管理", "抓队伍"]


def test_a_blank_parts_a_chapter_of_several_clauses_from_its_text() -> None:
    text = f"总结如下：一、加强领导，统一思想，健全工作机制 学校安全事关重大，{TEXT}二、其他工作。{TEXT}"
    assert [heading for _, _, heading in tree(text)] == ["加强领导，统一思想，健全工作机制", "其他工作"]


def test_items_that_begin_with_a_day_are_no_headings() -> None:
    text = "一、检查时间\n1、2月13日上午8:30，在三楼会议室开会。\n2、2月14日，分组检查。\n二、一年来的工作\n" + TEXT
    assert [heading for _, _, heading in tree(text)] == ["检查时间", "一年来的工作"]


def test_a_chapter_of_short_clauses_may_end_in_a_longer_one() -> None:
    text = f"（一）聚焦难点，压实责任，以坚定的决心办好每一所学校。{TEXT}\n（二）其他工作。{TEXT}"
    assert [heading for _, _, heading in tree(text)] == ["聚焦难点，压实责任，以坚定的决心办好每一所学校", "其他工作"]


def test_short_lines_of_two_clauses_between_paragraphs() -> None:
    first = f"{TEXT}\n强化组织领导，构建协同格局\n{TEXT}"
    text = f"{first}\n聚焦重点任务，落实扶持政策\n（一）改善条件\n{TEXT}\n（二）配强队伍\n{TEXT}"
    assert [(level, heading) for level, _, heading in tree(text)] == [
        (1, "强化组织领导，构建协同格局"),
        (1, "聚焦重点任务，落实扶持政策"),
        (2, "改善条件"),
        (2, "配强队伍"),
    ]


def test_a_dash_written_for_the_number_one() -> None:
    text = f"—、总体情况\n{TEXT}\n二、存在的问题\n{TEXT}"
    assert [(level, heading) for level, _, heading in tree(text)] == [(1, "总体情况"), (1, "存在的问题")]


def test_a_list_inside_a_sentence_is_no_row_of_headings() -> None:
    text = "一、项目\n城区计划：（1）新建园两所；（2）改扩建园五所；乡镇：（1）新建园三所。"
    assert tree(text) == [(1, "一、", "项目")]


def test_items_of_plain_text_are_no_headings() -> None:
    text = "一、下步打算\n1、新建园两所，改扩建五所；\n2、招聘教师四十名，培训六百名；\n二、其他"
    assert [heading for _, _, heading in tree(text)] == ["下步打算", "其他"]


def test_a_list_with_one_real_heading_stays_whole() -> None:
    text = f"（一）强力控辍。{TEXT}\n（二）打造教育强镇，编制规划，组织实施。\n（三）召开推进会，部署工作。"
    assert [mark for _, mark, _ in tree(text)] == ["（一）", "（二）", "（三）"]


@pytest.mark.parametrize(
    "line", ["江阳区", "江阳区：", "【江阳区】", "一、江阳区", f"江阳区：{TEXT}", f"（一）江阳区。{TEXT}"]
)
def test_a_districts_name_is_a_heading(line: str) -> None:
    assert tree(f"{line}\n{TEXT}")[0][2] == "江阳区"


def test_a_heading_that_begins_with_a_district() -> None:
    headings = find_headings(f"第一篇 江阳区：优质发展\n{TEXT}", PLACES.__contains__)
    text = "第一篇 江阳区：优质发展"
    assert words(text, headings[0]) == "江阳区：优质发展"
    assert text[headings[0].words : headings[0].name_end] == "江阳区"


def test_an_office_above_a_date_is_a_signature() -> None:
    assert tree(f"{TEXT}\n江阳区\n2012年12月20日") == []


def test_lines_the_source_dresses_as_headings() -> None:
    text = f"总体情况\n{TEXT}\n学前教育\n{TEXT}"
    at = text.index("学前教育")
    styled = (StyledLine(0, 4, 1), StyledLine(at, at + 4, 2))
    assert tree(text, styled) == [(1, "", "总体情况"), (2, "", "学前教育")]


def test_a_paragraph_in_bold_is_no_heading() -> None:
    assert tree(f"{TEXT}\n{TEXT}", (StyledLine(0, len(TEXT), None),)) == []


def test_short_lines_between_paragraphs() -> None:
    text = f"{TEXT}\n党的建设全面加强\n{TEXT}\n教育投入持续增长\n{TEXT}"
    assert [heading for _, _, heading in tree(text)] == ["党的建设全面加强", "教育投入持续增长"]


def test_one_short_line_proves_nothing() -> None:
    assert tree(f"{TEXT}\n党的建设全面加强\n{TEXT}") == []


def test_an_annex_ends_the_last_districts_part() -> None:
    text = f"一、江阳区\n{TEXT}\n附：2016年主要指标表\n县区\t入园率\n江阳区\t92.4"
    assert tree(text) == [(1, "一、", "江阳区"), (1, "", "附：2016年主要指标表")]


def test_a_statement_with_an_amount_is_no_heading_as_a_whole() -> None:
    lines = ("（一）学前教育", "（二）校舍建设", "（三）教师建房30套，人人安居。", "（四）债务沉重，两校欠款20万元。")
    text = "".join(f"{line}\n{TEXT}\n" for line in lines)
    assert [heading for _, _, heading in tree(text)] == ["学前教育", "校舍建设", "教师建房", "债务沉重"]


def test_the_words_of_ones_own_deed_are_not_cut_before_our_school() -> None:
    text = "一、认真组织开展了我校的管理年活动等。\n在活动中，我校分阶段学习，虚心听取群众的意见和建议。"
    assert text[find_headings(text)[0].words :].startswith("认真组织开展了我校的管理年活动等。")
    assert find_headings(text)[0].end == text.index("。")


def test_guiding_thoughts_end_before_what_guides() -> None:
    text = "一、指导思想以邓小平理论为指导，深入贯彻会议精神，坚持科学发展，努力办好教育。二、工作目标全面达标。"
    assert text[find_headings(text)[0].words : find_headings(text)[0].end] == "指导思想"


def test_a_heading_that_ends_with_its_points() -> None:
    text = "二、自查情况（满分100分，自查得92分）我校对照办法逐项检查，全部达标。"
    (heading,) = find_headings(text)
    assert text[heading.words : heading.end] == "自查情况（满分100分，自查得92分）"


@pytest.mark.parametrize("sign", ["◆", "●", "——", "★ "])
def test_signs_before_run_in_headings(sign: str) -> None:
    text = f"一、主要做法\n{sign}督查有力。{TEXT}\n{sign}培训到位。{TEXT}\n二、问题\n{TEXT}"
    assert tree(text) == [
        (1, "一、", "主要做法"),
        (2, sign.strip(), "督查有力"),
        (2, sign.strip(), "培训到位"),
        (1, "二、", "问题"),
    ]


def test_signs_before_items_and_a_subtitle_are_no_headings() -> None:
    items = f"——在全县会议上的讲话\n一、做法\n◆印发手册；\n◆开设课程；\n{TEXT}"
    assert [mark for _, mark, _ in tree(items)] == ["一、"]
    assert not tree(f"{TEXT}\n——这是家长的心声。{TEXT}\n{TEXT}")


def test_signs_before_lines_of_their_own_leave_them_headings() -> None:
    text = f"{TEXT}\n——让阅读成为习惯\n{TEXT}\n——让运动成为风尚\n{TEXT}"
    assert [words for _, _, words in tree(text)] == ["——让阅读成为习惯", "——让运动成为风尚"]


def test_ordinals_on_lines_of_their_own() -> None:
    text = (
        f"第一、立德树人，校风淳朴\n{TEXT}\n◆班会有主题。{TEXT}\n◆值日有评比。{TEXT}\n第二、教学为本，质量攀升\n{TEXT}"
    )
    assert [(level, words) for level, _, words in tree(text)] == [
        (1, "立德树人，校风淳朴"),
        (2, "班会有主题"),
        (2, "值日有评比"),
        (1, "教学为本，质量攀升"),
    ]
    assert not tree("第一、认真备课；\n第二、认真上课；\n第三、认真批改。")


def test_marks_that_a_scan_damaged() -> None:
    text = (
        f"一．攻坚\n（-）普及达标。{TEXT}\n（二〉扫盲达标。{TEXT}\n〈三）投入增长。{TEXT}\n"
        f"二．素质\nl、德育创新。{TEXT}\n2、教改深入。{TEXT}"
    )
    assert [(level, words) for level, _, words in tree(text)] == [
        (1, "攻坚"),
        (2, "普及达标"),
        (2, "扫盲达标"),
        (2, "投入增长"),
        (1, "素质"),
        (2, "德育创新"),
        (2, "教改深入"),
    ]


def test_numbers_whose_point_was_lost() -> None:
    text = (
        f"一、做法\n1下定决心。{TEXT}\n2细化方案。{TEXT}\n3全员参与。{TEXT}\n"
        f"二、成效\n1师生面貌焕然一新。{TEXT}\n2社会广泛认可。{TEXT}"
    )
    assert [words for _, _, words in tree(text)] == [
        "做法",
        "下定决心",
        "细化方案",
        "全员参与",
        "成效",
        "师生面貌焕然一新",
        "社会广泛认可",
    ]


def test_numbers_of_things_at_a_lines_beginning_are_no_marks() -> None:
    assert not tree(f"12支队伍参加比赛。{TEXT}\n8幅作品获奖。{TEXT}\n3所学校受表彰。{TEXT}\n4所学校受批评。{TEXT}")


def test_blanks_between_a_number_and_its_stroke() -> None:
    text = (
        f"一 、 班子建设\n{TEXT}\n二 、 教学质量\n（ 一 ） 抓起始年级。{TEXT}\n1 、 改造道路。{TEXT}\n"
        f"三 、努力方向\n{TEXT}"
    )
    assert [words for _, _, words in tree(text)] == ["班子建设", "教学质量", "抓起始年级", "改造道路", "努力方向"]


def test_numbers_set_apart_by_blanks_only() -> None:
    text = f"1  教学工作\n1.1  课程建设\n{TEXT}\n1.2  送教上门\n{TEXT}\n2  康复工作\n{TEXT}"
    assert [(level, words) for level, _, words in tree(text)] == [
        (1, "教学工作"),
        (2, "课程建设"),
        (2, "送教上门"),
        (1, "康复工作"),
    ]
    assert not tree(f"{TEXT}\n1  城关小学\n2  城西小学\n3  城北小学")
