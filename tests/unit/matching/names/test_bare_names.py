"""Names of nothing but letters, ordinary words or legal forms; and known names word by word."""

import pytest

from caveat.domain.parties import Name, NameKind, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, STRONG, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty


def score(one: str, other: str) -> float:
    return compare_names(one, other).score


@pytest.mark.parametrize("name", ["IBM", "MIT", "YMTC", "МФТИ", "HP"])
def test_an_abbreviation_that_is_the_whole_of_both_names_is_a_weak_hit(name: str) -> None:
    assert DEFAULT_THRESHOLD <= score(name, name) < STRONG
    assert DEFAULT_THRESHOLD <= score(f"{name} Corp.", name) < STRONG


def test_an_abbreviation_as_an_alias_waits_for_something_else() -> None:
    index = MatchingIndex.build([
        ListedParty(1, "US-EL", PartyKind.COMPANY, (Name("QZX"),)),
        ListedParty(
            2, "US-EL", PartyKind.COMPANY,
            (Name("Quillfeather Zonal Xylography"), Name("QZX", NameKind.ALIAS)),
        ),
    ])  # fmt: skip
    found = index.search(Query("QZX"))
    assert [hit.party for hit in found.hits] == [1]
    assert [miss.party for miss in found.near_misses] == [2]


@pytest.mark.parametrize(
    "name",
    ["Bank", "Trading", "Group", "Technology", "Company", "Ltd", "Co., Ltd.", "LLC", "ООО", "公司",
     "有限公司"],
)  # fmt: skip
def test_a_legal_form_or_a_word_of_every_other_firm_is_no_name(name: str) -> None:
    assert score(name, name) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    "name",
    ["Soyuz", "Forest", "Bank Melli", "MRS GmbH", "PEOPLE'S LIBERATION ARMY", "LLC Center",
     "Global Trading Group"],
)  # fmt: skip
def test_an_ordinary_word_that_is_a_name_still_is(name: str) -> None:
    assert score(name, name) >= STRONG


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Торговый дом «Север»", "Trading House Sever"),
        ("شركة الشرق للتجارة", "East Trading Company"),
        ("ООО «Юг»", "Yug LLC"),
        ("Завод Юг", "Plant South"),
        ("Высокие технологии", "High Technologies"),
        ("National Iranian Oil Company", "شرکت ملی نفت ایران"),
        ("中国电子科技集团公司", "Zhongguo Dianzi Keji Jituan Gongsi"),
        ("中国航天科技集团公司", "Zhongguo Hangtian Keji Jituan Gongsi"),
        (
            "上海微电子装备(集团)股份有限公司",
            "Shanghai Micro Electronics Equipment (Group) Co., Ltd.",
        ),
        ("哈尔滨工业大学", "Harbin Gongye Daxue"),
        ("HESA Iran Aircraft Manufacturing Industries", "Iran Aircraft Manufacturing Industries"),
        ("BHEL Bharat Heavy Electricals", "Bharat Heavy Electricals Limited"),
        ("IEI - Iran Electronics Industries", "Iran Electronics Industries"),
        ("Shri Ganesh Enterprises Pvt. Ltd.", "SREE GANESH ENTERPRISES PRIVATE LIMITED"),
        ("Malek Ashtar University", "Malek-e-Ashtar University of Technology"),
    ],
)
def test_all_words_agree_though_all_are_ordinary(one: str, other: str) -> None:
    assert score(one, other) >= DEFAULT_THRESHOLD
    assert score(other, one) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Торговый дом", "Trading House"),
        ("Research Institute", "Научно-исследовательский институт"),
        ("East Trading", "South Trading"),
        ("China Electronics Corporation", "China Electronics Technology Group Corporation"),
        ("中国电子信息产业集团", "中国电子科技集团公司"),
        ("北京理工大学", "北京工业大学"),
        ("Industrial and Commercial Bank of China", "Commercial Bank of China Industries Ltd"),
        ("National Iranian Gas Company", "National Iranian Oil Company"),
        ("Imam Reza Trading LLC", "Imam Hossein Trading LLC"),
        ("University of Warsaw", "Warsaw University of Technology"),
        ("University of Manchester", "Manchester Metropolitan University"),
        ("RAC Marmot General Trading", "General Trading"),
        ("IBM", "International Business Machines Corp"),
        ("BHEL", "Bharat Heavy Electricals Limited"),
    ],
)
def test_other_parties_stay_apart(one: str, other: str) -> None:
    assert score(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Michigan State University", "University of Michigan", None),
        ("Adrian Darya 1", "Adrian Marya 1", PartyKind.VESSEL),
        ("Alstom Power Ltd", "Alston Power Ltd", None),
    ],
)
def test_what_may_be_another_is_never_strong(one: str, other: str, kind: PartyKind | None) -> None:
    assert compare_names(one, other, kind).score < STRONG


def test_a_known_name_leads_to_its_words() -> None:
    listed = [ListedParty(1, "US-EL", PartyKind.COMPANY, (Name("شرکت ملی نفت ایران"),))]
    found = MatchingIndex.build(listed).search(Query("National Iranian Oil Company"))
    assert [hit.party for hit in found.hits] == [1]
