"""The year a report is about, by what tells it; never the page's date."""

from __future__ import annotations

import pytest

from reports.parsing.periods import find_period
from reports.parsing.types import ParseContext

NOTHING = ParseContext()


@pytest.mark.parametrize(
    ("title", "start", "end", "unit", "half"),
    [
        ("江阳区教育局2011年工作总结", 2011, 2011, "year", None),
        ("二〇一一年教育工作总结", 2011, 2011, "year", None),
        ("二○一三年义务教育总结", 2013, 2013, "year", None),
        ("２０１２年教育工作总结", 2012, 2012, "year", None),
        ("教育局2013年工作总结和2014年工作思路", 2013, 2013, "year", None),
        ("2014年工作计划", 2014, 2014, "year", None),
        ("2012年上半年工作总结暨下半年工作安排", 2012, 2012, "half", 1),
        ("丁县教育发展“十二五”规划", 2011, 2015, "year", None),
        ("乙县教育局08年工作总结", 2008, 2008, "year", None),
        ("2012年第三季度工作小结", 2012, 2012, "quarter", 3),
        ("2017—2018学年度第二学期工作总结", 2017, 2018, "term", 2),
        ("2011-2012学年工作总结", 2011, 2012, "school_year", None),
        ("2011—2013年学前教育三年行动计划总结", 2011, 2013, "year", None),
    ],
)
def test_the_title_tells(title: str, start: int, end: int, unit: str, half: int | None) -> None:
    period = find_period(title, "", NOTHING)
    assert (period.start, period.end, period.unit, period.half, period.basis) == (start, end, unit, half, "title")


@pytest.mark.parametrize(
    ("text", "year", "basis"),
    [
        ("2011年，在县委的领导下，成效明显。", 2011, "text"),
        ("一、2013年教育工作回顾\n成效明显。", 2013, "text"),
        ("现将我区2011年教育工作总结如下。", 2011, "text"),
        ("2011以来，成效明显。", 2011, "text"),
        ("我局高度重视，认真总结我局2014年法治建设情况，现将情况报告如下：", 2014, "text"),
        ("2007上半年，我局办了五件实事。", 2007, "text"),
        ("为了解各校2014年秋季开学情况，区教育局组织了检查。", 2014, "text"),
        ("成效明显。\n江阳区教育局\n2012年12月20日", 2012, "cover"),
        ("成效明显。\n江阳区教育局 二〇一二年十二月二十日", 2012, "cover"),
        ("成效明显。\n2013年1月5日", 2012, "cover"),
        ("（2005年9月9日）同志们：教师节好。", 2005, "cover"),
        ("丙县第二小学二一二年十二月三十日\n成效明显。", 2012, "cover"),
        ("成效明显。\n泸县教育局\n2011-12-28", 2011, "cover"),
        ("府教督〔2016〕18号\n工作组于2016年9月开展自查。", 2016, "cover"),
        ("好。2012年建园。2012年招生。好。2012年投入。预计2013年竣工。", 2012, "inferred"),
    ],
)
def test_the_text_tells(text: str, year: int, basis: str) -> None:
    period = find_period("教育工作总结", text, NOTHING)
    assert (period.start, period.basis) == (year, basis)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("20**年区教育局年度总结", "xxxx年，成效明显。"),
        ("教育局半年工作总结", "今年以来，以党的十六届五中、六中全会精神为指导。"),
        ("教育工作总结", "按照《2010年教育规划纲要》和教基〔2009〕3号文件要求，认真落实。"),
        ("教育工作总结", "力争到2015年实现基本均衡，2020年全面均衡。"),
        ("教育工作总结", "为迎接《2014年春季检查方案》所列检查，各校积极准备。"),
    ],
)
def test_where_nothing_tells_nothing_is_said(title: str, text: str) -> None:
    period = find_period(title, text, NOTHING)
    assert (period.start, period.end, period.basis) == (None, None, "none")


def test_a_title_that_a_page_dated_anew_yields_to_the_text() -> None:
    text = "现将2014年教育督导情况汇报如下。"
    assert find_period("2025年某县履行教育职责情况汇报", text, NOTHING).start == 2014
    assert find_period("2013年某县履行教育职责情况汇报", text, NOTHING).start == 2013
    told = find_period("某县教育局工作总结及2016年工作计划", "现将以来工作总结及2016年工作汇报如下。", NOTHING)
    assert told.start == 2015


def test_a_summary_with_next_years_plans_is_about_the_year_before() -> None:
    title = "某区教体局工作总结及2016年工作安排"
    told, blotted = (find_period(title, text, NOTHING) for text in ("成效明显。", "xx年，成效明显。"))
    assert (told.start, told.basis, blotted.start) == (2015, "inferred", None)
    assert find_period(title, "2015年以来，成效明显。", NOTHING).basis == "text"
    assert find_period("某区教育局2015年工作总结及2016年工作安排", "好。", NOTHING).basis == "title"


def test_what_is_said_at_a_meeting_in_march_is_about_that_year() -> None:
    assert find_period("全县教育工作会议主持词", "各位：\n(2014年3月12日)\n请就座。", NOTHING).start == 2014


