"""Sentences of reports and what has to be read from them, one case a shape of sentence."""

# ruff: noqa: E501  one case a line

from __future__ import annotations

import pytest

from tests.reports.parsing.metrics.one_section import rows_of

# sentence, then the rows: printed, indicator, qualifier, base value, base unit, comparator, status
CASES = [
    ("学前三年毛入园率达到85.6%以上。", [("85.6%", "学前三年毛入园率", "", 85.6, "%", ">=", "actual")]),
    (
        "小学适龄儿童入学率100%,年辍学率0.02%;初中入学率99.6%(毛入学率108%),辍学率0.4%。",
        [
            ("100%", "小学入学率", "", 100, "%", "=", "actual"),
            ("0.02%", "小学辍学率", "", 0.02, "%", "=", "actual"),
            ("99.6%", "初中入学率", "", 99.6, "%", "=", "actual"),
            ("108%", "初中毛入学率", "", 108, "%", "=", "actual"),
            ("0.4%", "初中辍学率", "", 0.4, "%", "=", "actual"),
        ],
    ),
    (
        "毕业率小学99.9%,初中99.1%,15周岁人口初等教育完成率99.8%。",
        [
            ("99.9%", "小学毕业率", "", 99.9, "%", "=", "actual"),
            ("99.1%", "初中毕业率", "", 99.1, "%", "=", "actual"),
            ("99.8%", "初等教育完成率", "15周岁", 99.8, "%", "=", "actual"),
        ],
    ),
    (
        "小学、初中辍学率分别为0.03%和0.85%。",
        [
            ("0.03%", "小学辍学率", "", 0.03, "%", "=", "actual"),
            ("0.85%", "初中辍学率", "", 0.85, "%", "=", "actual"),
        ],
    ),
    (
        "新建公办幼儿园3所,改扩建5所,新增学位2160个。",
        [
            ("3所", "新建幼儿园数", "公办", 3, "所", "=", "actual"),
            ("5所", "改扩建幼儿园数", "公办", 5, "所", "=", "actual"),
            ("2160个", "新增学位数", "", 2160, "个", "=", "actual"),
        ],
    ),
    (
        "面向社会公开招聘教师320名,其中幼儿园教师110名。",
        [
            ("320名", "招聘教师数", "", 320, "人", "=", "actual"),
            ("110名", "招聘幼儿教师数", "", 110, "人", "=", "actual"),
        ],
    ),
    ("投资近1.2亿元,完成校舍维修。", [("1.2亿元", "投资", "完成校舍维修", 1.2e8, "元", "~", "actual")]),
    (
        "全县投入资金860.5万元,其中财政拨款600万元,社会捐助260.5万元。",
        [
            ("860.5万元", "投入资金", "", 8605000, "元", "=", "actual"),
            ("600万元", "投入资金", "财政拨款", 6000000, "元", "=", "actual"),
            ("260.5万元", "投入资金", "社会捐助", 2605000, "元", "=", "actual"),
        ],
    ),
    (
        "计划投资三千万元新建校舍12000平方米。",
        [
            ("三千万元", "计划投资", "新建校舍", 3e7, "元", "=", "planned"),
            ("12000平方米", "新建校舍面积", "", 12000, "平方米", "=", "planned"),
        ],
    ),
    ("力争创建2—3所市级示范园。", [("2—3所", "创建示范幼儿园数", "市级", 2, "所", "between", "target")]),
    (
        "生均公用经费小学650元、初中850元。",
        [
            ("650元", "生均公用经费", "小学", 650, "元", "=", "actual"),
            ("850元", "生均公用经费", "初中", 850, "元", "=", "actual"),
        ],
    ),
    ("大班额比例控制在5%以内。", [("5%", "大班额比例", "", 5, "%", "<=", "actual")]),
    ("共评选优秀教师一百二十名。", [("一百二十名", "表彰优秀教师数", "", 120, "人", "=", "actual")]),
    ("全县共有留守儿童2.3万余人。", [("2.3万余人", "留守儿童数", "", 23000, "人", ">=", "actual")]),
    ("正在新建护河、南山等4所乡镇中心幼儿园。", [("4所", "新建幼儿园数", "乡镇中心", 4, "所", "=", "ongoing")]),
    ("财政性学前教育经费占财政性教育经费的3.5%。", [("3.5%", "财政性学前教育经费占比", "占财政性教育经费", 3.5, "%", "=", "actual")]),
    ("百分之九十五的教师参加了培训。", [("百分之九十五", "参加培训教师比例", "", 95, "%", "=", "actual")]),
    ("师生比达到1:16。", [("1:16", "师生比", "", 0.0625, "比", "=", "actual")]),
    ("全年实现了零投诉。", [("零", "投诉数", "", 0, "", "=", "actual")]),
    ("小学辍学率为0。", [("0", "小学辍学率", "", 0, "%", "=", "actual")]),
    ("培训教师1,560人次,每人不少于72学时。", [
        ("1,560人次", "教师培训人次", "", 1560, "人次", "=", "actual"),
        ("72学时", "每人学时数", "", 72, "学时", ">=", "actual"),
    ]),
    ("获省级课题5个、市级课题20个。", [("5个", "获课题数", "省级", 5, "个", "=", "actual"), ("20个", "获课题数", "市级", 20, "个", "=", "actual")]),
    ("与上年相比,小学、初中辍学率分别下降了0.05和0.4个百分点。", [
        ("0.05", "小学辍学率", "", 0.05, "百分点", "=", "actual"),
        ("0.4个百分点", "初中辍学率", "", 0.4, "百分点", "=", "actual"),
    ]),
    ("生均公用经费标准:小学650元,初中850元。", [
        ("650元", "生均公用经费", "小学", 650, "元", "=", "actual"),
        ("850元", "生均公用经费", "初中", 850, "元", "=", "actual"),
    ]),
    ("公办园占比低,仅为28.4%。", [("28.4%", "公办幼儿园在园幼儿占比", "", 28.4, "%", "=", "actual")]),
    ("招聘教师127名,其中音体美32名。", [
        ("127名", "招聘教师数", "", 127, "人", "=", "actual"), ("32名", "招聘教师数", "音体美", 32, "人", "=", "actual"),
    ]),
    ("小学412所,在校生18.9万人。", [
        ("412所", "小学数", "", 412, "所", "=", "actual"), ("18.9万人", "在校学生数", "小学", 189000, "人", "=", "actual"),
    ]),
    ("40%的中心园创建为县级示范幼儿园。", [("40%", "县级示范幼儿园比例", "幼儿园;中心", 40, "%", "=", "actual")]),
    ("为1200名寄宿生发放生活补助费56万元。", [
        ("1200名", "补助寄宿生数", "", 1200, "人", "=", "actual"), ("56万元", "生活补助费", "", 560000, "元", "=", "actual"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_sentence(text: str, expected: list[tuple]) -> None:
    found = [
        (row.printed, row.indicator, row.qualifier, row.base_value, row.base_unit, row.comparator, row.status)
        for row in rows_of(text)
    ]
    assert found == [(*row[:3], pytest.approx(row[3]), *row[4:]) for row in expected]


NOTHING = [
    "根据泸教发〔2013〕12号文件要求，开展了“五个一”活动。",
    "继续落实“两免一补”政策，做到一校一策。",
    "2013年3月15日，第14次全区教育大会召开。",
    "围绕三个方面、四个环节，建立一支高素质的教师队伍。",
    "全面推行“136高效课堂”模式。",
    "联系电话：12345678，邮编646000。",
    "原价13元，现折扣价5元。",
    "3至6周岁幼儿入园情况良好，高三(2)班获得表彰。",
    "出台《加快发展学前教育的12条意见》。",
    "新建学校xx所，投入资金xx万元，入学率x%。",
    "新建学校所，投入资金万元，入学率。",
    "投入1.xx亿元，毕业率100.x%，招聘教师5x名。",
    "会议在8:30召开，我区代表队以3:2获胜。",
    "任何一所学校不得以任何名义收费，让每一名学生都有书读。",
    "县政府与24个乡镇签订责任书。",
    "浏览次数：1234次，全文共3790字。",
    "满分100分，中考成绩居全市第2位，提升3个名次。",
    "该校海拔1100米，两人一床，落实24小时值班制度。",
    "消除66人以上的超大班额，对照18项内容自查。",
    "学前三年毛入园率有所提高，首次突破八百人大关。",
]


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_are_no_metric(text: str) -> None:
    assert rows_of(text) == ()


def test_a_plan_that_runs_is_no_plan_to_come_and_near_is_no_number() -> None:
    [row] = rows_of("该计划实施以来,累计落实补助资金1.1亿元。")
    assert row.status == "actual"
    [row] = rows_of("为附近80名留守学生提供图书室。")
    assert row.comparator == "="
    [row] = rows_of("5年来共投入资金1.2亿元。")
    assert (row.period_start, row.period_end, row.qualifier) == (2009, 2013, "")


def test_a_time_in_an_aside_holds_inside_it() -> None:
    rows = rows_of("现有教师2799人(含2011年以来招聘的教师229人),其中小学1228人。")
    assert [(row.period_start, row.period_end) for row in rows] == [(2013, 2013), (2011, 2013), (2013, 2013)]


def test_then_and_now_are_two_rows() -> None:
    before, after = rows_of("学前三年毛入园率由2010年的58%上升到79.6%。")
    assert (before.value, before.period_start, after.value, after.period_start) == (58, 2010, 79.6, 2013)
    assert before.indicator == after.indicator == "学前三年毛入园率"
    assert (before.change, after.change) == (None, None)


def test_a_time_that_is_not_stated_is_for_people_to_confirm() -> None:
    before, after = rows_of("小学由128所调整为96所。")
    assert (before.period_start, after.period_start) == (2012, 2013)
    assert before.confidence < 0.9 <= after.confidence


@pytest.mark.parametrize(
    ("text", "change", "indicator"),
    [
        ("学前三年毛入园率82%，比上年提高2.1个百分点。", "increase", "学前三年毛入园率"),
        ("小学减少12所。", "decrease", "减少小学数"),
        ("高考上线1200人，比去年增加128人。", "increase", "上线人数"),
        ("教育经费总投入5.6亿元，同比增长12.5%。", "increase", "教育经费总投入增长率"),
    ],
)
def test_changes_stand_apart_from_levels(text: str, change: str, indicator: str) -> None:
    row = rows_of(text)[-1]
    assert (row.change, row.indicator) == (change, indicator)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2011—2013年，新建幼儿园9所。", (2011, 2013)),
        ("到2015年，毕业率达到99%。", (2015, 2015)),
        ("去年招聘教师12名。", (2012, 2012)),
        ("上年毕业率98%，今年毕业率99%。", (2013, 2013)),
        ("2012—2013学年招生1200人。", (2012, 2013)),
        ("“十二五”期间新建幼儿园20所。", (2011, 2015)),
        ("未来三年新建幼儿园6所。", (2013, 2015)),
        ("二〇一二年招聘教师12名。", (2012, 2012)),
        ("比2011年增加3所，现有幼儿园20所。", (2013, 2013)),
        ("学校创办于1952年，有学生2968人。", (2013, 2013)),
    ],
)
def test_period(text: str, period: tuple[int, int]) -> None:
    row = rows_of(text)[-1]
    assert (row.period_start, row.period_end) == period


def test_halves_terms_and_dates_are_kept() -> None:
    assert rows_of("上半年招聘教师12名。")[0].half == 1
    assert rows_of("2012年秋季招生320人。")[0].half == 2
    assert rows_of("截至2012年12月31日，全县有幼儿园20所。")[0].as_of == "2012-12-31"


def test_a_year_that_opens_a_sentence_holds_on_in_its_paragraph() -> None:
    text = "2011年，新建幼儿园2所。投资300万元。\n招聘教师12名。"
    assert [row.period_start for row in rows_of(text)] == [2011, 2011, 2013]


def test_without_a_period_nothing_is_guessed() -> None:
    row = rows_of("今年招聘教师12名。", year=None)[0]
    assert (row.period_start, row.period_end) == (None, None)


@pytest.mark.parametrize(
    ("headings", "text", "status", "year"),
    [
        (("三、下一步打算",), "新建幼儿园2所。", "planned", 2013),
        (("二、2014年工作要点", "(一)学前教育"), "新建幼儿园2所。", "planned", 2014),
        (("二、2014年工作要点",), "毕业率达到99%。", "target", 2014),
        (("四、明年工作安排",), "新建幼儿园2所。", "planned", 2014),
        (("四、存在问题和今后打算",), "学位缺口2600个。", "actual", 2013),
        (("一、主要成绩",), "新建幼儿园2所。", "actual", 2013),
        (("一、2013年主要工作",), "新建幼儿园2所。", "actual", 2013),
        (("一、2014年主要工作",), "新建幼儿园2所。", "planned", 2014),
        (("二、2014年工作思路", "(一)主要目标"), "毕业率达到99%。", "target", 2014),
        (("一、主要成绩",), "周转房在建44套。", "ongoing", 2013),
        (("一、主要成绩",), "在建项目5个。", "ongoing", 2013),
    ],
)
def test_headings_tell_plans(headings: tuple[str, ...], text: str, status: str, year: int) -> None:
    row = rows_of(text, headings=headings)[0]
    assert (row.status, row.period_start) == (status, year)


def test_a_plan_that_was_missed() -> None:
    planned, built = rows_of("原计划新建幼儿园10所，建成6所。")
    assert (planned.status, built.status) == ("planned", "actual")


def test_duplicates_are_linked_and_not_doubled() -> None:
    rows = rows_of("全县有幼儿园20所。\n\n我县现有幼儿园20所，招聘教师12名。")
    assert [row.duplicate_of for row in rows] == [None, 0, None]


def test_lines_that_a_page_broke_are_read_as_one() -> None:
    text = (
        "今年以来全县教育系统认真落实上级要求新建公办\n幼儿园三十六所新增幼儿学位二千一百个招聘教师\n"
        "一百二十名培训各级各类骨干教师和校长共计 560\n人次资助家庭经济困难的中小学生和幼儿一共 900\n人。\n"
    )
    assert [row.printed.replace("\n", "") for row in rows_of(text)][-2:] == ["560人次", "900人"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("小学入学率、巩固率均达100%。", ["小学巩固率", "小学入学率"]),
        ("小学、初中入学率都保持在99%以上。", ["初中入学率", "小学入学率"]),
        ("小学入学率和初中毛入学率、升学率均达98%。", ["初中升学率", "小学入学率", "初中毛入学率"]),
        ("适龄儿童、少年入学率均达100%。", ["义务教育入学率"]),
        ("小学生均图书册数、设备配齐率均达100%。", ["设备配齐率"]),
    ],
)
def test_one_number_that_states_several_rates_gives_a_row_each(text: str, names: list[str]) -> None:
    rows = rows_of(text)
    assert [row.indicator for row in rows] == names
    assert len({(row.start, row.end) for row in rows}) == 1


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("对22所学校进行信息化改造。", "part"),
        ("全县有小学48所、初中12所。招生2.1万人,毕业1.9万人。小学招生9000人。专任教师2100人。", "whose"),
        ("学前三年毛入园率由58%上升到79.6%。", "time"),
        ("现有食堂的42所学校(学生2900名)已供餐。", "part"),
        ("全县中小学、幼儿园共36所。", "wording"),
        ("有42所自评分在85分以上。", "wording"),
        ("新建学校5所,比上年增加2所。", "carried"),
        ("新建三个塑胶运动场。", "small"),
        ("新建幼儿园5所,改建xx所。", "blotted"),
    ],
)
def test_what_is_unsure_says_why(text: str, doubt: str) -> None:
    rows = rows_of(text)
    assert all((row.doubt is None) == (row.confidence >= 0.9) for row in rows)
    assert doubt in {row.doubt for row in rows}


def test_a_place_called_after_a_number_is_no_money() -> None:
    assert [row.printed for row in rows_of("新开工三元镇中学等项目3个,每天三元的补助。")] == ["3个", "三元"]


def test_a_share_of_what_was_planned_is_reached() -> None:
    assert {row.status for row in rows_of("竣工校舍41万平方米,占规划校舍总面积的19%。")} == {"actual"}


@pytest.mark.parametrize("text", ["打造中央、省级项目资金1200万元。", "26个乡镇的示范乡镇和街道覆盖率达73%。"])
def test_names_with_marks_in_them_are_for_people_to_look_at(text: str) -> None:
    assert max(row.confidence for row in rows_of(text)) < 0.9


def test_a_damaged_number_is_none() -> None:
    assert rows_of("学前一年毛入园率00%,新建学校05所。") == ()
