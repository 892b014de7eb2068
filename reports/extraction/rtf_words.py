"""What the control words of an rtf file mean for its text (RTF 1.9.1); words that are not here change nothing."""

from __future__ import annotations

import codecs

# Where the text of a group goes. BODY is shown; SKIP holds groups that may be shown (a shape's text box); GONE none.
BODY, SKIP, GONE = "body", "skip", "gone"
FONTS, STYLES, CODE, LABEL, TITLE, CLASS, ROW = "fonts", "styles", "code", "label", "title", "class", "row"
NOTE, BOX, HEADER, FIELD = "note", "box", "header", "field"

# First word of a group → where its text goes. A group marked \* whose word is not here is GONE.
DESTINATIONS: dict[str, str] = {
    **dict.fromkeys(
        (
            "colortbl", "filetbl", "listtable", "listoverridetable", "ftnsep", "ftnsepc", "ftncn", "aftnsep",
            "aftnsepc", "aftncn", "template", "nonesttables", "nonshppict", "shprslt", "xe", "tc", "rxe", "txe",
            "annotation", "pn", "private1", "keycode", "falt", "panose", "mmathPict", "blipuid", "picprop",
        ),
        GONE,
    ),
    **dict.fromkeys(("info", "shp", "shpinst", "shpgrp", "do", "object", "pict", "shppict", "upr", "sp"), SKIP),
    **dict.fromkeys(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), HEADER),
    **dict.fromkeys(("shptxt", "dptxbxtext"), BOX),
    **dict.fromkeys(("listtext", "pntext"), LABEL),
    **dict.fromkeys(("fldrslt", "result", "mmath", "moMath", "moMathPara"), BODY),
    "footnote": NOTE,
    "field": FIELD,
    "fldinst": CODE,
    "fonttbl": FONTS,
    "stylesheet": STYLES,
    "title": TITLE,
    "objclass": CLASS,
    "nesttableprops": ROW,
}  # fmt: skip
WINDOWS = frozenset({"shptxt", "dptxbxtext", "result", "objclass", "title", "pict", "nonshppict", "shprslt", "object"})
"""Groups that count inside a SKIP group."""

# Words that stand for characters.
CHARACTERS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "softline": "\n", "softpage": "", "emdash": "—",
    "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "~": "\xa0", "_": "-", "\\": "\\",
    "{": "{", "}": "}",
}  # fmt: skip
CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 10000: "mac_roman", 10008: "gb2312", 65001: "utf-8", 0: "cp1252"}
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
SYMBOLS = 2
"""The character set of fonts whose characters have no meaning outside them."""
TWO_BYTES = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "gb2312", "utf-8"})


def code_page(number: int) -> str:
    """
    >>> code_page(936), code_page(1252), code_page(-5)
    ('gb18030', 'cp1252', 'cp1252')
    """
    name = CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name if name not in TWO_BYTES else name
    except LookupError:
        return "cp1252"
