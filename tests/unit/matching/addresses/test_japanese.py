"""Japanese addresses agree by district and block, and by nothing less."""

import pytest

from caveat.domain.screening import AddressLevel
from caveat.matching.addresses.cells import parse_cell
from caveat.matching.addresses.comparison import AddressComparison, compare
from caveat.matching.addresses.japanese import blocks_rewritten

ALERT = 70


def compared(one: str, other: str) -> AddressComparison:
    (mine,), (theirs,) = parse_cell(one, "JP"), parse_cell(other, "JP")
    return compare(mine, theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("渋谷区恵比寿南１丁目１５番１号", "東京都渋谷区恵比寿南1-15-1"),
        ("渋谷区恵比寿南一丁目十五番一号", "渋谷区恵比寿南1丁目15番1号"),
        ("横浜市港北区新横浜２丁目１３番地８", "神奈川県横浜市港北区新横浜2-13-8"),
        ("札幌市中央区北１条西２丁目９番地", "北海道札幌市中央区北1条西2-9"),
        ("千代田区丸の内１丁目９番１号", "千代田区丸の内1-9-1 ＡＢＣビル５階"),
    ],
)
def test_one_house_written_in_two_ways_is_an_alert(one: str, other: str) -> None:
    found = compared(one, other)
    assert found.level in {AddressLevel.STREET, AddressLevel.FLOOR}
    assert found.score >= ALERT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("港区芝1-5-1", "千代田区丸の内1-5-1"),
        ("港区港南1丁目8番15号", "品川区大崎1丁目8番15号"),
        ("千代田区内神田1-1-1", "千代田区外神田1-1-1"),
        ("新宿区西新宿2-4-1", "新宿区新宿2-4-1"),
        ("札幌市中央区北１条西２丁目９番地", "札幌市中央区北２条西２丁目９番地"),
        ("渋谷区恵比寿南１丁目１５番１号", "渋谷区恵比寿南１丁目５番５号"),
        ("大垣市外渕2丁目38番地", "大垣市外渕2丁目30番地"),
    ],
)
def test_the_same_numbers_elsewhere_or_another_block_are_none(one: str, other: str) -> None:
    assert compared(one, other).score < ALERT


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("港区芝五丁目三十三番八号", "5/33/8"),
        ("港区芝二十丁目一番", "20/1"),
        ("港区芝十丁目", "10"),
        ("千代田区三番町6番地", "6"),
    ],
)
def test_numbers_in_han_are_read(written: str, numbers: str) -> None:
    assert f" no {numbers} ," in blocks_rewritten(written)
