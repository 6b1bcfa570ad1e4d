"""What keeps two alike names two parties: every case that the matching has to get right."""

import pytest

from caveat.domain.parties import Name, NameKind, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Band, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.known import KnownNames

LINE = DEFAULT_THRESHOLD
CLEAR = 20.0
"""Points that two parties' names stay below those of one party's."""


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("CETC 13th Research Institute", "CETC 55th Research Institute", "number"),
        ("Thirteenth Research Institute", "55th Research Institute", "number"),
        ("第十三研究所", "第五十五研究所", "number"),
        ("中国电子科技集团公司第十三研究所", "CETC 55th Research Institute", "number"),
        ("Factory No 43", "Factory No 45", "number"),
        ("Завод № 43", "Factory No. 45", "number"),
        ("Mirny Factory No 43", "Mirny Factory No 45", "number"),
        ("Alder Fund III", "Alder Fund IV", "number"),
        ("Alder Fund V", "Alder Fund VI", "number"),
        ("Factory No I", "Factory No X", "number"),
        ("Wuhan Alder Optics Co., Ltd.", "Wuxi Alder Optics Co., Ltd.", "place"),
        ("武汉算能科技有限公司", "Wuxi Suanneng Technology Co., Ltd.", "place"),
        ("North Petrochemical", "South Petrochemical", "direction"),
        ("Alder North Machinery", "Alder South Machinery", "direction"),
        ("JSC Stratim", "LLC Stratim", "form"),
        ("АО Стратим", "OOO Stratim", "form"),
    ],
)
def test_what_contradicts_counts_against_and_is_said(one: str, other: str, kind: str) -> None:
    found = compare_names(one, other)
    assert found.contradicted
    assert found.score <= compare_names(one, one).score - 4
    assert kind == "form" or found.score < LINE - CLEAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fund III", "Fund 3"),
        ("Alder Fund V", "Alder Fund 5"),
        ("Alder Fund III", "Alder Fund 3"),
        ("Seventh Research Institute", "7th Research Institute"),
        ("第五十四研究所", "54th Research Institute"),
        ("Factory No 43", "Factory 43"),
        ("浪潮产业", "浪潮產業"),
        ("Wuhan Alder Optics", "武汉 Alder Optics"),
        ("Nordstern GmbH", "Nordstern Co., Ltd."),
        ("Stratim LLC", "ООО «Стратим»"),
    ],
)
def test_what_is_only_written_otherwise_does_not_contradict(one: str, other: str) -> None:
    found = compare_names(one, other)
    assert not found.contradicted
    assert found.score >= LINE + 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("China North Industries Corporation", "China South Industries Corporation"),
        ("Delta Petrochemical Company", "Dena Petrochemical Company"),
        ("Shenzhen Technology Trading", "Shenzhen Lion King Technology Trading"),
        ("Shenzhen Lion King Technology Trading", "Shenzhen Blue Heron Technology Trading"),
        ("Inspur Software", "Inspur Group"),
        ("SPACE CO.,LTD.", "GUIZHOU SPACE APPLIANCE CO., LTD"),
        ("Informetis", "InformTest"),
        ("BGI", "Beijing Graphene Institute"),
    ],
)
def test_names_of_two_parties_stay_below_the_line(one: str, other: str) -> None:
    assert compare_names(one, other).score < LINE


@pytest.fixture(scope="module")
def listed() -> MatchingIndex:
    names = [
        ("Al Noor General Trading LLC",),
        ("Shenzhen Lion King Technology Trading",),
        ("Golden Falcon General Trading L.L.C.",),
        ("Huawei Technologies Co., Ltd.",),
        ("Huawei Technologies Co., Ltd. (Huawei).  Affiliated Entity:  Quanzhou Alder Co., Ltd.",),
        ("Inspur Group Co., Ltd.", "Langchao Group"),
        ("LLC Stratim",),
        ("JSC Stratim",),
        ("Wuxi Alder Optics Co., Ltd.",),
        ("China Electronics Technology Group Corporation 13th Research Institute",),
        ("China Electronics Technology Group Corporation 55th Research Institute",),
    ]
    return MatchingIndex.build(
        ListedParty(
            key,
            "US-EL",
            PartyKind.COMPANY,
            (Name(first), *(Name(text, NameKind.ALIAS) for text in rest)),
        )
        for key, (first, *rest) in enumerate(names)
    )


def alerts(index: MatchingIndex, text: str) -> set[int]:
    """Keys of the parties that need a decision."""
    hits = index.search(Query(text)).hits
    return {hit.party for hit in hits if hit.band in {Band.STRONG, Band.POSSIBLE}}


@pytest.mark.parametrize(
    "text",
    ["General Trading LLC", "General Trading", "Trading LLC", "LLC", "Shenzhen Technology Trading",
     "Technology Co., Ltd.", "Research Institute", "China Technology Corporation", "Shenzhen",
     "深圳科技有限公司"],
)  # fmt: skip
def test_a_name_without_a_word_of_its_own_matches_nobody(listed: MatchingIndex, text: str) -> None:
    assert alerts(listed, text) == set()


@pytest.mark.parametrize(
    ("text", "party"),
    [("CETC 13th Research Institute", 9), ("CETC No. 55 Research Institute", 10),
     ("Quanzhou Alder", 4), ("Wuxi Alder Optics", 8)],
)  # fmt: skip
def test_of_alike_parties_the_one_that_is_meant_is_found(
    listed: MatchingIndex, text: str, party: int
) -> None:
    assert alerts(listed, text) == {party}


def test_the_affiliate_of_a_group_is_found_and_the_group_by_its_own_name(
    listed: MatchingIndex,
) -> None:
    field = "Huawei Technologies Co., Ltd. (Huawei).  Affiliated Entity:  Quanzhou Alder Co., Ltd."
    assert 4 in alerts(listed, field)
    assert 3 in alerts(listed, "Huawei Technologies")
    assert 4 not in alerts(listed, "Huawei Technologies")


def test_both_parties_of_one_name_are_shown_and_their_legal_form_tells_them_apart(
    listed: MatchingIndex,
) -> None:
    assert alerts(listed, "Stratim") == {6, 7}
    for text, meant in (("Stratim LLC", 6), ("Stratim JSC", 7)):
        hits = listed.search(Query(text)).hits
        assert {hit.party for hit in hits[:2]} == {6, 7}
        assert hits[0].party == meant
        assert hits[0].score > hits[1].score
        assert hits[1].contradicted


def test_a_company_of_a_listed_groups_brand_is_related_and_no_alert(listed: MatchingIndex) -> None:
    hits = {hit.party: hit.band for hit in listed.search(Query("Inspur Software Co., Ltd.")).hits}
    assert hits[5] is Band.RELATED


def test_forms_separate_where_both_names_are_published() -> None:
    known = KnownNames.of(
        ListedParty(key, "US-EL", PartyKind.COMPANY, (Name(text),))
        for key, text in enumerate(["LLC Stratim", "JSC Stratim"])
    )
    assert compare_names("LLC Stratim", "JSC Stratim", known=known).score < LINE
    assert compare_names("LLC Stratim", "Stratim", known=known).score >= LINE
