"""Names that somebody gave are looked up by what published names are looked up by."""

import pytest

from caveat.matching.given_names import given_name, given_names, words_of
from caveat.matching.known_builder import keys_in
from caveat.matching.names.split import is_one_name

NAMES = (
    "Zuvanari Heavy Industries Co., Ltd.",
    "Zuvanari Heavy Industries (ZHI)",
    "Zuvanari Trading t/a Blue Door Ltd",
    "北京市商汤科技开发有限公司",
    "浪潮集团有限公司 / Inspur Group",
    "ＺＵＶＡＮＡＲＩ　ＬＴＤ",
    "Завод «Тавроникс»",
    "Ltd.",
    "  ",
    "",
    "e",
    "\ud800 Broken Trading LLC",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_given_name_has_the_keys_of_a_published_one(name: str) -> None:
    given = given_name(name)
    assert given.keys == keys_in(name)
    if is_one_name(name):
        assert given.words == (given.keys[0][0] if given.keys else "")
        assert not given.within
    else:
        assert given.words == words_of(name)
        assert given.within


def test_many_names_come_in_their_order() -> None:
    names = [f"{name} {number}" for number in range(400) for name in NAMES[:6]]
    assert [each for some in given_names(names) for each in some] == [*map(given_name, names)]
