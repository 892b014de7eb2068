"""Formats that are recognised and not read: for each, what to do instead."""

from __future__ import annotations

from reports.extraction.types import RefusalCode, RefusedFile

UNPACK = "请先解压，把里面的文件放进文件夹或打成 zip 压缩包后再上传。"
WORD_COPY = "请用原来的软件打开，另存为 Word 文档（docx）或 PDF 后再上传。"

# format → code, sentence. One line each; `detect_format` names the format.
REFUSALS: dict[str, tuple[RefusalCode, str]] = {
    "empty": ("empty", "文件是空的（0 字节）。请检查原件，重新上传。"),
    "encrypted": ("encrypted", "文件设有密码，无法打开。请用 Word 或 WPS 取消密码后重新上传。"),
    "rar": ("unsupported", f"不支持 rar 压缩包。{UNPACK}"),
    "7z": ("unsupported", f"不支持 7z 压缩包。{UNPACK}"),
    "gz": ("unsupported", f"不支持 gz 压缩文件。{UNPACK}"),
    "bz2": ("unsupported", f"不支持 bz2 压缩文件。{UNPACK}"),
    "xz": ("unsupported", f"不支持 xz 压缩文件。{UNPACK}"),
    "tar": ("unsupported", f"不支持 tar 打包文件。{UNPACK}"),
    "et": ("unsupported", "不支持 WPS 表格的 et 格式。请用 WPS 打开，另存为 xlsx 后再上传。"),
    "xlsb": ("unsupported", "不支持二进制工作簿（xlsb）。请用 Excel 或 WPS 打开，另存为 xlsx 后再上传。"),
    "dps": ("unsupported", "不支持 WPS 演示的 dps 格式。请把其中的文字另存为 docx 后再上传。"),
    "ppt": ("unsupported", "不支持幻灯片（ppt）。请把其中的文字另存为 docx，或导出为 PDF 后再上传。"),
    "pptx": ("unsupported", "不支持幻灯片（pptx）。请把其中的文字另存为 docx，或导出为 PDF 后再上传。"),
    "odp": ("unsupported", "不支持幻灯片（odp）。请把其中的文字另存为 docx，或导出为 PDF 后再上传。"),
    "ofd": ("unsupported", "不支持 OFD 版式文件。请用 OFD 阅读器或 WPS 打开，导出为 PDF 后再上传。"),
    "caj": ("unsupported", "不支持知网 CAJ 文件。请用 CAJViewer 打开，打印或另存为 PDF 后再上传。"),
    "epub": ("unsupported", f"不支持电子书（epub）。{WORD_COPY}"),
    "eml": ("unsupported", "不支持邮件文件（eml）。请打开邮件，把正文或附件另存出来，单独上传。"),
    "xml": ("unsupported", f"不支持这种 XML 文件（如标文通 uof、svg）。{WORD_COPY}"),
    "ps": ("unsupported", "不支持 PostScript 文件。请转成 PDF 后再上传。"),
    "djvu": ("unsupported", "不支持 DjVu 扫描件。请用阅读软件打开，打印或导出为 PDF 后再上传。"),
    "chm": ("unsupported", "不支持 chm 帮助文件。请打开后把正文复制到 Word 文档，再上传。"),
    "msg": ("unsupported", "不支持邮件文件（msg）。请把附件另存出来，单独上传。"),
    "ole": ("unsupported", f"认不出这个 Office 文件的类型。{WORD_COPY}"),
    "program": ("unsupported", "这是程序文件，不是文档。请选择工作总结的文档上传。"),
    "database": ("unsupported", "这是数据库文件，不是文档。请导出为 xlsx 或 csv 后再上传。"),
    "video": ("unsupported", "这是音频或视频文件，不是文档。请上传文字材料。"),
    "heic": ("unsupported", "不支持 HEIC 照片。请在手机或电脑上另存为 JPEG 后再上传。"),
    "unknown": ("unsupported", f"认不出文件的类型，或文件已损坏。{WORD_COPY}"),
    "zip": ("unsupported", "这是压缩包，要逐个读取其中的文件；请作为压缩包上传，或解压后再上传。"),
}


def refusal(format_name: str) -> RefusedFile:
    """The refusal of a format that is not read."""
    code, sentence = REFUSALS.get(format_name, REFUSALS["unknown"])
    return RefusedFile(code, sentence)


def corrupt(kind: str) -> RefusedFile:
    """The refusal of a damaged file; ``kind`` is what it should have been, in Chinese."""
    return RefusedFile("corrupt", f"{kind}已损坏或不完整，无法打开。请用原来的软件打开检查，另存一份后重新上传。")
