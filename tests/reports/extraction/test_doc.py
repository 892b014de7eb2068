"""Word 97–2003 files read without LibreOffice.

files/word97.doc was saved by LibreOffice from a document of our own: three levels of automatic numbers, merged cells,
a footnote, a text box, tracked changes, hidden text, a link and a rare character.
"""

from __future__ import annotations

import random
import shutil
import struct
from pathlib import Path

import pytest

from reports.extraction import RefusedFile, doc, docx, extract, office
from reports.extraction.doc_body import BodyWriter
from reports.extraction.doc_file import check_header, has_lists
from reports.parsing.types import ExtractedText
from tests.reports.extraction.word97_files import Piece, streams, word_file
from tests.reports.extraction.word_files import cell, item, level, numbering, para, table, write_docx

FILE = Path(__file__).parent / "files" / "word97.doc"
PROGRAM = office.find_program()


def body(*pieces: Piece | str) -> str:
    file = word_file(*pieces)
    return "".join(BodyWriter(file).blocks(file.parts["main"]))


def shown(found: ExtractedText) -> list[str]:
    return [line for line in found.text.split("\n") if line]


def test_everything_a_reader_sees() -> None:
    found = doc.extract(FILE)
    assert shown(found) == [
        "石桥县教育局2013年工作总结",
        "一、学前教育",
        "（一）幼儿园建设",
        "全县新建幼儿园12所，招聘教师80名。",
        "〔注1〕含改扩建3所",
        "（二）普惠园",
        "1.认定",
        "2.补助",
        "二、义务教育",
        "改造薄弱学校7所。",
        "见右上角。",
        "内部资料 注意保存",
        "招生办法与𬭁、“双减”—2013年．",
        "经费保障",
        "指标\t年度\t",
        "\t2012年\t2013年",
        "在校生\t38216\t37540 （人）",
        "结束语，谢谢。",
    ]
    assert found.tables[0].rows == (
        ("指标", "年度", "年度"), ("指标", "2012年", "2013年"), ("在校生", "38216", "37540 （人）"),
    )  # fmt: skip
    assert found.boilerplate == ("石桥县教育局文件",)
    assert [found.text[line.start : line.end] for line in found.styled_lines] == [
        "石桥县教育局2013年工作总结",
        "经费保障",
    ]


@pytest.mark.parametrize("suffix", ["doc", "wps"])
def test_without_libreoffice_the_file_is_read_and_the_reader_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ())
    path = tmp_path / f"总结.{suffix}"
    shutil.copyfile(FILE, path)
    found = extract(path)
    assert found.format == suffix
    assert "二、义务教育" in found.text
    assert found.warnings[0].startswith("服务器上没有安装 LibreOffice，文件由本系统直接读取")


def test_what_libreoffice_cannot_open_is_read_directly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o700)
    monkeypatch.setattr(office, "PROGRAMS", (str(program),))
    assert extract(FILE).warnings[0].startswith("LibreOffice 没能打开这个文件，文件由本系统直接读取")


@pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed (libreoffice-writer-nogui)")
@pytest.mark.slow
def test_a_file_of_libreoffices_making_reads_as_the_docx_it_was_made_from(tmp_path: Path) -> None:
    lists = numbering(level(0, "chineseCountingThousand", "%1、"), level(1, "decimalEnclosedCircle", "%2"))
    rows = table(cell("指标") + cell("值"), cell("在校生") + cell("38216"))
    text = item("学前") + item("幼儿园", level=1) + para("新建12所。") + item("入园", level=1) + rows + item("义务")
    source = write_docx(tmp_path / "a.docx", text, numbering=lists)
    direct = doc.extract(converted(source))
    assert (direct.text, direct.tables) == ((expected := docx.extract(source)).text, expected.tables)


def converted(path: Path) -> Path:
    from tests.reports.extraction.test_office import converted

    return converted(path, "doc")


def test_pieces_of_either_width_make_one_text() -> None:
    assert "招生2013 A“½”<" not in body("招生")
    assert "招生</w:t>" in body("招生", Piece("2013 A“½”", 1), "年\r")
    assert body("一", Piece("2 < 3", 1), "\r").count("2 &lt; 3") == 1


