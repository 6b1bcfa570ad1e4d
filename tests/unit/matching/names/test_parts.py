"""Every word of two names stands in the parts once, and the weights sum to 1."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caveat.domain.parties import PartyKind
from caveat.domain.screening import Part, PartRelation
from caveat.matching.compare import compare_names
from caveat.matching.names import han
from caveat.matching.names.clean import clean
from caveat.matching.names.parts import parts
from caveat.matching.names.reading import read_pair
from caveat.matching.names.score import score
from caveat.matching.names.side import side_of
from caveat.matching.names.verdict import as_compared

SAME, SPELLING, TRANSLATION, ABBREVIATION, MISSING, EXTRA, CONTRADICTION = PartRelation
KINDS = (None, PartyKind.COMPANY, PartyKind.PERSON, PartyKind.VESSEL)
_WORDS = (
    "Huawei", "Inspur", "浪潮", "集团", "有限公司", "北京", "Wuhan", "Wuxi", "НПО", "Молния", "АО",
    "Scientific", "Production", "Association", "13th", "55th", "Co.,", "Ltd.", "LLC", "JSC",
    "North", "South", "of", "and", "Ivan", "Ivanovich", "Petrovich", "Ivanova", "Jr", "Sr", "III",
    "Dr", "bin", "Abd", "al-Rahman", "محمد", "أحمد", "J.", "O'Neil", "SMIC", "조선", "ソフトバンク",
    "KOROLYOV,", "von", "née", "Kim", "Jong", "Un", "Bill", "William", "&", "%", "???", "x",
)  # fmt: skip
names = st.one_of(
    st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join),
    st.text(max_size=60),
    st.lists(st.text(st.characters(categories=("L", "N")), max_size=9), max_size=50).map(" ".join),
)


def compared(one, other, kind):
    """Both names as the words that their comparison speaks of, and the comparison."""
    a, b = read_pair(one, other, kind)
    verdict = score(side_of(a), side_of(b))
    return as_compared(a, verdict), as_compared(b, verdict), verdict


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", han.simplified(text))).casefold()


@settings(max_examples=150, deadline=None)
@given(names, names, st.sampled_from(KINDS))
@example("НПО Молния", "Scientific and Production Association Molniya JSC", PartyKind.COMPANY)
@example("Ivanov Ivan Petrovich Jr", "IVANOVA, Ivan Pavlovich Sr", PartyKind.PERSON)
@example(" ".join(f"w{i}ord" for i in range(60)), "w1ord", None)
def test_every_word_of_both_names_is_in_the_parts(one, other, kind):
    a, b, verdict = compared(one, other, kind)
    found = parts(a, b, verdict)
    for name, sides in ((a, [p.query for p in found]), (b, [p.listed for p in found])):
        shown = _letters("".join(sides).replace(" ", ""))
        for word in re.findall(r"[^\W_]+", clean(name.text)):
            # A word without spaces, or of several scripts, is cut into pieces.
            pieces = [word] if word.isascii() else word
            assert all(_letters(piece) in shown for piece in pieces)


@settings(max_examples=150, deadline=None)
@given(names, names, st.sampled_from(KINDS))
@example("Huawei Abd Huawei", "Huawei", None)
@example("Huawei", "Huawei Abd Huawei", None)
@example("НПО Молния", "NPO AT", PartyKind.COMPANY)
@example("Ivanov Ivanov", "Ivanov", PartyKind.PERSON)
def test_no_word_is_in_two_parts_and_the_weights_sum_to_one(one, other, kind):
    a, b, verdict = compared(one, other, kind)
    found = parts(a, b, verdict)
    for name, sides in ((a, [p.query for p in found]), (b, [p.listed for p in found])):
        read = sum(len(surface.replace(" ", "")) for surface in name.surfaces)
        unread = [p for p in found if p.weight == 0.0 and (p.query == "" or p.listed == "")]
        beyond = sum(len((p.query if name is a else p.listed).replace(" ", "")) for p in unread)
        assert read <= sum(len(side.replace(" ", "")) for side in sides) <= read + beyond
    assert all(p.query or p.listed for p in found)
    assert all(0.0 <= p.weight <= 1.0 for p in found)
    if a.tokens or b.tokens:
        assert sum(p.weight for p in found) == pytest.approx(1.0)


@settings(max_examples=150, deadline=None)
@given(names, names, st.sampled_from(KINDS))
def test_a_side_is_empty_where_a_word_stands_alone_and_only_there(one, other, kind):
    for part in compare_names(one, other, kind).parts:
        assert (part.relation is MISSING) == (not part.query)
        assert (part.relation is EXTRA) == (not part.listed)


def _relations(one: str, other: str, kind: PartyKind | None = None) -> list[tuple[str, str, str]]:
    return [(p.query, p.listed, p.relation.value) for p in compare_names(one, other, kind).parts]


def test_an_abbreviation_for_several_words_is_one_part():
    found = _relations("НПО Молния", "Scientific Production Association Molniya")
    assert found == [
        ("НПО", "Scientific Production Association", "abbreviation"),
        ("Молния", "Molniya", "translation"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "kind", "pair"),
    [
        ("Wuhan Suanneng Technology", "Wuxi Suanneng Technology", None, ("Wuhan", "Wuxi")),
        ("13th Research Institute", "55th Research Institute", None, ("13th", "55th")),
        ("North Quill Works", "South Quill Works", None, ("North", "South")),
        ("Quillfeather LLC", "Quillfeather JSC", None, ("LLC", "JSC")),
        ("John Marmot Jr", "John Marmot Sr", PartyKind.PERSON, ("Jr", "Sr")),
        (
            "Ivan Petrovich Marmotov", "Ivan Sergeevich Marmotov", PartyKind.PERSON,
            ("Petrovich", "Sergeevich"),
        ),
    ],
)  # fmt: skip
def test_words_that_contradict_each_other_stand_side_by_side(one, other, kind, pair):
    found = compare_names(one, other, kind)
    assert found.contradicted
    against = [p for p in found.parts if p.relation is CONTRADICTION]
    assert [(p.query, p.listed) for p in against] == [pair]


def test_all_that_tells_the_sex_stands_side_by_side():
    found = _relations("Aleksandra Marmotova", "Aleksandr Marmotov", PartyKind.PERSON)
    assert found == [
        ("Aleksandra", "Aleksandr", "contradiction"),
        ("Marmotova", "Marmotov", "contradiction"),
    ]


def test_what_cannot_be_read_is_shown_and_weighs_nothing():
    long = " ".join(f"w{number}x" for number in range(50))
    found = compare_names(long, "w1x").parts
    assert found[-1] == Part("w49x", "", EXTRA, 0.0)
