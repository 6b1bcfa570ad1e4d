"""What published names say about two names, whatever their letters."""

import pytest

from caveat.domain.parties import Address, Identifier, Name, NameKind, PartyKind
from caveat.domain.sources import Mark, Source
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.known import AllNames, KnownNames
from caveat.matching.known_key import key_of, name_key
from caveat.matching.names.prepare import prepare


def party(key, *names: str, code="US-EL", addresses=(), numbers=(), kind=NameKind.ALIAS, mark=None):
    source = Source("s", "a table", mark=mark) if mark else None
    return ListedParty(
        key,
        code,
        PartyKind.UNKNOWN,
        tuple(Name(text, kind, source) for text in names),
        tuple(Address(text) for text in addresses),
        identifiers=tuple(Identifier("number", number) for number in numbers),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ROSOBORON EXPORT", "Rosoboronexport, AO"),
        ("浪潮集團有限公司", "浪潮集团"),
        ("ООО «Стройтрансгаз»", "Стройтрансгаз ООО"),
        ("7th Research Institute", "Seventh Research Institute"),
        ("The Bank of Dunwich", "BANK OF DUNWICH"),
        ("Tu\u0308rkiye C\u0327elik A.Ş.", "Türkiye Çelik"),
    ],
)
def test_a_name_has_one_key_in_every_way_of_writing_it(one, other):
    assert name_key(prepare(one)) == name_key(prepare(other)) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alder Birch", "Birch Alder"),
        ("Space Star Technology", "Aerospace Star Technology"),
        ("海光信息", "海广信息"),
        ("CETC 13th Institute", "CETC 55th Institute"),
    ],
)
def test_names_in_other_words_have_other_keys(one, other):
    assert name_key(prepare(one)) != name_key(prepare(other))


@pytest.mark.parametrize(
    "text",
    [
        "浪潮集團有限公司",
        "中国电子科技集团公司第十三研究所",
        "无锡江南计算技术研究所",
        "東芝株式会社",
        "中国人民解放军空军工程大学",
        "集团",
        "三一重工",
        "浪潮软件(Wuhan)有限公司",
    ],
)
def test_chinese_characters_have_the_same_key_without_being_read(text):
    name = prepare(text)
    assert key_of(text).words == name_key(name)
    assert key_of(text).forms == name.forms


def test_two_names_of_one_party_are_the_same_party():
    known = KnownNames.of([party(1, "Nettrix Information Industry", "宁畅信息产业")])
    assert known.about("宁畅信息產業(北京)", "Nettrix") == known.about("x", "y")
    told = known.about("宁畅信息產業", "NETTRIX INFORMATION INDUSTRY CO., LTD.")
    assert (told.same, told.doubt) == ("Nettrix Information Industry", "")


def test_a_name_with_another_legal_form_is_not_the_listed_name():
    known = KnownNames.of([party(1, "JSC Stratim", "Strat Imaging")])
    assert known.about("Stratim", "Strat Imaging").same
    assert not known.about("LLC Stratim", "Strat Imaging").same


def test_an_unverified_name_only_hints_and_the_sentence_says_so():
    known = KnownNames.of([party(1, "Alder Works", "Birch Mill", mark=Mark.UNVERIFIED)])
    found = compare_names("Alder Works", "Birch Mill", known=known)
    assert 70 <= found.score < 90
    assert found.because.endswith("according to an unverified source.")


def test_a_weak_alias_only_hints():
    known = KnownNames.of([party(1, "Alder Works", "Birch Mill", kind=NameKind.WEAK_ALIAS)])
    found = compare_names("Alder Works", "Birch Mill", known=known)
    assert 70 <= found.score < 90
    assert "weak" in found.because


def test_a_name_that_several_parties_carry_does_not_prove_which_is_meant():
    known = KnownNames.of([party(1, "Alder Works", "MMZ"), party(2, "Birch Mill", "MMZ")])
    assert known.about("Alder Works", "MMZ").doubt
    assert known.about("Alder Works", "Birch Mill").different


@pytest.mark.parametrize(
    "shared",
    [
        {"names": ("Cedar House Trading",)},
        {"numbers": ("7718857267",)},
        {"addresses": ("12 Harbour Road, Dunwich",)},
    ],
)
def test_two_entries_that_share_something_are_not_told_apart(shared):
    names = shared.pop("names", ())
    apart = KnownNames.of([party(1, "Alder Works"), party(2, "Alder Workshop")])
    assert apart.about("Alder Works", "Alder Workshop").different
    known = KnownNames.of(
        [party(1, "Alder Works", *names, **shared), party(2, "Alder Workshop", *names, **shared)]
    )
    assert not known.about("Alder Works", "Alder Workshop").different


def test_only_a_list_that_publishes_both_tells_two_parties_apart():
    known = KnownNames.of([party(1, "Alder Works"), party(2, "Alder Workshop", code="UK-SL")])
    assert not known.about("Alder Works", "Alder Workshop").different


def test_an_unverified_name_tells_nobody_apart():
    known = KnownNames.of([party(1, "Alder Works"), party(2, "Alder Shop", mark=Mark.UNVERIFIED)])
    assert not known.about("Alder Works", "Alder Shop").different


def test_two_lists_that_share_a_name_hint_at_one_party():
    known = KnownNames.of(
        [
            party(1, "Alder Works", "Cedar House"),
            party(2, "Birch Mill", "Cedar House", code="UK-SL"),
        ]
    )
    told = known.about("Alder Works", "Birch Mill")
    assert told.same == "Alder Works"
    assert told.doubt


def test_of_two_tables_the_one_that_proves_is_believed():
    hint = KnownNames.of([party(1, "Alder Works", "Birch Mill", mark=Mark.UNVERIFIED)])
    proof = KnownNames.of([party(1, "Birch Mill", "Alder Works")])
    for tables in ([hint, proof], [proof, hint]):
        told = AllNames(tables).about("Alder Works", "Birch Mill")
        assert (told.same, told.doubt) == ("Birch Mill", "")


def test_a_stored_index_knows_the_names_of_its_parties():
    built = MatchingIndex.build([party(7, "Alder Works", "Birch Mill"), party(9, "Cedar House")])
    stored = MatchingIndex.from_arrays(built.to_arrays())
    assert stored.known_names.about("birch mill", "ALDER WORKS").same == "Alder Works"
    assert stored.known_names.about("birch mill", "Cedar House").different


def test_no_text_breaks_a_look_up():
    known = KnownNames.of([party(1, "", " ", "Co., Ltd.", "Alder\u200b Works")])
    for text in ("", "\x00", "Co., Ltd.", "\ud800", "()", "Alder Works"):
        assert not known.about(text, "Birch").same
    assert known.carriers("ALDER WORKS") == {0: 0}
