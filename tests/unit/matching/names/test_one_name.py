"""What is told to be one name is one, and looked up as when it is taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.identity import name_key
from caveat.matching.known_builder import keys_in
from caveat.matching.known_key import key_of
from caveat.matching.names.split import is_one_name, split_names

SIGNS = "Aa Zz09.,&'-/();:\t" + "　（）／，．・ＡａＺ０ー々がハﾊ株式会社华为公司éЖ\u0301\u200b"
PIECES = ("aka", "Affiliated Entity:", "also known as", "formerly", "Co., Ltd.", "ａｋａ", "Huawei")


@pytest.mark.parametrize(
    "name", ["Nettrix Co., Ltd.", "株式会社　ナガセ", "ＡＢＣ Trading", "Ltd.", "Affable Trading"]
)
def test_an_ordinary_name_is_one(name: str):
    assert is_one_name(name)


@pytest.mark.parametrize(
    "name",
    ["X Co. (XCO)", "甲（乙）", "华为/中兴", "A Ltd a.k.a. B Ltd", "Ａ ａｋａ Ｂ", "a\u200bb",
     "Huawei. Affiliated Entity: Futurewei"],
)  # fmt: skip
def test_what_may_hold_several_or_is_written_oddly_is_not_told_to_be_one(name: str):
    assert not is_one_name(name)


@given(st.lists(st.sampled_from([*SIGNS, *PIECES]), max_size=14).map("".join))
def test_one_name_has_one_key(name: str):
    if not is_one_name(name) or not name.strip():
        return
    (only,) = split_names(name)
    assert name_key(only) == name_key(name)
    keys = keys_in(name)
    assert (keys[0][0] if keys else "") == key_of(name).words
