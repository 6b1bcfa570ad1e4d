import pytest

from caveat.matching.names.surnames import (
    Surnames,
    is_surname,
    korean_readings,
    parted,
    same_surname,
    sound,
    surnames,
    syllables,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chen", "chan"),
        ("chen", "tan"),
        ("zhang", "cheung"),
        ("zhang", "chang"),
        ("huang", "wong"),
        ("huang", "ng"),
        ("li", "lee"),
        ("ri", "lee"),
        ("pak", "park"),
        ("choe", "choi"),
        ("nguyen", "ruan"),
        ("xi", "hsi"),
    ],
)
def test_romanisations_of_one_surname_are_known(one: str, other: str) -> None:
    assert same_surname(one, other)
    assert same_surname(other, one)


@pytest.mark.parametrize(("one", "other"), [("kim", "li"), ("wang", "zhang"), ("smith", "smith")])
def test_other_surnames_are_not_one(one: str, other: str) -> None:
    assert not same_surname(one, other)


def test_characters_are_read_the_korean_way_where_they_can_be() -> None:
    assert "kim" in korean_readings("金")
    assert korean_readings("正恩") == ("jongun",)
    assert korean_readings("槿惠") == ("kunhye",)
    assert korean_readings("龘") == ()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("习近平", ("习", "近平")),
        ("習近平", ("习", "近平")),
        ("司马光", ("司马", "光")),
        ("金正恩", ("金", "正恩")),
        ("金", ()),
        ("中国石油天然气", ()),
        ("Kim", ()),
    ],
)
def test_a_name_in_characters_parts_into_surname_and_given_name(
    name: str, parts: tuple[str, ...]
) -> None:
    assert parted(name) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jongun", "chongun"),
        ("jongun", "jeongeun"),
        ("yongchol", "youngcheol"),
        ("guoping", "kuoping"),
        ("xiaohong", "hsiaohung"),
    ],
)
def test_romanisations_of_one_given_name_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_other_given_names_sound_otherwise() -> None:
    assert sound("jongun") != sound("jongil")
    assert sound("jongnam") != sound("jongnim")


def test_words_that_cannot_be_syllables_are_told() -> None:
    assert syllables("jong") == 1
    assert syllables("jinping") == 2
    assert syllables("muhammad") == syllables("vladimir") == syllables("") == 0
    assert is_surname("kim")
    assert not is_surname("smith")


def test_the_hash_covers_both_tables() -> None:
    header, hanja = "form,surname,language,system,source,verified\n", "character,reading,source\n"
    plain = Surnames(header, hanja)
    assert plain.sha256 != Surnames(header + "li,李,zh,pinyin,x,no\n", hanja).sha256
    assert plain.sha256 != Surnames(header, hanja + "正,jong,x\n").sha256
    assert len(surnames().characters) > 400
