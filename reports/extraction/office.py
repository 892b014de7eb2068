"""Formats that LibreOffice turns into docx or xlsx first: doc, wps, rtf, odt, xls, ods and Office's old XML.

Where it is missing or fails, what can be read surely without it is (DIRECT), with a warning of what is not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from reports.extraction import docx, xlsx
from reports.extraction.detect import detect_format
from reports.extraction.ocr import Progress, ReadPicture
from reports.extraction.rtf_numbers import written_out
from reports.extraction.types import RefusedFile
from reports.parsing.types import ExtractedText

PROGRAMS = ("soffice", "libreoffice", "/usr/bin/soffice", "/opt/libreoffice/program/soffice")
SECONDS = 28
"""Just under the wall clock of a file, so that the person gets the sentence on conversion."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How one format is converted, and what to say where LibreOffice is missing."""

    suffix: str
    target: str
    package: str
    name: str
    save_as: str


def _writer(suffix: str, name: str) -> Conversion:
    return Conversion(suffix, "docx", "libreoffice-writer-nogui", name, "docx")


def _calc(suffix: str, name: str) -> Conversion:
    return Conversion(suffix, "xlsx", "libreoffice-calc-nogui", name, "xlsx")


# format → conversion, one line each
CONVERSIONS: dict[str, Conversion] = {
    "doc": _writer("doc", "doc"),
    "wps": _writer("doc", "WPS 文字（wps）"),
    "rtf": _writer("rtf", "rtf"),
    "odt": _writer("odt", "odt"),
    "wordml": _writer("xml", "Word 2003 XML"),
    "xls": _calc("xls", "xls"),
    "ods": _calc("ods", "ods"),
    "excelml": _calc("xml", "Excel 2003 XML"),
}
TEXT_READ = "文字、自动编号、表格、脚注和文本框已读出，图片和嵌入对象里的内容没有读"
CELLS_READ = "单元格和合并的单元格已读出，图表、批注和文本框没有读"
# format → the module that reads it without LibreOffice, and what the warning says of it
DIRECT: dict[str, tuple[str, str]] = {
    "doc": ("reports.extraction.doc", TEXT_READ),
    "wps": ("reports.extraction.doc", TEXT_READ),
    "rtf": ("reports.extraction.rtf", TEXT_READ),
    "xls": ("reports.extraction.xls", CELLS_READ),
}
READ_DIRECTLY = "{reason}，文件由本系统直接读取：{what}。请对照原件检查。"


def find_program() -> str | None:
    """LibreOffice's program file; None where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def extract(path: Path, read: ReadPicture | None = None, progress: Progress | None = None) -> ExtractedText:
    """Converts and reads, scanned pages of texts also.

    Raises RefusedFile: unsupported where LibreOffice is missing, corrupt, timeout, and what the reader raises.
    """
    format_name = detect_format(path)
    conversion = CONVERSIONS[format_name]
    program = find_program()
    if program is None:
        if format_name in DIRECT:
            return _directly(path, format_name, "服务器上没有安装 LibreOffice")
        raise RefusedFile(
            "unsupported",
            f"读取 {conversion.name} 文件需要在服务器上安装 LibreOffice（软件包 {conversion.package}）。"
            f"请管理员安装，或另存为 {conversion.save_as} 后再上传。",
        )
    try:
        return _through_office(program, path, conversion, read, progress)
    except RefusedFile as refused:
        if format_name not in DIRECT or refused.code not in {"corrupt", "timeout"}:
            raise
        try:
            return _directly(path, format_name, "LibreOffice 没能打开这个文件")
        except RefusedFile:
            raise refused from None


def _directly(path: Path, format_name: str, reason: str) -> ExtractedText:
    module, what = DIRECT[format_name]
    found: ExtractedText = import_module(module).extract(path)
    return replace(found, warnings=(READ_DIRECTLY.format(reason=reason, what=what), *found.warnings))


def _through_office(
    program: str, path: Path, conversion: Conversion, read: ReadPicture | None, progress: Progress | None
) -> ExtractedText:
    with tempfile.TemporaryDirectory(prefix="wenlan-office-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, path, conversion, Path(folder))
        return docx.extract(converted, read, progress) if conversion.target == "docx" else xlsx.extract(converted)


def _convert(program: str, path: Path, conversion: Conversion, folder: Path) -> Path:
    source = folder / f"source.{conversion.suffix}"
    if conversion.suffix == "rtf":
        source.write_bytes(written_out(path.read_bytes()))
    else:
        shutil.copyfile(path, source)
    command = [
        program,
        # A profile of its own: two processes with one profile wait for each other, or fail.
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        "--convert-to", conversion.target, "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(  # noqa: S603 - the program found above, arguments of our own making
            command,
            check=False,
            capture_output=True,
            timeout=SECONDS,
            cwd=folder,
            env={**os.environ, "HOME": str(folder)},
        )
    except subprocess.TimeoutExpired:
        raise RefusedFile("timeout", "转换文件用时过长，已停止。请用 Word 或 WPS 另存为 docx 后再上传。") from None
    # Its exit code is 0 even where nothing was written: only the file tells.
    converted = folder / "out" / f"source.{conversion.target}"
    if not converted.is_file() or converted.stat().st_size == 0:
        raise RefusedFile(
            "corrupt",
            f"{conversion.name} 文件已损坏或设有密码，无法转换。"
            f"请用 Word 或 WPS 打开检查，另存为 {conversion.save_as} 后再上传。",
        )
    return converted
