"""What Word shows that stands in no plain run: fields it draws, symbols, letters set large, text moved or hidden."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from reports.extraction.docx import extract
from tests.reports.extraction.word_files import NS, OFFICE, cell, item, level, numbering, para, run, table, write_docx

CHAPTERS = numbering(level(0, "chineseCounting", "%1、"))
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def drawn(text: str) -> str:
    return mark("begin") + code(text) + mark("end")


def text_of(path: Path, body: str, **parts: str) -> list[str]:
    return extract(write_docx(path / "a.docx", body, **parts)).text.strip().split("\n")


@pytest.mark.parametrize(
    ("field_code", "shown"),
    [
        (r" eq \o\ac(○,3) ", "③"),
        (r"eq \o\ac(○,十)", "㊉"),
        (r"eq \o\ac(□,验)", "验"),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(xiào),校)', "校"),
        (r'EQ \* jc0 \* "Font:宋体" \* hps14 \o(\s\up 5(教育),\s\do 2(科学))', "教育科学"),
        (r"EQ \f(1,3)", "1/3"),
        (r"EQ \x(合格)", "合格"),
        (" PAGE ", ""),
    ],
)
def test_what_eq_fields_draw(tmp_path: Path, field_code: str, shown: str) -> None:
    body = para("新建", inner=drawn(field_code) + run("后"))
    assert text_of(tmp_path, body) == [f"新建{shown}后"]


def test_a_code_in_several_runs(tmp_path: Path) -> None:
    inner = mark("begin") + code(r"eq \o\ac(") + code("○,5") + code(")") + mark("end")
    assert text_of(tmp_path, para("第", inner=inner + run("项"))) == ["第⑤项"]


def test_a_result_inside_another_fields_code_is_not_shown(tmp_path: Path) -> None:
    inside = mark("begin") + code(" DOCPROPERTY 科室 ") + mark("separate") + run("基教科") + mark("end")
    outer = (
        mark("begin") + code(" IF ") + inside + code(' = "" "无" "有" ') + mark("separate") + run("有") + mark("end")
    )
    assert text_of(tmp_path, para("责任科室：", inner=outer + run("。"))) == ["责任科室：有。"]


def test_a_code_that_is_never_closed_hides_no_later_paragraph(tmp_path: Path) -> None:
    page = mark("begin") + code(" PAGE ") + mark("separate") + run("3") + mark("end")
    body = para("甲段。", inner=mark("begin") + code(" IF ")) + para("乙段第", inner=page + run("页。"))
    assert text_of(tmp_path, body) == ["甲段。", "乙段第3页。"]


def test_characters_of_symbol_fonts(tmp_path: Path) -> None:
    symbols = (("Wingdings", "F0FC"), ("Wingdings 2", "F052"), ("Wingdings", "F082"), ("Symbol", "F0B3"))
    inner = "".join(f'<w:r><w:sym w:font="{font}" w:char="{place}"/></w:r>' for font, place in symbols)
    fonted = '<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>\uf0b3</w:t></w:r>'
    body = para("达标", inner=inner + run("90%，") + fonted + run("85%"))
    assert text_of(tmp_path, body) == ["达标✓☑②≥90%，≥85%"]


def test_a_large_first_letter_is_one_with_its_paragraph(tmp_path: Path) -> None:
    body = para("全", '<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around"/>') + para("市新建幼儿园12所。")
    assert text_of(tmp_path, body) == ["全市新建幼儿园12所。"]


def test_a_paragraph_moved_away_counts_in_no_list(tmp_path: Path) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    moved = f"<w:p><w:pPr>{numbered}<w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>{run('抓安全')}</w:moveFrom></w:p>"
    body = moved + item("抓质量") + f"<w:p><w:pPr>{numbered}</w:pPr><w:moveTo>{run('抓安全')}</w:moveTo></w:p>"
    assert text_of(tmp_path, body, numbering=CHAPTERS) == ["一、抓质量", "二、抓安全"]


def test_a_hidden_paragraph_counts_in_no_list(tmp_path: Path) -> None:
    properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{HIDDEN}'
    hidden = f"<w:p><w:pPr>{properties}</w:pPr><w:r>{HIDDEN}<w:t>内部掌握</w:t></w:r></w:p>"
    assert text_of(tmp_path, item("抓质量") + hidden + item("抓安全"), numbering=CHAPTERS) == [
        "一、抓质量",
        "二、抓安全",
    ]


def test_text_whose_end_is_deleted_stays_where_it_stands(tmp_path: Path) -> None:
    """The last paragraph of a cell or of the file has none to go on in."""
    deleted = "<w:rPr><w:del/></w:rPr>"
    rows = table(cell("", inner=para("甲", deleted)) + cell("1"), cell("乙") + cell("2"))
    assert text_of(tmp_path, para("前文", deleted) + rows + para("后文", deleted)) == ["前文", "甲\t1", "乙\t2", "后文"]


def test_a_note_of_a_paragraph_that_runs_on_is_kept(tmp_path: Path) -> None:
    notes = f'<w:footnotes {NS}><w:footnote w:id="2">{para("不含民办园。")}</w:footnote></w:footnotes>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = para("新建12所", "<w:rPr><w:del/></w:rPr>", inner=reference) + para("幼儿园。")
    assert text_of(tmp_path, body, footnotes=notes) == ["新建12所幼儿园。", "〔注1〕不含民办园。"]


PAGE = "<html><body><h1>年度总结</h1><p>全市新建幼儿园12所，招聘教师260名。</p>{}</body></html>"
ROWS = "<table><tr><td>指标</td><td>值</td></tr><tr><td>在园幼儿</td><td>3821</td></tr></table>"
MHT = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
    'Content-Type: text/html; charset="utf-8"\n\n{}\n--b--'
)


@pytest.mark.parametrize("data", [PAGE.format(ROWS), MHT.format(PAGE.format(ROWS))])
def test_a_web_page_that_is_the_whole_document(tmp_path: Path, data: str) -> None:
    found = extract(with_chunk(tmp_path / "a.docx", data.encode()))
    assert found.text == "封面\n年度总结\n全市新建幼儿园12所，招聘教师260名。\n指标\t值\n在园幼儿\t3821\n"
    assert [found.text[one.start : one.end] for one in found.tables] == ["指标\t值\n在园幼儿\t3821"]
    assert [found.text[line.start : line.end] for line in found.styled_lines] == ["年度总结"]
    assert found.warnings == ()


def test_another_kind_of_part_is_named(tmp_path: Path) -> None:
    found = extract(with_chunk(tmp_path / "a.docx", b"PK\x03\x04"))
    assert found.text == "封面\n"
    assert "嵌有另一份文件" in found.warnings[0]


def with_chunk(path: Path, data: bytes) -> Path:
    write_docx(path, para("封面") + '<w:altChunk r:id="rchunk"/>')
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    links = parts["word/_rels/document.xml.rels"]
    link = f'<Relationship Id="rchunk" Type="{OFFICE}/aFChunk" Target="/word/afchunk.mht"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = links.replace(b"</Relationships>", link.encode())
    with zipfile.ZipFile(path, "w") as package:
        for name, content in {**parts, "word/afchunk.mht": data}.items():
            package.writestr(name, content)
    return path
