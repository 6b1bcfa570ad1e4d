import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import prepare
from caveat.matching.names.words import word

SPEAKING = set(WordKind) - {WordKind.FORM, WordKind.NOISE}


def score_of(one: str, other: str) -> float:
    return compare_names(one, other, PartyKind.COMPANY).score


def spoken(name: str) -> list[str]:
    return [found.roman for found in prepare(name).tokens if found.kind in SPEAKING]


@pytest.mark.parametrize(
    ("name", "words", "form"),
    [
        (
            "Obshchestvo S Ogranichennoi Systems Otvetstvennostyu Altair",
            ["systems", "altair"],
            "LLC",
        ),
        ("ObshchestvoS Ogranichennoi Otvetstvennostyu Altair", ["altair"], "LLC"),
        ("PUBLIC JOINT STOCKCOMPANY SAROVBUSINESSBANK", ["sarovbusinessbank"], "PJSC"),
        ("PUBLIC JOINT COMPANY STOCK SAROVBUSINESSBANK", ["sarovbusinessbank"], "JSC"),
        ("PUB LIC JOINT STOCK COMPANY SAROVBUSINESSBANK", ["sarovbusinessbank"], "PJSC"),
        ("OPEN JOINT STCK COMPANY VELMA", ["velma"], "PJSC"),
        ("ZAKRYTAYEAKTSYYANERNAYE TAVARYSTVA VELMA", ["velma"], "JSC"),
        ("LIMITED Dubai LIABILITY COMPANY VELMA", ["dubai", "velma"], "LLC"),
        ("Limited Liability CompanyVelmaprodukt", ["velmaprodukt"], "LLC"),
        ("AKTSIONERNOE OBSHCHESTVOVELMA", ["velma"], "JSC"),
        ("Velma Ogranichennoi", ["velma"], ""),
    ],
)
def test_a_broken_legal_form_is_a_legal_form_still(name: str, words: list[str], form: str) -> None:
    assert spoken(name) == words
    assert prepare(name).forms == ({form} if form else frozenset())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Obshchestvo S Systems Ogranichennoi Otvetstvennostyu Altair", "BM PROEKT, OOO"),
        (
            "ObshchestvoS Ogranichennoi Otvetstvennostyu Altair",
            "Obshchestvo Ogranichennoi S Otvetstvennostiu Velma",
        ),
        ("LIMITED Dubai LIABILITY COMPANY ALTAIR", "LIMITED Moscow LIABILITY COMPANY VELMA"),
        ("JOINT MOSCOW STOCK COMPANY ALTAIR", "JOINT MOSCOW STOCK COMPANY VELMA"),
    ],
)
def test_two_firms_never_agree_by_the_remains_of_a_legal_form(one: str, other: str) -> None:
    assert score_of(one, other) < 30


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MecatechPrivate Limited", "Mecatech Private Limited"),
        ("KUZNETSOVPUBLIC JOINT STOCK COMPANY", "KUZNETSOV PUBLIC JOINT STOCK COMPANY"),
        ("China MobileLimited", "China Mobile Limited"),
        ("Bei Jing Institute of Technology", "Beijing Institute of Technology"),
        ("LORA ENTERPRISES LIMI TED", "LORA ENTERPRISES LIMITED"),
        ("MATSA COMP ANY", "MATSA COMPANY"),
        ("SEVASTOPOL SHIPYARD CCOMPANY LIMITED", "SEVASTOPOL SHIPYARD COMPANY LIMITED"),
        ("ASP BUILDERS", "A.S.P. BUILDERS"),
        ("EKT Electronics", "E.K.T. Electronics"),
        ("CONSTRUCTORA HLP", "CONSTRUCTORA H.L.P."),
    ],
)
def test_words_joined_or_split_at_a_legal_form_or_place_agree(one: str, other: str) -> None:
    assert score_of(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    "name",
    ["Stockholm", "Rosoboronexport", "Publicis", "Companion", "Privatbank", "Gazprom", "Jointown"],
)
def test_a_name_that_only_looks_like_a_legal_form_stays_whole(name: str) -> None:
    found = word(name)
    assert not found.halves
    assert not found.remains
    assert [t.roman for t in prepare(f"{name} Omega").tokens][:1] == [name.lower()]


def test_what_was_joined_or_split_is_shown_as_it_was_written() -> None:
    assert prepare("Bei Jing Institute of Technology").surfaces[0].startswith("Bei Jing")
    assert prepare("LORA ENTERPRISES LIMI TED").surfaces[-1] == "LIMI TED"
    assert (
        prepare("Mecatech PUBLIC JOINT STOCKCOMPANY").surfaces[-1] == "PUBLIC JOINT STOCK COMPANY"
    )


def test_a_whole_legal_form_is_no_broken_one() -> None:
    codes = [found.code for found in prepare("PUBLIC JOINT STOCK COMPANY VELMA").tokens]
    assert codes == ["l:public joint stock company", "w:velma"]
