"""Rewrites the Han stretches of an address into Latin words that the one parser reads."""

import re
from collections.abc import Callable
from functools import cache

from caveat.matching.addresses.japanese import blocks_rewritten
from caveat.matching.addresses.lexicon import HanWord, han_words, hong_kong_han, places
from caveat.matching.addresses.numbers import han_numeral

_HAN = r"[々〇\u3400-\u9fff\U00020000-\U0002fa1f]"
_HAS_HAN = re.compile(_HAN)
_KANA = re.compile(r"[\u3041-\u30ff]")
_JAPANESE = re.compile(r"丁目|番地|番\d|[東东]京都|大阪府|京都府|北海道|[県町ヶケ]|郡.{1,5}村")
_ABROAD = re.compile(r"中国|中华|中華|台湾|台灣|香港|澳门|澳門")
_LATIN = re.compile(r"[A-Za-z]{3,}[A-Za-z .'&]*")
_NUMBER = re.compile(r"[A-Za-z]{0,3}\d+[A-Za-z]?(?:[-~/之]\d+[A-Za-z]?)*|[A-Za-z]{1,2}(?![A-Za-z])")
_HAN_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?=号楼|号|栋|幢|座|层|楼|室|单元|期)")
_LONGEST = 9
_ROOM_DIGITS = 3
_MOST_PLACES_BEFORE = 3
_TELLS_NOTHING = 4
_SECTION = re.compile(r"(大道|大街|路|街)([东西南北中])段")
_NUMBERED_SECTION = re.compile(
    r"(大道|大街|路|街)([一二三四五六七八九十]{1,2}|\d{1,2})段(\s?[甲乙丙丁]?\d+号(?![楼院]))?"
)
_LANE = re.compile(r"(\d+)(?:弄|巷)(\d+)号")
_STEM = re.compile(r"([甲乙丙丁])(\d+)(?=号)")
_RING = re.compile(r"([东西南北])?([二三四五六])环([东西南北中])?路")
_RINGS = {"二": "second", "三": "third", "四": "fourth", "五": "fifth", "六": "sixth"}
_COUNTED = re.compile(r"第([一二三四五六七八九十]{1,3}|\d+)(?=座|期|栋|幢|层|楼)")
_HOUSE_AS_ROOM = re.compile(r"(?<=[楼层元座栋幢])(\s?\d{3,4})号(?![楼院])")
_NUMERALS = "一二三四五六七八九"
_STREET_NUMBER = re.compile(
    rf"(.*?[^{_NUMERALS}十].*?)([{_NUMERALS}]?十[{_NUMERALS}]?|[{_NUMERALS}])"
)
"""五一路 is a name, 科技南十二路 is the twelfth road."""
_COUNTED_STREET = re.compile(r"第([一二三四五六七八九十]{1,3})(大街|大道|路|街)")
_ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth", "eleventh", "twelfth"),
)
_SITE_BEHIND = re.compile(r"广场|中心|大厦|商业|工业|贸易|国际|城")
_FLOOR_ROOM = re.compile(r"(?<=[楼层])之(\d+)(?!号)")
_STEMS = {"甲": "a", "乙": "b", "丙": "c", "丁": "d"}
_READINGS = {
    "陕西": "shaanxi",
    "朝阳": "chaoyang",
    "长宁": "changning",
    "都匀": "duyun",
    "珲春": "hunchun",
    "什邡": "shifang",
    "丈八": "zhangba",
}
"""What the reader of Han reads by the wrong one of two readings, or is spelled in its own way."""
_READ_APART = re.compile(f"({'|'.join(_READINGS)})")
_SITES = frozenset({"street", "building", "park"})
_RAN_ON = frozenset("区园城")
_RUN_ON_STREET = re.compile(r"[东西南北中一二三四五六七八九十]{0,2}(?:路|大道|大街|街|道)")
_DIRECTIONS = {"东": "east", "西": "west", "南": "south", "北": "north", "中": "middle"}


