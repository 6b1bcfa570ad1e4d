from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.parties import Name, PartyKind
from caveat.matching.candidates import MARGIN, MOST_ESTIMATED, CandidateIndex
from caveat.matching.candidates import Name as Asked
from caveat.matching.catalogue import CatalogueBuilder
from caveat.matching.entries import ListedParty
from caveat.matching.names.person_prepare import prepare_person
from caveat.matching.names.prepare import prepare
from exhaustive import Agreement, Exhaustive, asked

NAMES = (
    "Nettrix Information Industry Co., Ltd.",
    "Inspur Group Co., Ltd.",
    "Quillfeather Optics",
    "无锡江南计算技术研究所",
    "Rosoboronexport",
    "Inspur Electronic Information Industry Co., Ltd.",
    "CETC",
    "Hassan Quillfeather",
    "Zvezda Marmot Shipyard",
)
PERSONS = ("Hassan Quillfeather",)
LINE = 70.0
GIVEN = ("Ahmed", "Bilal", "Dawud", "Farid", "Ghalib", "Jamal", "Latif", "Mahmud", "Nasir", "Omar")


def built(names, kind=PartyKind.COMPANY):
    builder = CatalogueBuilder()
    for key, name in enumerate(names):
        own = PartyKind.PERSON if name in PERSONS else kind
        builder.add(ListedParty(key, "US-EL", own, (Name(name),)))
    arrays = builder.arrays()
    return CandidateIndex.build(
        builder.words(),
        arrays["wording_words"],
        arrays["wording_ends"],
        arrays["wording_person"],
        also=builder.also(),
        bare=builder.bare(),
    )


def asked_for(text, **how):
    return Asked.of(prepare(text), prepare_person(text), **how)


def search(index, text, line=LINE, wanted=(), **how):
    name = asked_for(text, wanted=np.array(wanted, dtype=np.int64))
    (found,) = index.find([name], line=line, **how)
    return found


def find(index, text, **how):
    return search(index, text, **how).wordings.tolist()


@pytest.fixture(scope="module")
def index():
    return built(NAMES)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Netrixx Infrmation", 0),
        ("Nettr", 0),
        ("浪潮", 1),
        ("Langchao", 1),
        ("Quilfeather", 2),
        ("QuillfeatherOptics", 2),
        ("Quill feather Optics", 2),
        ("Qiullfaether Optics", 2),
        ("OpticsQuillfeather", 2),
        ("Jiangnan Institute of Computing", 3),
        ("Jiang nan Institute of Computing", 3),
        ("江南", 3),
        ("Rosoboron Export", 4),
        ("Rosoboronexport OJSC", 4),
        ("Рособоронэкспорт", 4),
        ("IEII", 5),
        ("China Electronics Technology Corporation", 6),
        ("Hasan, Q.", 7),
        ("Marmot", 8),
        ("MarmotShipyrad Zvezda", 8),
    ],
)
def test_the_right_name_comes_first(index, text, wording):
    assert find(index, text)[0] == wording


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("EL QUILLF", "QUILLF, El"),
        ("Eng. UDIN, Quilla", "UDIN, Quilla"),
        ("QUILLMA, Al-Din", "QUILLMA, Kamal Al-Din"),
        ("AL-QUILLAR, Abii", "AL-QUILLAR, Abu"),
        ("CHEW, Siang", "CHEW, Kheng Siang"),
        ("ELTUNC0", "EL TUNCO"),
    ],
)
def test_a_part_that_was_read_wrongly_hides_no_person(text, name):
    others = [f"{one} Marmot" for one in GIVEN]
    assert built([*others, name], PartyKind.PERSON).find([asked_for(text)], line=LINE)[0].wordings[
        0
    ] == len(others)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("QUILLMARM0TSHIP YARD", "Quill Marmot Shipyard"),
        ("711ARZ AO", "711 ARZ AO"),
        ("AO SKTBRT", "AO SKTB RT"),
        ("QUENTAA.S.", "RUENTA A.S."),
        ("QUILL TIRFCO.", "QUILL TIRE CO."),
    ],
)
def test_a_slip_where_words_were_joined_hides_no_company(text, name):
    others = [f"{one} Marmot Optics" for one in GIVEN]
    assert len(others) in find(built([*others, name]), text)


def test_names_written_alike_share_a_wording():
    assert len(built(["Nettrix Optics", "NETTRIX OPTICS", "Nettrix  Optics."])) == 1


def test_wordings_outside_the_filter_are_not_found(index):
    allowed = np.arange(len(index)) != 0
    assert 0 not in find(index, "Nettrix", allowed=allowed)


def test_nothing_is_found_for_nothing(index):
    assert index.find([], line=LINE) == []
    (found,) = index.find([Asked((), ())], line=LINE)
    assert found.wordings.tolist() == []
    assert find(built([]), "Nettrix") == []


def test_every_name_that_shares_the_rare_word_is_found_however_many_there_are():
    names = [f"Quillfeather {word}" for word in _words(500)] + ["Nettrix"]
    assert sorted(find(built(names), "Quillfeather", nearest=3)) == list(range(500))


def test_a_name_with_the_same_rare_first_word_is_found_however_much_else_it_says():
    words = _words(700)
    names = [f"Quillfeather {' '.join(words[n : n + 20])} Ltd." for n in range(300)]
    names += [f"{word} {' '.join(words[-15:])}" for word in words[:300]]
    found = find(built(names), f"Quillfeather {' '.join(words[-15:])} Ltd.", nearest=3)
    assert set(range(300)) <= set(found)


