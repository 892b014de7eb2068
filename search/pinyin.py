"""How words sound: toneless syllables, one reading a character, fast enough for whole vocabularies."""

from __future__ import annotations

from functools import cache

from pypinyin import Style, lazy_pinyin
from pypinyin import load_phrases_dict as load_phrases

SYLLABLE_LIMIT = 40

PLACE_READINGS: dict[str, list[list[str]]] = {
    "长安区": [["cháng"], ["ān"], ["qū"]],
    "长治市": [["cháng"], ["zhì"], ["shì"]],
    "重庆": [["chóng"], ["qìng"]],
    "乐山": [["lè"], ["shān"]],
    "六安": [["lù"], ["ān"]],
}
"""Names that a phrase dictionary reads wrongly."""


class _Readings(dict[int, str]):
    """The usual toneless reading of a character of the basic block, followed by a blank; read when asked for."""

    def __missing__(self, code: int) -> str:
        if not 0x4E00 <= code < 0x9FA6:
            raise KeyError(code)
        self[code] = f"{lazy_pinyin(chr(code), style=Style.NORMAL)[0]} "
        return self[code]


_readings = _Readings()


def sound(word: str) -> str:
    """The syllables of ``word``, parted by blanks; the same for homophones.

    >>> sound("留首儿童") == sound("留守儿童")
    True
    """
    return word.translate(_readings)


@cache
def _read_places() -> None:
    load_phrases(PLACE_READINGS)


def spell(name: str) -> tuple[str, str]:
    """The pinyin of a name without blanks, and its initials; readings of places known.

    >>> spell("重庆市")
    ('chongqingshi', 'cqs')
    """
    _read_places()
    syllables = lazy_pinyin(name[:SYLLABLE_LIMIT], style=Style.NORMAL)
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)
