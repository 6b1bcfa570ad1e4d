"""Rewrites the blocks of a Japanese address, so that its numbers stand beside what they count.

Japan numbers blocks, not streets: 港区港南1丁目8番15号 is house 15 of block 8 of the first chōme of
Kōnan in Minato (Act No. 119 of 1962 on the indication of residential addresses). The district
stands here for the street and its numbers for the house number, 1-8-15, as they are also written
for short. Sign by sign, without readings: so a district can agree with nothing but itself.
"""

import re

from caveat.matching.addresses.numbers import han_numeral

_HAN_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?=丁目|番(?!町)|号)")
_FLOOR = re.compile(r"(\d{1,2})\s?階")
_PREFECTURE = r"(?:東京都|北海道|京都府|大阪府|[\u3400-\u9fff]{2,3}県)?"
_CODE = re.compile(r"〒?\s?(?<!\d)(\d{3})[-−‐](\d{4})(?!\d)")
_CITIES = {
    "東京都": "tokyo",
    "北海道": "hokkaido",
    "京都府": "kyoto",
    "大阪府": "osaka",
    "京都市": "kyoto",
    "大阪市": "osaka",
    "横浜市": "yokohama",
    "名古屋市": "nagoya",
    "神戸市": "kobe",
    "福岡市": "fukuoka",
    "札幌市": "sapporo",
    "川崎市": "kawasaki",
    "千葉市": "chiba",
    "広島市": "hiroshima",
    "仙台市": "sendai",
    "さいたま市": "saitama",
}
"""Cities whose Latin name is known; they are named beside what is transcribed sign by sign."""
_CITY = re.compile(
    f"[{''.join({name[0] for name in _CITIES})}](?:{'|'.join(name[1:] for name in _CITIES)})"
)
_BETWEEN = r"(?:丁目?|番地?の?|の|[-ー―−])"
_SIGN = r"[\u3005-\u3007\u3041-\u30fa\u3400-\u9fff]"
_BLOCK = re.compile(
    rf"(?P<prefecture>{_PREFECTURE})(?P<district>{_SIGN}{{2,40}}?)"
    rf"(?:(?P<row>\d{{1,2}})条(?P<side>{_SIGN}{{,4}}?))?\s?"
    rf"(?P<numbers>\d{{1,5}}(?:{_BETWEEN}\s?\d{{1,5}}){{0,3}})(?:丁目|番地?|号)?(?![\d階])"
)


def blocks_rewritten(text: str) -> str:
    """The text with its first block as a street and a number: ``, 港区港南 street no 1/8/15 ,``."""
    code = _CODE.search(text) if "-" in text or "−" in text or "‐" in text else None
    cities = [_CITIES[han] for han in _CITY.findall(text) if han in _CITIES]
    rewritten = _rewritten(text if code is None else _CODE.sub(" ", text, count=1))
    known = [*dict.fromkeys(cities), f"{code[1]}-{code[2]}" if code else ""]
    return " , ".join([rewritten, *filter(None, known)])


def _rewritten(text: str) -> str:
    text = _HAN_NUMBER.sub(lambda found: han_numeral(found[0]), text)
    return _BLOCK.sub(_as_street, _FLOOR.sub(r" , \1/F , ", text), count=1)


def _as_street(found: re.Match[str]) -> str:
    from anyascii import anyascii  # noqa: PLC0415 - reads its tables on first use

    prefecture, district, side = (
        anyascii(found[part] or "").replace(" ", "").lower()
        for part in ("prefecture", "district", "side")
    )
    row = f"{found['row']}th " if found["row"] else ""
    # Not 2-38, which would be a range of houses.
    numbers = "/".join(re.findall(r"\d+", found["numbers"]))
    return f"{prefecture} , {district}{side} {row}street no {numbers} , "
