import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.un_aliases import names_in_note, split_alias


@pytest.mark.parametrize(
    ("alias", "names"),
    [
        ("Azim Ad; Azim Agha-Jani", ["Azim Ad", "Azim Agha-Jani"]),
        ("M. Sabet; N. Sabet b) J. Karim; J. K.", ["M. Sabet", "N. Sabet", "J. Karim", "J. K."]),
        ("Amir (original script: Амир Хазмат)", ["Amir", "Амир Хазмат"]),
        ("Abdel Dher (عبد العالي)", ["Abdel Dher", "عبد العالي"]),
        ("حسن غول (Hasan G; Hassan Gul)", ["حسن غول", "Hasan G", "Hassan Gul"]),
        ("Hay’at (HTS) (هيئة (original script); Hayat T)", ["Hay’at (HTS)", "هيئة", "Hayat T"]),
        ("أنصار (Ansar in Libya (ASL))", ["أنصار", "Ansar in Libya (ASL)"]),
        ("Safia F, born 1 Jan. 1953 (no. 3)", ["Safia F"]),
        ("Harbour Ltd (Testland)", ["Harbour Ltd (Testland)"]),
        ("(Sheikh) Musa Hilal", ["(Sheikh) Musa Hilal"]),
        ("Reborn Hope", ["Reborn Hope"]),
        ("(unclosed", ["(unclosed"]),
    ],
)
def test_the_names_of_an_alias_are_told_apart(alias: str, names: list[str]):
    assert split_alias(alias) == names


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("in Arabic script: شركة الكوثر", ["شركة الكوثر"]),
        ("Previously listed as. In Arabic: رياض محمد", ["رياض محمد"]),
        ("Abdul Sindhi; Abdur al-Sindhi", ["Abdul Sindhi", "Abdur al-Sindhi"]),
        ("born in 1971 in Samarra (Awad Badri; Awad al-Badri)", ["Awad Badri", "Awad al-Badri"]),
        ("DOB: 11 Apr. 1963. POB: Egypt; Nationality: Egypt", []),
        ("nom de guerre", []),
        ("", []),
    ],
)
def test_names_in_notes_are_found_and_remarks_are_not(note: str, names: list[str]):
    assert names_in_note(note) == names


@given(st.text("ab();, حس:b) ", max_size=60))
def test_an_alias_is_never_split_into_nothing(alias: str):
    assert split_alias(alias)


def test_a_monstrous_alias_is_left_whole():
    monster = "(" * 500_000
    assert split_alias(monster) == [monster]
    assert names_in_note(monster) == []
