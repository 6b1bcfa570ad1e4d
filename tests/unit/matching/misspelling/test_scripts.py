"""Names in the script of their country, and out of it by another system."""

import random

import pytest

from caveat.domain.parties import PartyKind
from caveat.matching.misspelling.abroad import in_script, languages
from caveat.matching.misspelling.chinese import parted, wade_giles
from caveat.matching.misspelling.hangul import in_hangul
from caveat.matching.misspelling.legal_forms import without_forms
from caveat.matching.misspelling.romanising import other_system, respelled
from caveat.matching.misspelling.written import recipe_table, written

PERSON, COMPANY = PartyKind.PERSON, PartyKind.COMPANY


def stream(seed: int) -> random.Random:
    """A repeatable stream; no secret hangs on it."""
    return random.Random(seed)  # noqa: S311 — see above


def ways(name: str, language: str, kind: PartyKind = PERSON) -> set[str | None]:
    return {in_script(written(name, kind), language, stream(n)) for n in range(60)}


@pytest.mark.parametrize(
    ("name", "language", "there"),
    [
        ("YURIEV, Evgeniy", "ru", "Евгений Юриев"),
        ("SHCHERBAKOV, Nikolay", "ru", "Николай Щербаков"),
        ("ZELENSKY, Oleksandr", "uk", "Олександр Зеленський"),
        ("JOVANOVIC, Ljubomir", "sr", "Љубомир Јовановић"),
        ("PAPADOPOULOS, Georgios", "el", "Γεοργιος Παπαδοπουλος"),
        ("AL-HASHIMI, Muhammad", "ar", "محمد الهاشمي"),
        ("HOSSEINI, Reza", "fa", "رضا حسینی"),
        ("COHEN, Moshe", "he", "מושה קוהן"),
        ("YAMAMOTO, Kenji", "ja", "ヤマモト ケンジ"),
        ("KIM, Jong Il", "ko", "김정일"),
    ],
)
def test_a_name_is_written_as_in_its_country(name: str, language: str, there: str) -> None:
    assert there in ways(name, language)


def test_an_organisation_is_translated_where_its_words_have_a_translation() -> None:
    assert ways("Khatam Petroleum Trading LLC", "fa", COMPANY) >= {"خاتم نفت بازرگانی"}


@pytest.mark.parametrize("name", ["Orange Sprinkler Works", "NPK 12 Marketing", "浪潮"])
def test_what_nobody_would_write_there_letter_by_letter_is_left_out(name: str) -> None:
    assert ways(name, "ru", COMPANY) == {None}


def test_scripts_are_those_of_the_countries() -> None:
    assert languages(("IR", "IQ")) == ("fa", "ar")
    assert languages(("US",)) == ()


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Евгений Щукин", "Yevgeniy Shchukin"),
        ("Евгений Щукин", "Jewgeni Schtschukin"),
        ("Хрущёв", "Khrouchtchiov"),
        ("Юрий Жуков", "Ûrij Žukov"),
        ("Юрий Жуков", "Iurii Zhukov"),
    ],
)
def test_systems_of_romanisation_are_told_apart(cyrillic: str, latin: str) -> None:
    name = written(cyrillic, PERSON)
    found = {made.text for n in range(200) if (made := other_system(name, stream(n)))}
    assert latin in found


def test_a_latin_name_from_russia_goes_by_way_of_its_cyrillic_form() -> None:
    name = written("KOROLYOV, Boris", PERSON, ("RU",))
    found = {made.text for n in range(200) if (made := other_system(name, stream(n)))}
    assert "Boris Koroljow" in found


@pytest.mark.parametrize(
    ("language", "country", "name", "other"),
    [
        ("ar", "IQ", "HUSAYN, Khalid", "HUSSEIN, Khaled"),
        ("ko", "KP", "PAK, Chong", "PARK, Jeong"),
        ("fa", "IR", "Reza HOSSEIN", "Riza HUSSEIN"),
        ("ja", "JP", "SHIMIZU, Kenji", "SIMIZU, Kenzi"),
    ],
)
def test_the_usual_other_spellings_are_drawn(
    language: str, country: str, name: str, other: str
) -> None:
    given = written(name, PERSON, (country,))
    make = respelled(language)
    assert other in {m.text for n in range(400) if (m := make(given, stream(n)))}
    assert make(written(name, PERSON, ("US",)), stream(1)) is None


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("xiaoping", ("xiao", "ping")),
        ("zhongguo", ("zhong", "guo")),
        ("langchao", ("lang", "chao")),
        ("marmalade", ()),
        ("", ()),
    ],
)
def test_pinyin_is_parted_into_syllables(word: str, syllables: tuple[str, ...]) -> None:
    assert parted(word) == syllables


def test_wade_giles_is_for_persons() -> None:
    assert wade_giles(written("Zhang Keji", COMPANY, ("CN",)), stream(1)) is None
    person = wade_giles(written("ZHANG, Qing", PERSON, ("CN",)), stream(1))
    assert person is not None
    assert person.text.replace("'", "") == "CHANG, Ching"


def test_hangul_syllables_are_put_together() -> None:
    assert in_hangul("ryonbong", {}, stream(3)) is not None
    assert in_hangul("pyongyang", {"pyongyang": "평양"}, stream(1)) == "평양"
    assert in_hangul("schnitzel", {}, stream(1)) is None


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Marmalade Co., Ltd.", "Marmalade"),
        ("OOO Marmalade", "OOO Marmalade".removeprefix("OOO ")),
        ("Marmalade Limited Liability Company", "Marmalade"),
        ("浪潮集团有限公司", "浪潮集团"),
        ("LLC", "LLC"),
    ],
)
def test_legal_forms_are_taken_off(name: str, bare: str) -> None:
    assert without_forms(name).strip(" ,.") == bare


@pytest.mark.parametrize(
    "table",
    ["added_words", "diacritics", "han_slips", "legal_forms", "letters", "look_alikes", "pinyin",
     "respellings", "romanisation", "scanning", "words_abroad"],
)  # fmt: skip
def test_every_row_of_a_table_says_where_it_is_from(table: str) -> None:
    rows = recipe_table(table)
    assert rows
    assert all(row["source"] and row["verified"] in {"yes", "no"} for row in rows)
    assert len({tuple(row.items()) for row in rows}) == len(rows)
