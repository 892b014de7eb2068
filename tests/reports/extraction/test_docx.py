"""Word documents: everything the page shows, once, in order."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from reports.extraction.docx import extract
from reports.extraction.types import RefusedFile
from tests.reports.extraction.word_files import NS, cell, item, level, numbering, para, run, table, write_docx


def text_of(path: Path) -> list[str]:
    return extract(path).text.strip().split("\n")


def test_a_document_written_by_python_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "年度总结"
    document.add_heading("云江市教育局2012年工作总结", 0)
    document.add_heading("一、学前教育", 1)
    document.add_paragraph("全市新建幼儿园12所。")
    document.add_paragraph("").add_run("强化管理").bold = True
    document.sections[0].header.paragraphs[0].text = "云江教〔2013〕1号"
    document.save(str(tmp_path / "a.docx"))
    found = extract(tmp_path / "a.docx")
    assert found.text == "云江市教育局2012年工作总结\n一、学前教育\n全市新建幼儿园12所。\n强化管理\n"
    styled = [(found.text[line.start : line.end], line.level) for line in found.styled_lines]
    assert styled == [("云江市教育局2012年工作总结", None), ("一、学前教育", 1), ("强化管理", None)]
    assert found.boilerplate == ("云江教〔2013〕1号",)
    assert (found.format, found.title) == ("docx", "年度总结")


def test_merged_cells_are_empty_in_the_text_and_repeated_in_the_rows(tmp_path: Path) -> None:
    body = table(
        cell("指标", '<w:gridSpan w:val="2"/>') + cell("2012年"),
        cell("在校生", '<w:vMerge w:val="restart"/>') + cell("小学") + cell("38216"),
        cell("", "<w:vMerge/>") + cell("初中") + cell("17540"),
    )
    found = extract(write_docx(tmp_path / "a.docx", para("前") + body + para("后")))
    assert found.text == "前\n指标\t\t2012年\n在校生\t小学\t38216\n\t初中\t17540\n后\n"
    (grid,) = found.tables
    assert grid.rows == (("指标", "指标", "2012年"), ("在校生", "小学", "38216"), ("在校生", "初中", "17540"))
    assert found.text[grid.start : grid.end] == "指标\t\t2012年\n在校生\t小学\t38216\n\t初中\t17540"


def test_numbers_of_a_column_are_counted_down_the_rows(tmp_path: Path) -> None:
    body = table(*(cell("", inner=item("")) + cell(name) for name in ("江阳区", "泸县")))
    counted = table(*(cell("", inner=item(name)) + cell("12") for name in ("江阳区", "泸县")))
    lists = numbering(level(0, "decimal", "%1、"))
    assert text_of(write_docx(tmp_path / "a.docx", counted, numbering=lists)) == ["1、江阳区\t12", "2、泸县\t12"]
    assert text_of(write_docx(tmp_path / "b.docx", body, numbering=lists)) == ["1、\t江阳区", "2、\t泸县"]


def test_cell_paragraphs_make_one_line_and_nested_tables_follow(tmp_path: Path) -> None:
    inner = table(cell("甲") + cell("1"), cell("乙") + cell("2"))
    body = table(
        cell("", inner=para("在校生") + para("（人）")) + cell("12"), cell("", inner=inner + para("附")) + cell("13")
    )
    found = extract(write_docx(tmp_path / "a.docx", body))
    assert found.text == "在校生 （人）\t12\n附\t13\n甲\t1\n乙\t2\n"
    assert [len(grid.rows) for grid in found.tables] == [2, 2]


def test_a_form_with_a_long_passage_is_read_as_passages(tmp_path: Path) -> None:
    passage = "".join(para(f"第{n}段，" + "全市教育工作取得新的成绩。" * 10) for n in range(5))
    body = table(cell("单位") + cell("云江市教育局"), cell("工作总结") + cell("", inner=passage))
    found = extract(write_docx(tmp_path / "a.docx", body))
    lines = found.text.strip().split("\n")
    assert lines[0] == "单位\t云江市教育局"
    assert lines[1] == "工作总结"
    assert [line[:3] for line in lines[2:]] == [f"第{n}段" for n in range(5)]
    assert len(found.tables) == 1


def test_a_forms_short_passage_shows_by_its_numbered_headings(tmp_path: Path) -> None:
    words = ["一、成绩", "校舍更新，" * 10 + "师生满意。", "二、问题", "教师紧缺，" * 12 + "亟待补充。"]
    passage, items = ("".join(map(para, lines)) for lines in (words, [line.lstrip("一二、") for line in words]))
    body = table(cell("总结") + cell("", inner=passage), cell("备注") + cell("", inner=items))
    assert text_of(write_docx(tmp_path / "a.docx", body)) == [
        "总结",
        *words,
        "备注\t" + " ".join(line.lstrip("一二、") for line in words),
    ]


def test_a_single_cell_is_a_frame_not_a_table(tmp_path: Path) -> None:
    found = extract(write_docx(tmp_path / "a.docx", table(cell("", inner=para("甲") + para("乙")))))
    assert (found.text, found.tables) == ("甲\n乙\n", ())


def test_tracked_changes_as_accepted(tmp_path: Path) -> None:
    body = (
        para(inner=run("招聘教师") + f"<w:del>{run('10')}</w:del><w:ins>{run('12')}</w:ins>" + run("名。"))
        + f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半句，')}</w:p>" + para("后半句。")
        + para(inner=f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>")
    )  # fmt: skip
    assert text_of(write_docx(tmp_path / "a.docx", body)) == ["招聘教师12名。", "前半句，后半句。", "新处"]


def test_a_deleted_row_is_gone(tmp_path: Path) -> None:
    rows = f"<w:tr>{cell('甲') + cell('1')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell('乙') + cell('2')}</w:tr>"
    body = f"<w:tbl>{rows}<w:tr>{cell('丙') + cell('3')}</w:tr></w:tbl>"
    assert text_of(write_docx(tmp_path / "a.docx", body)) == ["甲\t1", "丙\t3"]


def test_a_text_box_stands_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para('框内文字')}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(write_docx(tmp_path / "a.docx", para("正文", inner=both) + para("下一段"))) == [
        "正文",
        "框内文字",
        "下一段",
    ]


def test_footnotes_follow_their_paragraph(tmp_path: Path) -> None:
    notes = (
        f'<w:footnotes {NS}><w:footnote w:id="0" w:type="separator">{para("——")}</w:footnote>'
        f'<w:footnote w:id="2">{para("不含民办园。")}</w:footnote></w:footnotes>'
    )
    body = para(inner=run("幼儿园12") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("所。")) + para("下一段")
    assert text_of(write_docx(tmp_path / "a.docx", body, footnotes=notes)) == [
        "幼儿园12所。",
        "〔注1〕不含民办园。",
        "下一段",
    ]


def test_a_table_of_contents_is_put_aside(tmp_path: Path) -> None:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
    body = (
        para(inner=field("begin") + code + field("separate") + run("一、学前教育 1")) + para("二、义务教育 3")
        + para(inner=field("end")) + para("一、学前教育")
    )  # fmt: skip
    found = extract(write_docx(tmp_path / "a.docx", body))
    assert found.text.strip() == "一、学前教育"
    assert found.boilerplate == ("一、学前教育 1", "二、义务教育 3")


def test_soft_breaks_part_lines_and_hidden_text_is_not_shown(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗码</w:t></w:r>"
    body = para(inner=run("甲") + "<w:r><w:br/></w:r>" + run("乙") + hidden) + para(
        inner="<w:r><w:tab/></w:r>" + run("丙")
    )
    assert text_of(write_docx(tmp_path / "a.docx", body)) == ["甲", "乙", "丙"]


def test_content_controls_links_and_fields_show_their_text(tmp_path: Path) -> None:
    link, field = f"<w:hyperlink>{run('链接')}</w:hyperlink>", f"<w:fldSimple>{run('域')}</w:fldSimple>"
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    control = f"<w:sdt><w:sdtContent>{para('控件')}</w:sdtContent></w:sdt>"
    body = control + para(inner=link + field + formula)
    assert text_of(write_docx(tmp_path / "a.docx", body)) == ["控件", "链接域x+1"]


def test_strict_files_are_read(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", para("全市"))
    import zipfile

    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            strict = data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            package.writestr(name, strict)
    assert text_of(path) == ["全市"]


@pytest.mark.parametrize(
    ("body", "code"),
    [("", "empty"), (para("  "), "empty"), (para(inner="<w:r><w:drawing/></w:r>"), "no_text")],
)
def test_documents_without_text(tmp_path: Path, body: str, code: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        extract(write_docx(tmp_path / "a.docx", body))
    assert refused.value.code == code


def test_columns_set_with_tabs_stay_columns(tmp_path: Path) -> None:
    tab = "<w:r><w:tab/></w:r>"
    rows = [para(inner=run("学段") + tab + run("在校生（人）")), para(inner=run("小学") + tab + run("38216"))]
    body = para(inner=tab + run("各学段人数如下：")) + "".join(rows)
    assert extract(write_docx(tmp_path / "a.docx", body)).text == "各学段人数如下：\n学段\t在校生（人）\n小学\t38216\n"


def test_raised_figures_make_no_other_number(tmp_path: Path) -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    body = para("新建12", inner=raised.format("3") + run("所，面积800m") + raised.format("2"))
    assert extract(write_docx(tmp_path / "a.docx", body)).text == "新建12³所，面积800m²\n"
