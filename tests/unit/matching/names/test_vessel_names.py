import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names


def score_of(one: str, other: str, kind: PartyKind | None = PartyKind.VESSEL) -> float:
    return compare_names(one, other, kind).score


@pytest.mark.parametrize("kind", [PartyKind.VESSEL, None])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M.V. DESTINY", "DESTINY"),
        ("MV TANGO", "TANGO"),
        ("M/T HOMA", "HOMA"),
        ("m/v sarvin", "SARVIN"),
        ("M/T DIAMOND II", "DIAMOND II"),
        ("SS KORYO", "KORYO"),
        ('M/V "GOLDEN STAR"', "GOLDEN STAR"),
        ('т/х "Капитан Данилкин"', "M/V KAPITAN DANILKIN"),
    ],
)
def test_what_is_written_before_a_vessels_name_costs_nothing(
    one: str, other: str, kind: PartyKind | None
) -> None:
    assert score_of(one, other, kind) >= DEFAULT_THRESHOLD


def test_letters_before_a_companys_name_are_its_own() -> None:
    company = PartyKind.COMPANY
    assert score_of("SS Technologies LLC", "MT Technologies LLC", company) < DEFAULT_THRESHOLD
    assert score_of("MT Solutions Ltd", "Solutions Ltd", company) < DEFAULT_THRESHOLD
    # Messrs.
    assert score_of("M/s Karim Traders", "Karim Traders", company) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JANNIEC", "JANNIE-C"),
        ("ELNINO", "EL NINO"),
        ("DIAMONDII", "DIAMOND II"),
        ("BICENTENARIOXII", "BICENTENARIO XII"),
        ("OCEANSTAR7", "OCEANSTAR 7"),
        ("7-28", "728"),
        ("EP-MNT", "EPMNT"),
    ],
)
def test_spaces_and_hyphens_within_a_vessels_or_aircrafts_name_may_be_lost(
    one: str, other: str
) -> None:
    assert score_of(one, other) >= DEFAULT_THRESHOLD
    assert score_of(one, other) == score_of(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OCEAN STAR 7", "OCEAN STAR 8"),
        ("BICENTENARIO XII", "BICENTENARIO XI"),
        ("BICENTENARIOXII", "BICENTENARIO XI"),
        ("7-28", "729"),
    ],
)
def test_another_number_is_another_vessel(one: str, other: str) -> None:
    assert score_of(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ADRIAN DARYA 1", "M/T ADRIAN DARYA I"),
        ("JOURNEY V", "JOURNEY 5"),
        ("OCEAN PEARL X", "MV OCEAN PEARL 10"),
        ("MT HORSE", "HORSE (oil tanker)"),
        ("SEA STAR", "SEA STAR (crude oil tanker)"),
        ("KUM GANG SAN", "금강산"),
        ("CHONG CHON GANG", "청천강"),
    ],
)
def test_numbers_kinds_of_ships_and_korean_syllables_are_read(one: str, other: str) -> None:
    assert score_of(one, other) >= DEFAULT_THRESHOLD
    assert score_of(one, other, None) >= DEFAULT_THRESHOLD
    assert score_of(one, other) == score_of(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("DAPHNE I", "DAPHNE V"), ("ANTARES", "ANTARES I"), ("청천강", "CHONG RYON GANG")],
)
def test_a_letter_behind_a_vessels_name_is_its_number(one: str, other: str) -> None:
    assert score_of(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("地中海之星", "MEDITERRANEAN STAR"),
        ("太平洋之星", "PACIFIC STAR"),
        ("大西洋之珠", "ATLANTIC PEARL"),
        ("东方之星", "ORIENTAL STAR"),
        ("东方之星", "DONG FANG ZHI XING"),
        ("雪龙号", "XUE LONG"),
        ("日本丸", "NIPPON MARU"),
        ("天津丸", "TIANJIN MARU"),
    ],
)
def test_usual_words_of_vessels_names_are_read_in_chinese(one: str, other: str) -> None:
    assert score_of(one, other) >= DEFAULT_THRESHOLD
    assert score_of(one, other) == score_of(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("太平洋之星", "ATLANTIC STAR"),
        ("地中海之星", "MEDITERRANEAN PEARL"),
        ("日本丸", "NIPPON STAR"),
    ],
)
def test_another_such_word_is_another_vessel(one: str, other: str) -> None:
    assert score_of(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MT Tiburon [ex-Nordic Lion]", "Tiburon"),
        ("MT Tiburon [ex-Nordic Lion]", "NORDIC LION"),
        ("Tiburon [formerly Nordic Lion]", "Tiburon"),
        ("Pacific Ruby - Panama flag bulk carrier", "PACIFIC RUBY"),
        ("PACIFIC RUBY, oil tanker", "PACIFIC RUBY"),
        ("PACIFIC RUBY bulk carrier", "PACIFIC RUBY"),
        ("PACIFIC RUBY - Liberia flagged crude oil tanker", "PACIFIC RUBY"),
        ("Iranian-flagged tanker PACIFIC RUBY", "PACIFIC RUBY"),
        ('tanker "Pacific Ruby"', "PACIFIC RUBY"),
        ("vessel PACIFIC RUBY", "PACIFIC RUBY"),
        ("сухогруз «Капитан Орлов»", "KAPITAN ORLOV"),
        ("Marlna Breeze", "Marina Breeze"),
        ("Ocean Prlde", "Ocean Pride"),
    ],
)
def test_what_kind_of_ship_it_is_and_what_it_was_called_costs_nothing(one: str, other: str) -> None:
    assert score_of(one, other) == score_of(other, one) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Golden Star A", "Golden Star B"),
        ("Golden Star", "Golden Star B"),
        ("Golden Star II", "Golden Star III"),
        ("Phoenix", "Phoenix Trader"),
        ("Aurora", "Aurora Trader"),
        ("Falcon", "Falcon Shipping"),
        ("Neptune", "Neptune Star"),
        ("Pacific Ruby", "Pacific Pearl"),
    ],
)
def test_a_letter_or_a_word_more_makes_another_ship(one: str, other: str) -> None:
    assert score_of(one, other) == score_of(other, one) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ocean Bulk Carrier Ltd", "Ocean Ltd"),
        ("Gulf Gas Carrier Company", "Gulf Company"),
        ("Red Flag", "Red"),
    ],
)
def test_a_company_is_not_read_as_a_ship(one: str, other: str) -> None:
    assert score_of(one, other, None) < DEFAULT_THRESHOLD
