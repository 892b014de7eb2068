"""Bytes → text: which encoding a Chinese file is in, decided without outside help (docs/decisions/0002)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# The characters most met in official prose, simplified and traditional. Mojibake hits few of them.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并"
    "提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强"
    "放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己"
    "美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群"
    "广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往"
    "酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局"
    "照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材"
    "排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲"
    "幼园乡镇村校职班课堂初普及留守童资助读辍控均衡标评优秀培训岗位招聘考核督察安全卫监测稳奖扶贫困補"
    "個這為國來時們對會發動過說產種後學經進著實現體製機當點從業應開還質氣變條沒結問建無軍題黨員設與關數線樣間報類離華確張馬節話"
    "況傳許廣記須際驗連斷難備辦約團歷稱準號維劃選標寫親樓層狀廠識適屬調滿縣參紅細聽鐵價嚴隨講顯談藝營項舉勢輪師圍遠態減樹視費緊愛"
    "續輕試護職練範繼興課評優訓崗監測穩獎貧鄉鎮園區農歲總書導領組織務計議權證濟積極達專責論據聯運環強長義"
)
CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]|[\x80-\x9f]")
SAMPLE = 200_000
FEWEST_ZEROS = 50
"""Line ends and figures make one byte of so many a zero."""
PROSE = 0.4
"""Chinese prose scores 0.6 and more, bytes that are no text about 0."""
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)

# Four Chinese characters in UTF-8: in a file that is not all UTF-8 they are a piece of another.
UTF8_WORDS = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){4}")
# Neither byte is part of a character of GBK.
LINES_AND_TAGS = re.compile(rb"(?<=[\n>])|(?=<)")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of its encoding, and how many places could not be read (each is U+FFFD in the text)."""

    text: str
    encoding: str
    damaged: int
    mixed: bool = False
    """Parts were in another encoding than the rest, which ``encoding`` names."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Bytes of unknown encoding as text: byte-order mark, strict UTF-8, UTF-16 by its zero bytes, then by score.

    ``declared`` (an html meta tag) only decides between encodings that fit equally well.

    >>> decode("全县幼儿园".encode("gb18030")).encoding
    'gb18030'
    >>> decode("全縣學前教育".encode("big5")).encoding
    'big5'
    """
    for mark, codec, name in BOMS:
        if data.startswith(mark):
            return _replacing(data, codec, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    # A few words of GB 18030 may happen to be valid UTF-8 (一全师校 reads as Latin letters): Chinese must come out.
    if "\0" not in text and (text.isascii() or CJK.search(text)):
        return Decoded(text, "utf-8", 0)
    wide = _utf16_without_mark(data)
    if wide:
        return _replacing(data, wide, wide)
    return _best_scored(data, declared)


def _utf16_without_mark(data: bytes) -> str | None:
    """Line ends, ASCII and many Chinese characters leave zero bytes, which no other encoding of text has."""
    sample = data[: SAMPLE // 4 * 2]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    # 一 (4E00) has its zero byte where a Latin letter has it in the other order: in Chinese text the words decide.
    likeness = {codec: score(sample.decode(codec, errors="replace")) for codec in ("utf-16-le", "utf-16-be")}
    best = max(likeness, key=lambda codec: likeness[codec])
    if likeness[best] > PROSE:
        return best
    high_first, low_first = sample[0::2].count(0), sample[1::2].count(0)
    if (high_first + low_first) * FEWEST_ZEROS < len(sample):
        return None  # a stray zero byte in something else
    if low_first > 4 * high_first:
        return "utf-16-le"
    return "utf-16-be" if high_first > 4 * low_first else None


def _best_scored(data: bytes, declared: str | None) -> Decoded:
    candidates = [_replacing(data, codec, codec) for codec in ("utf-8", "gb18030", "big5")]
    named = (declared or "").lower().replace("_", "-")
    family = {"gbk": "gb18030", "gb2312": "gb18030", "big5-hkscs": "big5", "utf8": "utf-8"}.get(named, named)
    best = max(candidates, key=lambda c: score(c.text[:SAMPLE]) + (0.02 if c.encoding == family else 0))
    return _mixed(data, best) if best.encoding != "big5" and UTF8_WORDS.search(data) else best


def _mixed(data: bytes, whole: Decoded) -> Decoded:
    """Files put together of others, line by line or tag by tag; ``whole`` is what one encoding makes of them."""
    pieces: list[str] = []
    sizes = dict.fromkeys(("utf-8", "gb18030"), 0)
    for piece in LINES_AND_TAGS.split(data):
        readings = {codec: piece.decode(codec, errors="replace") for codec in sizes}
        codec = whole.encoding if piece.isascii() else max(readings, key=lambda name: score(readings[name]))
        pieces.append(readings[codec])
        sizes[codec] += 0 if piece.isascii() else len(piece)
    text = "".join(pieces)
    damaged = text.count("\ufffd")
    better = score(text[:SAMPLE]) > score(whole.text[:SAMPLE]) or damaged < whole.damaged
    if not (better and all(sizes.values())):
        return whole
    return Decoded(text, max(sizes, key=lambda codec: sizes[codec]), damaged, mixed=True)


def score(text: str) -> float:
    """How much a text looks like Chinese prose: share of common characters, less what no prose contains."""
    visible = sum(1 for char in text if not char.isspace()) or 1
    chinese = CJK.findall(text)
    common = sum(1 for char in chinese if char in COMMON) / (len(chinese) or 1)
    return common - 5 * len(STRANGE.findall(text)) / visible


def _replacing(data: bytes, codec: str, name: str) -> Decoded:
    # big5hkscs reads a superset of Big5, as Windows and Hong Kong files need.
    text = data.decode("big5hkscs" if codec == "big5" else codec, errors="replace")
    return Decoded(text, name, text.count("\ufffd"))


def is_prose(text: str) -> bool:
    """False for bytes that are no text at all: a tenth or more of the characters are controls or unreadable."""
    sample = text[:SAMPLE]
    return len(STRANGE.findall(sample)) * 10 < len(sample)
