"""The sentence on two names: what an officer would say to a colleague, word for word."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caveat.domain.parties import PartyKind
from caveat.matching.compare import compare_names
from caveat.matching.names.explain import LONGEST, because
from caveat.matching.names.reading import read_pair
from caveat.matching.names.score import score
from caveat.matching.names.side import side_of
from caveat.matching.names.verdict import Verdict, as_compared

PERSON, VESSEL = PartyKind.PERSON, PartyKind.VESSEL
texts = st.one_of(st.text(max_size=400), st.text("Ää漢ж٣ a-%’.,", max_size=900))


@pytest.mark.parametrize(
    ("one", "other", "kind", "told"),
    [
        (
            "НПО Молния", "NPO Molniya JSC", None,
            "the same words in two scripts",
        ),
        (
            "Владимир Владимирович Путин", "PUTIN, Vladimir Vladimirovich", PERSON,
            "the same parts in two scripts and another order",
        ),
        (
            "Vladimir Putin", "PUTIN, Vladimir", PERSON,
            "the same parts in another order",
        ),
        (
            "无锡江南计算技术研究所", "Wuxi Jiangnan Institute of Computing Technology", None,
            (
                "江南 is Jiangnan in pinyin; ‘计算’ and ‘Computing’ mean the same; ‘无锡’ and "
                "‘Wuxi’ mean the same"
            ),
        ),
        (
            "Huawie Technologies", "Huawei Technologies Co., Ltd.", None,
            "‘Huawie’ is spelled almost like ‘Huawei’; ‘Technologies’ is the same",
        ),
        (
            "Bill Marmot", "MARMOT, William", PERSON,
            "‘Bill’ is a short form of ‘William’; ‘Marmot’ is the same",
        ),
        (
            "Juan Marmot", "John Marmot", PERSON,
            "‘Juan’ and ‘John’ may be one given name in two languages; ‘Marmot’ is the same",
        ),
        (
            "Mohammed Marmot", "Muhammad Marmot", PERSON,
            "‘Mohammed’ and ‘Muhammad’ are spellings of one name; ‘Marmot’ is the same",
        ),
        (
            "J. Marmot", "Jonathan Marmot", PERSON,
            "‘J’ is the initial of ‘Jonathan’; ‘Marmot’ is the same",
        ),
        (
            "John Marmot Jr", "John Marmot Sr", PERSON,
            "‘John’, ‘Marmot’ are the same; ‘Jr’ and ‘Sr’ are two generations",
        ),
        (
            "Ivan Petrovich Marmotov", "Ivan Sergeevich Marmotov", PERSON,
            (
                "‘Ivan’, ‘Marmotov’ are the same; the patronymics ‘Petrovich’ and ‘Sergeevich’ "
                "name two fathers"
            ),
        ),
        (
            "Aleksandra Marmotova", "Aleksandr Marmotov", PERSON,
            (
                "‘Marmotova’ is a woman’s name, ‘Marmotov’ a man’s; ‘Aleksandra’ and ‘Aleksandr’ "
                "are one given name for the two sexes; one name of a person alone is not enough"
            ),
        ),
        (
            "Wuhan Suanneng Technology", "Wuxi Suanneng Technology Co., Ltd.", None,
            "‘Suanneng’, ‘Technology’ are the same; ‘Wuhan’ contradicts ‘Wuxi’",
        ),
        (
            "Quillfeather Trading LLC", "Quillfeather Trading JSC", None,
            "the same words; the legal forms ‘LLC’ and ‘JSC’ differ",
        ),
        (
            "Rosoboron Export", "Rosoboronexport OJSC", None,
            "‘Rosoboron Export’ and ‘Rosoboronexport’ differ only in how the words are joined",
        ),
        (
            "Hizb Allah", "Hizb Ullah", PERSON,
            "‘Allah’ is spelled almost like ‘Ullah’; ‘Hizb’ is the same",
        ),
        ("GRACE 1", "Grace", VESSEL, "‘GRACE’ is the same; ‘1’ is only in the first"),
        ("Marmot", "Quillfeather", None, "no word of the one is found in the other"),
    ],
)  # fmt: skip
def test_the_sentence_says_what_agrees_and_what_does_not(one, other, kind, told):
    assert compare_names(one, other, kind).because == f"“{one}” and “{other}”: {told}."


def _because(one: str, other: str, kind: PartyKind | None, **more: object) -> str:
    a, b = read_pair(one, other, kind)
    found = score(side_of(a), side_of(b))
    return because(as_compared(a, found), as_compared(b, found), found, **more)


@settings(max_examples=200, deadline=None)
@given(texts, texts, st.sampled_from((None, PERSON, PartyKind.COMPANY)))
@example(" ".join(["Quillfeather" * 20] * 12), "Marmot " * 80, None)
@example("100% Clear Probability Ltd", "Clear LLC", None)
def test_it_is_one_short_sentence_that_begins_with_both_texts(one, other, kind):
    told = _because(one, other, kind, field="the listed name")
    assert len(told) <= LONGEST
    assert told.startswith("“")
    assert " and the listed name “" in told
    assert told.endswith(".")
    assert "\n" not in told
    ours = re.sub(r"“[^”]*”|‘[^’]*’", "", told) if "’" not in one + other else ""
    for word in ("%", "probab", "clear", "likely"):
        assert word not in ours.casefold()


def test_a_vessel_asked_as_a_company_is_said_to_be_one():
    a, b = read_pair("Grace Co., Ltd.", "GRACE", None)
    found = score(side_of(a), side_of(b))
    held = Verdict(69.0, found.alignment, capped="another kind")
    assert because(a, b, held, field="the listed name", kind=VESSEL).endswith(
        "; a vessel, not a company."
    )


def test_ordinary_words_alone_are_said_to_be_so():
    assert _because("General Trading LLC", "Marmot General Trading LLC", None).endswith(
        "; only ordinary words agree."
    )
