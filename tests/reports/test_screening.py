from __future__ import annotations

import pytest

from reports.screening import MARKS, personal_numbers, secrecy_mark, secrecy_mark_in_name, stopped_message


@pytest.mark.parametrize("row", MARKS, ids=lambda row: row.stops)
def test_each_form_of_marking_stops_and_its_likeness_passes(row):
    assert secrecy_mark(f"某县教育局文件\n{row.stops}\n2012年工作总结").line == row.stops
    assert secrecy_mark(row.passes) is None


@pytest.mark.parametrize(
    "line",
    ["秘密★启用前", "机密★10年", "绝密★", "机　密", "秘密", "机密（长期）", "★秘密★", "密级：机密★",
     "内部资料，请勿外传", "【内部资料】", "内部文件 严禁外传", "内部使用", "仅供内部参考", "（内部资料 注意保存）",
     "\t机密★1年\t", "内 部 资 料"],
)  # fmt: skip
def test_marks_in_their_many_writings(line):
    mark = secrecy_mark(f"题名\n{line}\n正文")
    assert mark is not None
    assert stopped_message(mark).endswith("。")


@pytest.mark.parametrize(
    "line",
    ["认真做好保密工作，严守国家秘密。", "加强机密文件管理", "试卷保密室通过验收", "内部管理不断规范",
     "汇编内部资料12期", "学校编印的内部刊物《春芽》获奖", "成功的秘密在于坚持", "秘密花园",
     "密级：无", "内部资料", "机密级计算机3台"],
)  # fmt: skip
def test_prose_passes_unless_it_is_a_line_of_its_own(line):
    assert (secrecy_mark(line) is None) is (line != "内部资料")


def test_a_long_text_is_read_in_no_time():
    assert secrecy_mark("内部资料管理" * 300_000) is None
    assert secrecy_mark("内部资料，请勿\n" * 20_000 + "内部") is not None


@pytest.mark.parametrize(
    ("name", "stops"), [("【机密】总结.docx", True), ("秘密★总结.doc", True), ("保密工作总结.docx", False)]
)
def test_marks_in_file_names(name, stops):
    assert (secrecy_mark_in_name(name) is not None) is stops


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def identity(digits17):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits17 + "10X98765432"[sum(int(d) * w for d, w in zip(digits17, weights, strict=True)) % 11]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"身份证号{identity('51052119800101123')}。", ["identity"]),
        (f"身份证号{identity('51052119800101123').translate(FULL_WIDTH)}", ["identity"]),
        ("手机138 0000 1111，传真0830-2345678", ["mobile", "landline"]),
        ("电话(010)62345678", ["landline"]),
        ("编号510521198001011230001", []),
        ("投入13800001111.25元", []),
        ("文号〔2012〕138号，合计13812345678901", []),
        ("2012年招生13800人，2013年14200人", []),
    ],
)
def test_personal_numbers(text, kinds):
    assert [number.kind for number in personal_numbers(text)] == kinds


def test_a_wrong_check_digit_is_no_identity_number():
    right = identity("51052119800101123")
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    assert personal_numbers(f"编码{wrong}") == []


def test_offsets_point_at_the_number():
    text = "联系人：张老师，手机１３８００００１１１１。"
    [number] = personal_numbers(text)
    assert text[number.start : number.end] == "１３８００００１１１１"