def test_a_meetings_year_is_not_the_period() -> None:
    period = find_period("在2014年全市教育工作会议上的讲话", "一、2013年工作回顾\n成效明显。", NOTHING)
    assert (period.start, period.basis) == (2013, "text")


def test_the_files_name_and_the_uploader_come_after_the_text() -> None:
    named = find_period("工作总结", "我县工作。", ParseContext("泸县2012年总结.docx", given_year=2011))
    given = find_period("工作总结", "我县工作。", ParseContext("总结.docx", given_year=2011))
    assert (named.start, named.basis, given.start, given.basis) == (2012, "filename", 2011, "given")


def test_a_folder_does_not_date_a_blotted_text() -> None:
    context = ParseContext("a.txt", folder="2017")
    assert find_period("总结", "xx年，成效明显。", context).start is None
    assert find_period("总结", "成效明显。", context).start == 2017


@pytest.mark.parametrize(
    ("title", "text", "start", "end"),
    [
        (
            "泸县“十三五”教育工作总结",
            "截至2020年底，全县有学校95所，比2015年减少8所，较2015年更优，比2015年好。",
            2020,
            2020,
        ),
        ("泸县“十二五”教育事业发展情况", "五年来投入12亿元，园所由2010年的30所增加到2015年的52所。", 2011, 2015),
        ("泸县“十二五”教育工作总结及2016年工作要点", "五年来成效明显。", 2011, 2015),
        ("泸县“十三五”教育规划中期评估报告", "成效明显。", None, None),
    ],
)
def test_a_review_of_five_years(title: str, text: str, start: int | None, end: int | None) -> None:
    period = find_period(title, text, NOTHING)
    assert (period.start, period.end) == (start, end)


def test_a_year_of_comparison_has_no_vote() -> None:
    text = "园所比2010年多3所。在园幼儿比2010年多20人。教师由2010年的15人增加到22人。"
    assert find_period("教育工作总结", text, NOTHING).start is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("本编收录各区教育概况，截止时间为2014年12月31日。", 2014),
        ("截至2014年底，全区有小学31所。", 2014),
        ("我局下设支部12个。2015年共慰问教师36名。", 2015),
        ("我局下设支部12个。2015年共慰问教师36名，2013年未慰问。", None),
        ("该校于2015年建成。", None),
        ("20xx年成效明显。2015年共慰问教师36名。", 2015),
        ("20xx年成效明显。2015年慰问过教师。", None),
    ],
)
def test_the_only_year_of_a_text(text: str, year: int | None) -> None:
    assert find_period("县教育局工作总结", text, NOTHING).start == year


@pytest.mark.parametrize(
    "text", ["据介绍，1991年，由当时的教委牵线，学校引进项目。", "学校条件好。1985年，学校始建于城东。"]
)
def test_a_year_of_long_ago_is_not_the_reports(text: str) -> None:
    assert find_period("职业教育中心材料", text, ParseContext()).start is None


def test_the_year_of_plans_behind_them_in_brackets() -> None:
    title = "县教育局工作总结暨工作计划(2023年)"
    assert find_period(title, "2022年，在县委的领导下，各校努力。", ParseContext()).start == 2022
    assert find_period(title, "各校努力。", ParseContext()).start is None


@pytest.mark.parametrize("title", ["10年教育工作总结", "近09年工作总结", "20年教育工作回顾与总结"])
def test_two_figures_may_count_years(title: str) -> None:
    assert find_period(title, "", NOTHING).start is None


@pytest.mark.parametrize("name", ["甲市教育年鉴2018.pdf", "2018卷_区县教育.pdf", "年鉴（2018）摘页.docx"])
def test_a_year_book_is_about_the_year_before_its_own(name: str) -> None:
    context = ParseContext(filename=name)
    told = find_period("各区县教育", "【概况】2017年，全区有小学31所。\n【教师】2017年，招聘教师40名。", context)
    assert (told.start, told.basis) == (2017, "inferred")
    assert find_period("各区县教育", "全区有小学31所。", context).start is None


def test_a_year_book_in_the_title_is_about_the_year_before_its_own() -> None:
    told = find_period("甲市教育年鉴2018：各区县教育情况", "2017年，全区招聘教师40名。", NOTHING)
    assert told.start == 2017


def test_a_letter_that_hands_plans_on_is_not_about_the_year_it_cites() -> None:
    letter = "现将《2013年工作要点》印发给你们，请结合2012年工作总结中的建议贯彻执行。"
    assert find_period("2013年教育工作要点", letter, ParseContext()).start == 2013


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("丙中学二○一○至二○一一学年度工作总结", "一学年来，学校稳步前进。"),
        ("学校工作总结", "2010－2011学年度，我校稳步前进。"),
        ("学校工作总结", "二〇一〇—二〇一一学年，我校稳步前进。"),
    ],
)
def test_school_years_in_chinese_digits_and_in_the_first_words(title: str, text: str) -> None:
    period = find_period(title, text, ParseContext())
    assert (period.start, period.end, period.unit) == (2010, 2011, "school_year")
