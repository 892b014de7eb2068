"""Which encoding a Chinese file is in: told by the text, without outside help."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.extraction.encoding import decode, is_prose

PROSE = "2012年，全市新建幼儿园12所，招聘教师120名，学前三年毛入园率达到66.93%。\n二、义务教育均衡发展\n"
TRADITIONAL = "本縣學前教育發展計畫，共設幼兒園十二所，聘任教師一百二十名。\n"


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
    ],
)
def test_every_encoding_that_offices_use(codec: str, named: str) -> None:
    decoded = decode(PROSE.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.damaged) == (PROSE, named, 0)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_text_with_many_ones_and_no_mark(codec: str) -> None:
    # 一 is 4E00: its zero byte stands where that of a Latin letter does in the other order.
    text = "一是统一思想，二是统一标准，一手抓建设，一手抓管理，一校一策，一年一评，一月一查。\r\n"
    assert decode(text.encode(codec)).text == text


def test_big5_and_rare_characters_of_gb18030() -> None:
    assert decode(TRADITIONAL.encode("big5")).encoding == "big5"
    assert decode(TRADITIONAL.encode("gb18030")).encoding == "gb18030"
    rare = "㙍镇中心幼儿园，𠅤村小学共有学生12人。"
    assert decode(rare.encode("gb18030")).text == rare


@pytest.mark.parametrize("short", ["江阳区教育工作", "全县学前教育总结", "二、义务教育", "幼儿园12所"])
def test_a_few_characters_are_enough(short: str) -> None:
    assert decode(short.encode("gbk")).text == short


@pytest.mark.parametrize("short", ["學前教育工作總結", "全縣國民小學", "二、義務教育"])
def test_a_few_characters_of_big5(short: str) -> None:
    assert decode(short.encode("big5")).text == short


def test_a_file_cut_inside_a_character_keeps_all_the_rest() -> None:
    for codec in ("utf-8", "gb18030"):
        whole = (PROSE * 20).encode(codec)
        decoded = decode(whole[: len(whole) - len("展\n".encode(codec)) + 1])
        assert decoded.text.startswith(PROSE * 19)
        assert decoded.damaged <= 1


def test_bytes_that_are_no_text() -> None:
    assert not is_prose(decode(bytes(range(256)) * 40).text)
    assert is_prose(decode(PROSE.encode()).text)


@given(st.text(alphabet=st.sampled_from("全市教育工作总结幼儿园学校教师，。一二三12 \n"), min_size=8))
def test_prose_survives_in_both_chinese_encodings(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text
    if len(set(text) - set("，。12 \n")) >= 4:
        assert decode(text.encode("gb18030")).text == text


@given(st.binary(max_size=2000))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@pytest.mark.parametrize("codecs", [("utf-8", "gb18030", "utf-8"), ("gb18030", "utf-8", "gb18030")])
@pytest.mark.parametrize("gap", ["\n", "</p><p>"])
def test_files_put_together_of_others(codecs: tuple[str, ...], gap: str) -> None:
    pieces = ["全县新建幼儿园12所，招聘教师80名。", "改造薄弱学校7所，新增学位1200个。", "落实资助资金260万元。"]
    data = b"".join((piece + gap).encode(codec) for piece, codec in zip(pieces, codecs, strict=True))
    found = decode(data)
    assert (found.text, found.mixed, found.damaged) == (gap.join([*pieces, ""]), True, 0)


def test_a_damaged_file_of_one_encoding_is_not_mixed() -> None:
    data = "全县新建幼儿园12所，招聘教师80名。\n改造薄弱学校7所。\n".encode()
    found = decode(data[:18] + b"\xff" + data[18:-2])
    assert (found.encoding, found.mixed, found.damaged) == ("utf-8", False, 2)


def test_a_stray_zero_byte_does_not_make_wide_text() -> None:
    text = "全县新建幼儿园12所，招聘教师80名。改造薄弱学校7所，新增学位1200个。" * 3
    found = decode(b"<p>\0" + text.encode("gb18030"))
    assert (found.encoding, found.text.replace("\0", "")) == ("gb18030", "<p>" + text)
