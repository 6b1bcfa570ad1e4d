"""Chinese characters: simplified form and pinyin, loaded only when a name needs them."""

import re
from functools import cache, lru_cache
from typing import Any

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]")
HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]+")
UNSPACED = re.compile(r"[\u30a0-\u30ff]{2,}|[\uac00-\ud7a3]{2,}")
"""A run of katakana or of Hangul, in which words of trade follow the name without a space."""
HANGUL = re.compile(r"[\uac00-\ud7a3]")
_JAPANESE = re.compile(
    r"[\u3040-\u30ff]|株式会社|有限会社|合同会社|合資会社|財団法人|製作所|鉄工所|商会|工務店|\(株\)|\(有\)"
)

_JAPANESE_FORMS = str.maketrans(
    "鉄発気楽観県広沢芸円駅価団図経済検険験権総転伝変両竜薬覧労満浜塩応桜栄営衛実処焼拡拠駆恵継撃圏鉱"
    "製関対拝払戦単帯滝択徳弾昼鎮点当稲読届弐悩脳廃売麦髪抜繊銭粛巣壮荘装窓騒蔵臓続堕辺斎斉嶋峯髙渋瀬穂絵郷剣暁曽聡徹亜歳黒豊寛恵塚",
    "铁发气乐观县广泽艺圆驿价团图经济检险验权总转传变两龙药览劳满滨盐应樱荣营卫实处烧扩据驱惠继击圈矿"
    "制关对拜拂战单带泷择德弹昼镇点当稻读届贰恼脑废卖麦发拔纤钱肃巢壮庄装窗骚藏脏续堕边斋齐岛峰高涩濑穗绘乡剑晓曾聪彻亚岁黑丰宽惠冢",
)
"""Japanese simplifications that the tables of Chinese characters do not know."""

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = "〇零一二三四五六七八九十百"
NUMBERED = re.compile(
    rf"第([{_NUMERAL}\d]+)|([{_NUMERAL}]+)(?=研究所|研究院|设计院|设计所|所|厂|院|局|师|基地)"
)


def is_japanese(text: str) -> bool:
    """Whether Chinese characters in this text are read the Japanese way, so not as pinyin."""
    return _JAPANESE.search(text) is not None


@cache
def _converter() -> Any:
    # WORKAROUND the import takes 6 ms and its dictionaries more: only names in Han pay.
    from opencc import OpenCC  # noqa: PLC0415 — lazily, see above

    return OpenCC("t2s")


@cache
def _pinyin() -> Any:
    # WORKAROUND importing pypinyin takes a quarter of a second: only names in Han pay.
    from pypinyin import lazy_pinyin  # noqa: PLC0415 — lazily, see above

    return lazy_pinyin


def has_han(text: str) -> bool:
    """Whether the text holds Chinese characters."""
    return not text.isascii() and HAN.search(text) is not None


@lru_cache(maxsize=16_384)
def simplified(text: str) -> str:
    """Traditional characters replaced by simplified ones (產業 → 产业)."""
    return str(_converter().convert(text.translate(_JAPANESE_FORMS)))


@lru_cache(maxsize=16_384)
def pinyin(text: str) -> str:
    """Pinyin without tones, joined: 浪潮 → ``langchao``. ``v`` stands for ü."""
    return "".join(_pinyin()(text, errors="ignore")).lower()


def numeral(text: str) -> int | None:
    """The number a Chinese numeral means (五十四, 五四, 54), or None."""
    if text.isdigit() and text.isascii():
        return int(text[:6])
    if not text or len(text) > 6:  # noqa: PLR2004 — no institute has a longer number
        return None
    if "十" not in text and "百" not in text:
        digits = [_DIGITS.get(c) for c in text]
        if None in digits:
            return None
        return int("".join(str(d) for d in digits))
    total, current = 0, 0
    for character in text:
        if character == "百":
            total += (current or 1) * 100
            current = 0
        elif character == "十":
            total += (current or 1) * 10
            current = 0
        else:
            digit = _DIGITS.get(character)
            if digit is None:
                return None
            current = digit
    return total + current
