"""Parts of a file that look like pieces of one report are told; reports that stand side by side are not."""

from __future__ import annotations

import pytest

from reports.parsing.split import split_reports
from reports.parsing.stitch import UNCLEAR
from reports.parsing.sundered import sundered
from tests.reports.parsing.conftest import Parse

LEAD = "2012年，在县委、县政府的领导下，我局办了五件事，现将有关情况报告如下："
REST = (
    "一、学前教育\n新建幼儿园两所，改建幼儿园三所，全县在园幼儿三千人，比上年增加三百人。\n"
    "二、义务教育\n新建校舍三千平方米，维修校舍五千平方米，全县适龄儿童全部入学，辍学率下降。\n"
    "三、师资队伍\n招聘教师一百名，培训教师两千人次，评选名师三十名，轮岗交流教师一百二十名，补充音体美教师四十名。\n"
    "四、安全管理\n排查隐患三百处，全部整改到位，开展演练一百多场，配备保安两百名，各校均安装监控和一键报警装置。"
)
TITLE = "甲县教育局2012年工作总结"
OTHER = "乙县教育局2012年工作总结"


@pytest.mark.parametrize(
    "page",
    [
        f"{REST}\n{TITLE}\n{LEAD}",
        f"{TITLE}\n{REST}\n{TITLE}\n{LEAD}",
        f"{REST}\n喜看山乡新变化\n{LEAD}",
    ],
    ids=["below", "title twice", "a headline"],
)
def test_a_lead_printed_behind_the_rest_is_repaired_or_told(page: str, parse_text: Parse) -> None:
    reports = parse_text(page).reports
    whole = "".join(reports[0].text.split()).endswith("".join(f"{LEAD}{REST}".split()))
    assert (len(reports) == 1 and whole) or all(UNCLEAR in report.repairs for report in reports[:1])


@pytest.mark.parametrize(
    "page",
    [
        f"{TITLE}\n{LEAD}\n{REST}",
        f"{TITLE}\n{LEAD}\n{REST}\n{OTHER}\n{LEAD}\n{REST}",
        f"{TITLE}\n{LEAD}\n{REST}\n{TITLE}\n{LEAD}\n{REST}",
        f"{TITLE}\n{TITLE}\n{LEAD}\n{REST}",
    ],
    ids=["one", "two", "two of one name", "a page's title above"],
)
def test_reports_side_by_side_are_no_pieces(page: str, parse_text: Parse) -> None:
    assert not any(UNCLEAR in report.repairs for report in parse_text(page).reports)


def test_text_without_a_title_above_one_with_a_title() -> None:
    page = f"{REST}\n{REST}\n{TITLE}\n{LEAD}\n{REST}"
    parts = split_reports(page).parts
    assert len(parts) == 1 or sundered(page, parts) == {0, 1}


def test_a_file_without_reports_has_no_pieces() -> None:
    assert sundered("", ()) == frozenset()