def has_han(text: str) -> bool:
    """Whether a Han character occurs."""
    return _HAS_HAN.search(text) is not None


def is_japanese(text: str, country: str) -> bool:
    """Whether Han characters are to be taken for Japanese, whose readings are not known here."""
    if _ABROAD.search(text):
        return _KANA.search(text) is not None
    return country == "JP" or bool(_KANA.search(text) or _JAPANESE.search(text))


@cache
def _to_simplified() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 - loaded only when Han text comes

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def _read(han: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - 0.2 s to import, only for Han text

    parts = _READ_APART.split(han)
    return "".join(_READINGS.get(part) or "".join(lazy_pinyin(part)) for part in parts)


def _pinyin(han: str) -> str:
    """The reading as one word, known places before it set apart: 深圳南山 → shenzhen, nanshan.

    One word, because single syllables would be mistaken for the pinyin of type words.
    """
    before: list[str] = []
    while len(before) < _MOST_PLACES_BEFORE:
        for length in range(min(4, len(han) - 2), 1, -1):
            reading = _read(han[:length])
            place = places().get(reading)
            if place is not None and place.country != "HK":  # which is spelled in its own way
                before.append(f"{reading}, ")
                han = han[length:]
                break
        else:
            break
    return "".join([*before, _read(han)])


def rewrite(text: str, country: str) -> str:
    """The text with Han stretches as Latin words in English order of type and name.

    ``天津市华苑产业区海泰华科大街15号`` becomes ``tianjin city, huayuan industrial zone,
    haitaihuake street, no 15``. Japanese text is transcribed sign by sign, its blocks as
    streets: it can agree with nothing but itself, which is the honest answer while its readings
    are unknown.
    """
    if is_japanese(text, country):
        return blocks_rewritten(text)
    text = _to_simplified()(text)
    if country == "HK" or any(word in text for word in ("香港", "九龙", "新界")):
        for han, latin in hong_kong_han():
            if han in text:
                text = _named_in_hong_kong(text, han, latin)
    text = _NUMBERED_SECTION.sub(_section, _SECTION.sub(r"\2\1", text))
    text = _STEM.sub(lambda found: found[2] + _STEMS[found[1]], _LANE.sub(r"\1号\2号楼", text))
    text = _COUNTED_STREET.sub(_counted_street, text)
    text = _HOUSE_AS_ROOM.sub(r"\1室", _COUNTED.sub(r" \1", text))
    text = _FLOOR_ROOM.sub(r" unit \1 ", _RING.sub(_ring, text))
    return _rewrite(_HAN_NUMBER.sub(lambda found: han_numeral(found[0]), text))


def _section(found: re.Match[str]) -> str:
    """忠孝東路五段: the fifth section of the road, which has house numbers of its own."""
    number = found[2] if found[2].isdigit() else han_numeral(found[2])
    return f"{found[1]}{found[3] or ''} , section {number} , "


def _named_in_hong_kong(text: str, han: str, latin: str) -> str:
    """A street, building or district by its English name; but 九龙广场 is no district."""
    told = han_words()
    is_site = any(han.endswith(word) for word, entry in told.items() if entry.role in _SITES)
    behind = "" if is_site else f"(?!{_SITE_BEHIND.pattern})"
    return re.sub(re.escape(han) + behind, f", {latin}, ", text)


def _counted_street(found: re.Match[str]) -> str:
    """第三大街 is the third avenue of its zone."""
    number = int(han_numeral(found[1]))
    if number >= len(_ORDINALS):
        return found[0]
    return f", {_ORDINALS[number]} {han_words()[found[2]].latin} "


def _ring(found: re.Match[str]) -> str:
    """北四环西路: the west of the north of the fourth ring road."""
    side, part = (_DIRECTIONS.get(sign or "", "") for sign in (found[1], found[3]))
    return f", {side} {_RINGS[found[2]]} huan {part} road "


def _rewrite(stretch: str) -> str:
    out: list[str] = []
    name = ""
    position = 0
    while position < len(stretch):
        latin = _LATIN.match(stretch, position)
        if latin is not None:
            out += _place_name(name)
            name = ""
            out.append(latin[0])
            position = latin.end()
            continue
        number = _NUMBER.match(stretch, position)
        if number is not None:
            word, length = _suffix_at(stretch, number.end(), after_number=True)
            if word is not None and word.role != "street":
                out += _place_name(name)
                name = ""
                out.append(_numbered(word, number[0]))
                position = number.end() + length
                continue
            out += _place_name(name)
            name = ""
            out.append(f"{number[0]}")
            position = number.end()
            continue
        if not _HAS_HAN.match(stretch[position]):
            out += _place_name(name)
            name = ""
            out.append(", " if stretch[position] in ",，、()()" else stretch[position])
            position += 1
            continue
        word, length = _suffix_at(stretch, position, after_number=False)
        if word is not None and not name and _stands_alone(stretch, position + length, length):
            position += length  # 中国（四川）自由贸易试验区, and 科学城科学大道
            position += stretch[position : position + 1] == "区"
            continue
        lone = word is not None and word.role == "city" and len(name) == 1  # 环市东路
        if word is not None and name and not lone:
            out.append(_named(word, name))
            name = ""
            position += length
            if word.role == "park" and stretch[position : position + 1] == "区":
                position += 1  # 高科技园区 is the longer word for 高科技园
            continue
        name += stretch[position]
        position += 1
    out += _place_name(name)
    return " ".join(out)


def _stands_alone(stretch: str, end: int, length: int) -> bool:
    """Whether a word without a name is no more than itself: not so in 科技园南路."""
    if length >= _TELLS_NOTHING:
        return True
    last = stretch[end - 1]
    return length > 2 and last in _RAN_ON and not _RUN_ON_STREET.match(stretch, end)  # noqa: PLR2004 - a word, not a suffix


def _place_name(name: str) -> list[str]:
    return [f"{_pinyin(name)}, "] if name else []


def _suffix_at(stretch: str, start: int, *, after_number: bool) -> tuple[HanWord | None, int]:
    """The longest suffix at a position that may end a name, or follow a number, there."""
    table = han_words()
    while start < len(stretch) and after_number and stretch[start] == " ":
        start += 1
    for length in range(min(_LONGEST, len(stretch) - start), 0, -1):
        word = table.get(stretch[start : start + length])
        if word is None:
            continue
        takes_number = word.role in {"floor", "unit", "number", "block", "pobox"}
        if after_number != takes_number:
            continue
        following = stretch[start + length : start + length + 1]
        if word.weak and following and _HAS_HAN.match(following):
            continue
        return word, length
    return None, 0


def _numbered(word: HanWord, number: str) -> str:
    number = number.replace("之", "-")
    if word.latin == "unit" and len(number) >= _ROOM_DIGITS:
        return f", room {number} ,"  # 3805单元 is no staircase
    if word.role == "floor":
        return f", {number}/F ,"
    return f", {word.latin} {number} ," if word.role != "number" else f" no {number} ,"


def _named(word: HanWord, name: str) -> str:
    if word.role != "street":
        return f"{_pinyin(name)} {word.latin}, "
    ordinal = ""
    counted = _STREET_NUMBER.fullmatch(name)
    if counted is not None:
        ordinal = f" {han_numeral(counted[2])}th"
        name = counted[1]
    direction = ""
    if len(name) > 2 and name[-1] in _DIRECTIONS:  # noqa: PLR2004 - 华东路 keeps its name
        direction = f" {_DIRECTIONS[name[-1]]}"
        name = name[:-1]
    return f", {_pinyin(name)}{direction}{ordinal} {word.latin} "