def test_all_that_may_reach_the_line_are_found_however_many_there_are():
    words = _words(300)
    number = MOST_ESTIMATED + 500
    names = [f"Quillfeather Marmot {words[n % 300]} {words[n // 300]}" for n in range(number)]
    assert len(find(built(names), "Marmot Quillfeather", line=40.0, nearest=0)) == number


def test_a_lower_line_finds_more_and_never_less(index):
    text = "Quillfeather Information Optics"
    found = [set(find(index, text, line=line)) for line in (90, 70, 50, 30)]
    assert all(one <= other for one, other in pairwise(found))


def test_what_is_wanted_is_compared_if_anything_in_it_is_alike():
    names = [f"Marmot {word}" for word in _words(300)] + ["Zvezda Quillfeather Shipyard Vostok"]
    index = built(names)
    assert 300 not in find(index, "Bolshoy Marmot Vostok", nearest=0)
    assert 300 in find(index, "Bolshoy Marmot Vostok", nearest=0, wanted=[300])
    assert find(index, "Tepid", wanted=[300]) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.text(max_size=30), st.lists(st.sampled_from(NAMES), max_size=2).map("".join)
            ),
            st.booleans(),
            st.sets(st.integers(0, len(NAMES) - 1), max_size=2).map(sorted),
        ),
        max_size=6,
    )
)
def test_several_names_together_find_what_each_finds_alone(index, names):
    asked = [
        asked_for(text, company=company, wanted=np.array(wanted, dtype=np.int64))
        for text, company, wanted in names
    ]
    together = index.find(asked, line=LINE, nearest=2)
    assert len(together) == len(asked)
    for name, found in zip(asked, together, strict=True):
        (alone,) = index.find([name], line=LINE, nearest=2)
        assert found.wordings.tolist() == alone.wordings.tolist()
        assert found.estimates.tolist() == alone.estimates.tolist()


@pytest.mark.parametrize("text", [*NAMES, "Marmot Quillfeather Optics", "Quillfaether", "Netrix"])
def test_common_words_that_lead_nowhere_lose_nobody_near_the_line(monkeypatch, text):
    words = _words(90)
    filled = [f"{word} {common}" for word in words for common in ("Optics", "Shipyard", "Export")]
    index = built([*NAMES, *filled])
    everybody = search(index, text, nearest=0)
    monkeypatch.setattr("caveat.matching.rows.MOST_ROWS", 0)
    fewer = search(index, text, nearest=0)
    near = everybody.estimates >= LINE - MARGIN
    assert set(everybody.wordings[near].tolist()) <= set(fewer.wordings.tolist())
    known = dict(zip(everybody.wordings.tolist(), everybody.estimates.tolist(), strict=True))
    for wording, estimate in zip(fewer.wordings.tolist(), fewer.estimates.tolist(), strict=True):
        assert known.get(wording, estimate) == estimate


def _words(number):
    """Words that nobody knows, each unlike the others."""
    letters = "bdfgklmnprstvz"
    return [
        "".join(letters[n // 14**place % 14] + "aeiou"[(n + place) % 5] for place in range(3))
        for n in range(number)
    ]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(NAMES)).map("".join)))
def test_any_text_is_searched_and_equal_questions_have_equal_answers(index, text):
    first, again = search(index, text), search(index, text)
    assert first.wordings.tolist() == again.wordings.tolist()
    assert ((first.estimates >= 0) & (first.estimates <= 100)).all()


def test_a_name_of_a_million_letters_is_searched_in_bounded_time(index):
    for text in ("a" * 1_000_000, "ab " * 300_000, "江" * 100_000, "a1" * 100_000):
        assert len(find(index, text)) <= len(NAMES)


@pytest.mark.real_data
def test_no_party_is_lost_that_comparing_every_name_would_find(real_parties, shared_data):
    some = real_parties[::10]
    both, found = Exhaustive(some), Agreement()
    for text in asked(some, shared_data, 36):
        both.ask(text, found)
    assert found.alerts > 10
    assert found.lost == []
    assert found.unrelated == []
    lowest = min(estimate for estimate, _, _ in found.estimates)
    assert lowest >= LINE - MARGIN


def test_a_name_of_which_only_the_letters_as_a_whole_are_alike_is_compared():
    wordings = search(built(NAMES), "Zevzda Marmto Shipyrad", nearest=0).wordings.tolist()
    assert NAMES.index("Zvezda Marmot Shipyard") in wordings


def test_persons_are_found_by_their_initials_among_all_of_their_surname():
    others = [f"Quillfeather, {given} {second}" for given in GIVEN for second in GIVEN]
    index = built(["Quillfeather, Salim Hasan Khalifah", *others], kind=PartyKind.PERSON)
    assert search(index, "S. H. K. Quillfeather").wordings[0] == 0


def test_a_phrase_is_found_by_its_words_with_another_between():
    index = built(["University of Science and Technology of China", *NAMES])
    assert 0 in find(index, "University of Science and Technology of Minsk China")


def test_half_of_a_given_name_finds_the_whole_of_it():
    index = built(["CHEW, Kheng Siang", "PANG, Su Nam"], kind=PartyKind.PERSON)
    assert find(index, "CHEW, Siang", nearest=0) == [0]
    assert find(index, "PANG, Su", nearest=0) == [1]
