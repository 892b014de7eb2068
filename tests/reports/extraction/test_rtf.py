"""Rich text read without LibreOffice. The files are written here word by word, as Word and WPS write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.extraction import RefusedFile, office, rtf
from reports.extraction import extract as extract_file
from reports.parsing.types import ExtractedText

HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\froman\fcharset0 Times New Roman;}"
    r"{\f2\fnil\fcharset2 Wingdings;}}{\stylesheet{\ql Normal;}{\s1\outlinelevel0\b heading 1;}{\*\cs9 Strong;}}"
)


def gbk(text: str) -> str:
    """Chinese as Word writes it: bytes of GBK in hex."""
    return "".join(char if char.isascii() else "".join(f"\\'{b:02x}" for b in char.encode("gb18030")) for char in text)


def extract(tmp_path: Path, body: str, *, end: str = "}") -> ExtractedText:
    (tmp_path / "a.rtf").write_bytes((HEAD + body + end).encode("latin-1"))
    return rtf.extract(tmp_path / "a.rtf")


def lines(tmp_path: Path, body: str) -> list[str]:
    return [line for line in extract(tmp_path, body).text.split("\n") if line]


def numbered(label: str, text: str) -> str:
    return rf"\pard{{\listtext\f0 {gbk(label)}\tab}}\ls1\ilvl0\f0 {gbk(text)}\par "


def cell(text: str) -> str:
    return rf"\pard\intbl {gbk(text)}\cell "


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\f0 " + gbk("教育局工作总结") + r"\par", ["教育局工作总结"]),
        (r"\f1 " + gbk("教育局") + r" 2013\par", ["教育局 2013"]),  # Chinese in a Latin font
        (r"\u25945?\u-32494\'3f x\par", ["教脒 x"]),
        (r"{\uc0\u25945\u32946}\uc2\u25945\'bd\'cc\u32946ab.\par", ["教育教育."]),
        (r"\u55410?\u57153?\par", ["𬭁"]),
        (r"{\upr{A}{\*\ud{\u25945?}}}\par", ["教"]),
        (r"a\line b\tab c\par\emdash\ldblquote\~\_\{\\\}\par", ["a", "b\tc", "—“\xa0-{\\}"]),
        ("a\\\nb\\par", ["a", "b"]),
        (r"{\deleted 9}{\revised 7}{\v 5}{\*\unknown 3}{\*\bkmkstart 2}\par", ["7"]),
        (r"one\deleted\par\deleted0 two\par", ["onetwo"]),
        (r"{\pict\pngblip\bin4 }{\{x}y\par", ["y"]),
        (r"12{\super 3}m\super 2\nosupersub 4\par", ["12³m²4"]),
        (r"\u25945", ["教"]),
    ],
)
def test_text(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert lines(tmp_path, body) == expected


def test_numbers_are_those_that_the_file_prints(tmp_path: Path) -> None:
    body = numbered("一、", "学前教育") + numbered("1.", "2013年招生") + numbered("2.", "") + numbered("二、", " 义务")
    assert lines(tmp_path, body) == ["一、学前教育", "1. 2013年招生", "二、义务"]


def test_bullets_of_symbol_fonts_are_points(tmp_path: Path) -> None:
    assert lines(tmp_path, r"{\listtext\f2 \'d8\tab}\f1 a\par{\listtext \u-3913\'b7\tab}b\par") == ["• a", "• b"]


def test_a_list_whose_numbers_are_not_printed_is_named(tmp_path: Path) -> None:
    found = extract(tmp_path, rf"\pard\ls1\ilvl0 {gbk('学前')}\par")
    assert found.warnings == ("有些段落的自动编号没有读出。请对照原件检查，或另存为 docx 后再上传。",)


def test_headings_by_style_level_and_weight(tmp_path: Path) -> None:
    body = r"\pard\s1 one\par\pard\outlinelevel1 two\par\pard{\dbch\ab three}\par{\rtlch\ab four}\par"
    found = extract(tmp_path, body)
    styled = [(found.text[line.start : line.end], line.level) for line in found.styled_lines]
    assert styled == [("one", 1), ("two", 2), ("three", None)]


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    body = (
        r"\trowd\clvmgf\cellx3000\cellx9000" + cell("指标") + cell("年度") + r"\row"
        r"\trowd\clvmrg\cellx3000\cellx6000\cellx9000" + cell("") + cell("2012年") + cell("2013年") + r"\row"
        r"\pard " + gbk("完") + r"\par"
    )
    found = extract(tmp_path, body)
    assert found.tables[0].rows == (("指标", "年度", "年度"), ("指标", "2012年", "2013年"))
    assert found.text.split("\n")[:3] == ["指标\t年度\t", "\t2012年\t2013年", "完"]


def test_a_table_in_a_cell_follows_the_table(tmp_path: Path) -> None:
    inner = (
        r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx100\cellx200\nestrow}{\nonesttables\par}"
    )
    body = r"\trowd\cellx3000\cellx6000" + cell("甲") + inner + r"\pard\intbl z\cell\row"
    found = extract(tmp_path, body)
    assert [table.rows for table in found.tables] == [(("甲", "z"),), (("x", "y"),)]


def test_notes_boxes_headers_and_fields(tmp_path: Path) -> None:
    body = (
        r"{\header\pard head\par}12{\super\chftn}{\footnote\pard{\chftn} below}{\footnote\ftnalt end} more\par"
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard boxed\par}}{\shprslt{\*\do{\dptxbxtext again\par}}}}see\par"
        r'{\field{\*\fldinst HYPERLINK "http://a.example"}{\fldrslt link}}\par'
        r"{\field{\*\fldinst{ TOC \\o }}{\fldrslt one 1\par two 2}}\par last\par"
    )
    found = extract(tmp_path, body)
    assert [line for line in found.text.split("\n") if line] == [
        "12 more", "〔注1〕below", "〔尾注1〕end", "see", "boxed", "link", "last",
    ]  # fmt: skip
    assert found.boilerplate == ("one 1", "two 2", "head")


def test_the_title_of_the_file(tmp_path: Path) -> None:
    assert extract(tmp_path, rf"{{\info{{\title {gbk('总结')}}}{{\author x}}}}y\par").title == "总结"


def test_a_file_cut_short_is_told(tmp_path: Path) -> None:
    assert extract(tmp_path, r"{\b some text", end="").warnings[0].startswith("rtf 文件没有完整结束")


def test_bytes_of_no_character_are_told(tmp_path: Path) -> None:
    assert extract(tmp_path, r"\f0 x\'ff\par").warnings == ("有1处文字的编码有误，没有读出。请对照原件检查。",)


@pytest.mark.parametrize(
    "body",
    ["{" * 5000, "}" * 5000, r"{\shp{\shptxt" * 300, r"\cell\row\nestrow" * 50, r"{\field" * 500, r"\bin99999999 x"],
)
def test_hostile_files_end_in_a_text_or_a_refusal(tmp_path: Path, body: str) -> None:
    try:
        assert "text" in extract(tmp_path, rf"text\par {body}").text
    except RefusedFile as refused:
        assert refused.code == "too_complex"  # noqa: PT017 - either way is right


def test_without_libreoffice_the_file_is_read_and_the_reader_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ())
    (tmp_path / "a.doc").write_text(HEAD + rf"{gbk('一、学前')}\par}}", encoding="latin-1")
    found = extract_file(tmp_path / "a.doc")
    assert (found.text, found.format) == ("一、学前\n", "rtf")
    assert found.warnings[0].startswith("服务器上没有安装 LibreOffice，文件由本系统直接读取")
