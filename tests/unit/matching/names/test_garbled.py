"""Texts that were read in a wrong code page, and letters that were lost."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.garbled import mended
from caveat.matching.names.scanned import scanned_alike

NAMES = [
    "Müller Präzisionswerkzeuge GmbH", "Société Marmotte SARL", "Østergård Maskiner A/S",
    "Łódź Marmot Sp. z o.o.", "Güneş Makina A.Ş.", "Ñandú Exportaciones SA",
    "ООО Северный Суслик", "شركة النور", "北京海光集团", "Città di Marmotta",
]  # fmt: skip


def _misread(text: str) -> str:
    """UTF-8 read as Windows-1252, what that does not know as Latin-1."""
    return "".join(
        bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)
        for byte in text.encode("utf-8")
    )


@pytest.mark.parametrize("text", NAMES)
@pytest.mark.parametrize("turns", [1, 2])
def test_what_was_misread_is_read_again(text: str, turns: int) -> None:
    garbled = text
    for _ in range(turns):
        garbled = _misread(garbled)
    assert mended(garbled) == text


@pytest.mark.parametrize(
    "text",
    [*NAMES, "«Café Marmotté»", "„Weiß“", "AÇÃO", "Großé «Weiß»", "École «JOSÉ»", "SÃO PAULO"],
)
def test_what_was_read_rightly_stays(text: str) -> None:
    assert mended(text) == text


def test_cyrillic_that_was_read_as_latin_is_read_again() -> None:
    assert mended("ÎÎÎ Ñåâåðíûé Ñóñëèê") == "ООО Северный Суслик"


@pytest.mark.parametrize("lost", ["\ufffd", "\ufffd\ufffd", "?"])
def test_a_lost_letter_may_be_any(lost: str) -> None:
    for text in ("Müller Präzisionswerkzeuge GmbH", "Société Marmotte SARL"):
        damaged = "".join(letter if letter.isascii() else lost for letter in text)
        assert compare_names(text, damaged).score >= DEFAULT_THRESHOLD
        assert compare_names(damaged, text).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other", "known", "alike"),
    [
        ("cornwall", "comwall", False, True),
        ("harmony", "hannony", False, True),
        ("marine", "manne", False, True),
        ("clarke", "darke", False, True),
        ("modern", "modem", True, True),
        ("clarke", "darke", True, False),
        ("nina", "irina", False, False),
    ],
)
def test_letters_that_run_together(one: str, other: str, known: bool, alike: bool) -> None:  # noqa: FBT001
    assert scanned_alike(one, other, known=known) is alike
    assert scanned_alike(other, one, known=known) is alike


@pytest.mark.parametrize(
    ("name", "damaged"),
    [
        ("Société Générale SA", "SOCI?T? G?N?RALE"),
        ("Universität Zürich", "Universit?t Z?rich"),
        ("Société Anonyme Cockerill", "Soci?t? Anonyme Cockerill"),
    ],
)
def test_a_word_of_marked_letters_is_told_by_the_others(name, damaged):
    assert compare_names(name, damaged, None).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("OOO ?STG?EKO?", "STG EKO LLC"),
        ("OOO ?SMT?K?", "OOO SMT-K"),
        ("Orhanli?Tuzla Makina", "Orhanli Tuzla Makina"),
        ("Xi?an Aero-Engine", "Xian Aero Engine"),
        ("Shanghai Is?vision Co.", "Shanghai Isvision Co., Ltd."),
        ("Shanghai Is?vision Co.", "Shanghai Is Vision Co."),
        ("M?ller Pr\ufffdzision GmbH", "Müller Präzision GmbH"),
    ],
)
def test_a_sign_between_letters_is_a_letter_an_apostrophe_or_a_mark(listed, asked):
    """As the Consolidated Screening List of 2022 prints them."""
    assert compare_names(asked, listed).score >= DEFAULT_THRESHOLD
