"""Place names in running text: found whole, with their spans, and not where the characters mean something else."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.fixtures.gazetteers import standard_gazetteer
from reports.parsing.gazetteer import Gazetteer
from tests.reports.parsing.test_gazetteer import SAMPLES, gazetteer

FOUND = [
    ("泸州市江阳区、龙马潭区和泸县先后启动", "泸州市 江阳区 龙马潭区 泸县"),
    ("四川省泸州市古蔺县教育局", "四川省 泸州市 古蔺县"),
    ("北川、江油两地灾后重建", "北川 江油"),
    ("全市有泸　县、合江县参加", "泸县 合江县"),
    ("安 县教育局2010年工作总结", "安县"),
    ("古 蔺 县的经验", "古蔺县"),
    ("其中江阳区12所，其中中江县3所", "江阳区 中江县"),
    ("浙江苏州两地", "浙江 苏州"),
    ("乐山市市中区与乐山市中区是一处", "乐山市 市中区 乐山市中区"),
    ("攀枝花市东区、西区", "攀枝花市 东区"),
    ("晋城市城区", "晋城市 城区"),
    ("泸州市高新区和经开区", "泸州市 高新区 经开区"),
    ("凉山州、阿坝州的学生", "凉山州 阿坝州"),
    ("贵州省黔东南苗族侗族自治州凯里市", "贵州省 黔东南苗族侗族自治州 凯里市"),
    ("北川羌族自治县", "北川羌族自治县"),
    ("浦东新区与滨海新区", "浦东新区 滨海新区"),
    ("南昌市新建县", "南昌市 新建县"),
    ("赴新建县、公安县考察", "新建县 公安县"),
    ("江阳区级骨干教师", "江阳区"),
    ("石家庄高新区的学校", "石家庄高新区"),
    ("呼和浩特市新城区", "呼和浩特市 新城区"),
    ("重庆市开县、云阳县", "重庆市 开县 云阳县"),
    ("马鞍山市和县，安徽和县", "马鞍山市 和县 安徽 和县"),
    ("朔州市应县教育局", "朔州市 应县"),
]

NOT_FOUND = [
    "全市共有学校120所，市区30所，城区12所，郊区8所",
    "东区、西区、南区、北区四个校区",
    "老城区改造与新城区建设",
    "建设和平校园，共建长安大学城",
    "实施科教兴国战略，资源共享，公安部门配合",
    "新建县级公办幼儿园3所，新建区域性实训基地1个",
    "其中山区学校18所，初中山区教师76名",
    "人才市场和教育市场规范有序",
    "加强思想品德阳光教育，学校重大安全事故为零",
    "提高青年教师待遇，提高安全意识",
    "资金安排到位，资金乡镇配套",
    "篮球和田径项目",
    "云龙镇中心小学、龙山街道幼儿园",
    "一是公平，二是民主，三明确责任",
    "市县两级、区县联动、县区统筹",
    "学生来宾满意度，百色花开",
    "前进中的教育，向阳而生，同心同德",
    "XX县、某区、我县、全县、本市",
    "积极响应县委号召，召开县政府专题会，完成县委交办的任务",
    "争创示范县，落实责任县，申报定点县，资金县级配套",
    "省、市和县三级共管，覆盖县乡两级，提高县级经费",
    "平安县级校园，公安县局，友好区校",
    "",
    "   \n\t",
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_found(text: str, names: str) -> None:
    assert [mention.name for mention in gazetteer().find(text)] == names.split()


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert gazetteer().find(text) == ()


CUT_SHORT = [
    ("云南山区的寄宿制学校", "云南"),
    ("广西山区教学点", "广西"),
    ("合江县城区学校", "合江县"),
    ("德阳光明小学", ""),
    ("公 安县", ""),
]


@pytest.mark.parametrize(("text", "names"), CUT_SHORT)
def test_a_word_that_follows_a_name_makes_no_other_name(text: str, names: str) -> None:
    assert [mention.name for mention in gazetteer().find(text)] == names.split()


def test_spans_are_those_of_the_printed_text() -> None:
    text = "今年，泸　县和安 县、江阳区"
    printed = [text[mention.start : mention.end] for mention in gazetteer().find(text)]
    assert printed == ["泸　县", "安 县", "江阳区"]


def test_the_place_before_narrows_the_candidates() -> None:
    def codes(text: str) -> list[str]:
        return [place.code for place in gazetteer().find(text)[-1].candidates]

    assert codes("南京市鼓楼区") == ["320106"]
    assert codes("江苏省鼓楼区") == ["320106", "320302"]
    assert len(codes("鼓楼区")) == 4
    assert codes("泸州市高新区") == ["5105H1"]
    assert codes("石家庄市高新区") == ["130171"]
    assert codes("高新区") == []


def test_candidates_are_named_by_law_and_todays_come_first() -> None:
    (mention,) = gazetteer().find("凉山州")
    assert mention.candidates[0].name == "凉山彝族自治州"
    (mention,) = gazetteer().find("泸县")
    assert [place.code for place in mention.candidates] == ["510521"]
    (mention,) = gazetteer().find("通州区")
    assert {place.code for place in mention.candidates} == {"110112", "320612"}


@cache
def with_samples(samples_first: bool) -> Gazetteer:
    return standard_gazetteer(SAMPLES, samples_first)


def test_short_names_of_samples_stay_out_of_real_texts() -> None:
    assert with_samples(samples_first=False).find("路边的梧桐") == ()
    assert [m.name for m in with_samples(samples_first=False).find("云江市梧桐、石门")] == ["云江市", "梧桐", "石门"]
    assert [m.name for m in with_samples(samples_first=True).find("梧桐发展平稳")] == ["梧桐"]


def test_a_sample_files_own_place_comes_first() -> None:
    real, sample = (with_samples(first).find("石门县")[0].candidates[0].code for first in (False, True))
    assert (real, sample) == ("430726", "990525")


def test_a_long_text_is_read_in_one_pass() -> None:
    text = "江阳区新建幼儿园2所，泸县改建3所；" * 20_000
    assert len(gazetteer().find(text)) == 40_000


PIECES = st.sampled_from(
    ["泸", "县", "市", "区", "州", "江", "阳", "安", " ", "　", "\n", "\t", "中", "新", "高", "城", "x"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_mentions_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for mention in gazetteer().find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert "".join(text[mention.start : mention.end].split()) == mention.name
        end = mention.end