def test_a_fast_save_deletes_a_piece() -> None:
    text = body("薄弱学校", Piece("9所", change=0x41 << 1 | 1 << 8), "7所\r")
    assert "9所" not in text
    assert "7所" in text


def test_field_codes_are_hidden_and_lost_marks_hide_nothing() -> None:
    assert '<w:instrText xml:space="preserve"> PAGE </w:instrText>' in body("第\x13 PAGE \x141\x15页\r")
    lost = body("全县\x13新建幼儿园\r12所\x14。\r")
    assert "instrText" not in lost
    assert [text in lost for text in ("新建幼儿园", "12所", "。")] == [True] * 3


def test_page_breaks_and_tabs_are_kept_and_controls_go() -> None:
    assert "<w:br/>" in body("甲\x0c乙\r")
    assert "<w:tab/>" in body("甲\t乙\r")
    assert "甲乙" in body("甲\x1f\x00乙\r")


def test_rare_characters_do_not_shift_what_follows() -> None:
    assert "𬭁𬭁" in body("𬭁𬭁", "甲\r")
    assert word_file("𬭁甲\r").parts["main"] == (0, 4)


@pytest.mark.parametrize(
    ("change", "code"), [({"flags": 0x100}, "encrypted"), ({"version": 0x68}, "unsupported")], ids=["locked", "Word 95"]
)
def test_headers_that_are_refused(change: dict[str, int], code: str) -> None:
    stream, _ = streams("甲\r", **change)  # type: ignore[arg-type] # numbers only
    with pytest.raises(RefusedFile) as refused:
        check_header(stream)
    assert refused.value.code == code


def outcome(path: Path) -> str:
    """The text, or the code of the refusal."""
    try:
        return doc.extract(path).text
    except RefusedFile as refused:
        return refused.code


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_file_cut_short_is_refused_not_shortened(tmp_path: Path, share: float) -> None:
    data = FILE.read_bytes()
    (tmp_path / "a.doc").write_bytes(data[: int(len(data) * share)])
    # The last sectors may hold nothing of the text.
    assert outcome(tmp_path / "a.doc") in ({"corrupt"} if share < 0.95 else {"corrupt", doc.extract(FILE).text})


def test_a_chain_of_sectors_that_bites_its_tail(tmp_path: Path) -> None:
    data = bytearray(FILE.read_bytes())
    fat = 512 * (int.from_bytes(data[76:80], "little") + 1)
    for at in range(fat, fat + 512, 4):
        data[at : at + 4] = ((at - fat) // 4).to_bytes(4, "little")
    (tmp_path / "a.doc").write_bytes(data)
    with pytest.raises(RefusedFile):
        doc.extract(tmp_path / "a.doc")


def test_flipped_bytes_end_in_a_text_or_a_refusal(tmp_path: Path) -> None:
    chance, data = random.Random(97), FILE.read_bytes()  # noqa: S311 - bytes to damage, no secrets
    codes = {"corrupt", "encrypted", "empty", "no_text", "unsupported", "too_complex"}
    found = []
    for number in range(150):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 4, 40))):
            damaged[chance.randrange(512, len(data))] = chance.randrange(256)
        (tmp_path / f"{number}.doc").write_bytes(damaged)
        found.append(outcome(tmp_path / f"{number}.doc"))
    assert all(found)
    assert 0 < sum(answer in codes for answer in found) < 150


@pytest.mark.parametrize(("kind", "count", "lists"), [(0x1E, 1, False), (0x101E, 1, True), (0x1E, 2**31, True)])
def test_a_damaged_property_that_claims_to_be_a_list(kind: int, count: int, lists: bool) -> None:
    """Reading one took half an hour: as many items as it claims."""
    section = struct.pack("<IIII", 40, count, 2, 16) + struct.pack("<II", kind, 0xFFFFFFFF)
    assert has_lists(b"\0" * 44 + struct.pack("<I", 48) + section) is lists
