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
_BETWEEN = r"(?:丁目?|番地?の?|の|[-ー―−])"
_SIGN = r"[\u3005-\u3007\u3041-\u30fa\u3400-\u9fff]"
_BLOCK = re.compile(
    rf"(?P<prefecture>{_PREFECTURE})(?P<district>{_SIGN}{{2,40}}?)"
    rf"(?:(?P<row>\d{{1,2}})条(?P<side>{_SIGN}{{,4}}?))?\s?"
    rf"(?P<numbers>\d{{1,5}}(?:{_BETWEEN}\s?\d{{1,5}}){{0,3}})(?:丁目|番地?|号)?(?![\d階])"
)


def blocks_rewritten(text: str) -> str:
    """The text with its first block as a street and a number: ``, 港区港南 street no 1/8/15 ,``."""
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
