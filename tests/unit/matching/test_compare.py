import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.parties import Name, NameKind, PartyKind
from caveat.domain.screening import Band, PartRelation
from caveat.matching.compare import compare_names
from caveat.matching.entries import ListedParty
from caveat.matching.known import KnownNames

NAMES = (Path(__file__).parents[2] / "data" / "names" / "names.txt").read_text("utf-8").split("\n")
NAMES = [name for name in NAMES if name and not name.startswith("#")]
LINE = 70.0
LOWEST_SHOWN = 30.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京市商汤科技开发有限公司", "Beijing Sensetime Technology Development Co., Ltd."),
        ("无锡江南计算技术研究所", "Wuxi Jiangnan Institute of Computing Technology"),
        ("浪潮电子信息產業股份有限公司", "浪潮电子信息产业股份有限公司"),
        ("Langchao Beijing Electronic", "Inspur (Beijing) Electronic Information Industry"),
        ("海光信息", "Higon Information"),
        ("OOO CTPATИM", "LLC “STRATIM”"),
        ("OOO “Остек-CMT”", "OSTEC-SMT LTD"),
        ("ТАА ‘Iзавак’", "LLC Izovac"),
        ("شرکت صنایع الکترونیک ایران", "Iran Electronics Industries"),
        ("Sherkat Sanaye Electronic Iran", "Iran Electronics Industries"),
        ("Iran Pooya", "Iran Pouya"),
        ("Khaybar Company", "Kheibar Company"),
        ("Kala Electric Company", "Kalaye Electric Company"),
        ("Hartis DV LLC", "OOO Khartis DV"),
        ("Askon JSC", "Ascon JSC"),
        ("Rosoboron Export", "Rosoboronexport"),
        ("Fund III", "Fund 3"),
        ("Seventh Research Institute", "7th Research Institute"),
        ("中国电子科技集团公司第五十四研究所", "CETC 54th Research Institute"),
        ("PAO NPO Strela", "Public Joint Stock Company Scientific Production Association Strela"),
        ("Informtest Firm Limited Liability Company", "OOO Firma Informtest"),
        ("SZ DJI Technology Co., Ltd.", "深圳市大疆创新科技有限公司"),
        (
            "Huawei Technologies Co., Ltd. (Huawei).  Affiliated Entity:  Huawei Marine Co., Ltd.",
            "Huawei Marine Co., Ltd.",
        ),
    ],
)
def test_names_of_one_party_are_at_or_above_the_line(one, other):
    assert compare_names(one, other).score >= LINE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CETC 13th Research Institute", "CETC 55th Research Institute"),
        ("Mirny Factory No 43", "Mirny Factory No 45"),
        ("Joint Stock Company 121 Aviation Repair Plant", "JSC 360 Aviation Repair Plant"),
        ("Wuhan Suanneng Technology Co., Ltd.", "Wuxi Suanneng Technology Co., Ltd."),
        ("武汉算能科技有限公司", "无锡算能科技有限公司"),
        ("China North Industries Group", "China South Industries Group"),
        ("North Harvest Machinery", "South Harvest Machinery"),
        ("Delta Petrochemical Company", "Dena Petrochemical Company"),
        ("Inspur Software Co., Ltd.", "Inspur Group Co., Ltd."),
        ("Shanghai Biren Integrated Circuit", "Shanghai Biren Intelligent Technology"),
        ("Shenzhen Technology Trading", "Shenzhen Lion King Technology Trading"),
        ("General Trading LLC", "Al Noor General Trading LLC"),
        ("SPACE CO.,LTD.", "GUIZHOU SPACE APPLIANCE CO., LTD"),
        ("Informetis", "InformTest"),
        ("OJSC Kuybyshev Refinery", "OJSC Novokuybyshev Refinery"),
        ("Ehang International Trade Limited", "Enhance International Trade Limited"),
        ("上海航空电器有限公司", "上海航空电子有限公司"),
        ("BGI", "Beijing Graphene Institute Co., Ltd"),
        ("Dynamic Engineering Corporation", "Delta Engineering Concern FZE"),
    ],
)
def test_names_of_different_parties_are_below_the_line(one, other):
    assert compare_names(one, other).score < LINE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JSC Stratim", "LLC Stratim"),
        ("JSC Stratim", "JSC Stratim-Tech"),
        ("Stroytransgaz LLC", "Stroytransgaz-M LLC"),
        ("Hongdu Aviation Industry", "Hongdu Aviation Industry Group"),
    ],
)
def test_what_may_be_the_only_difference_costs_the_top_band_or_points(one, other):
    assert compare_names(one, other).score < compare_names(one, one).score - 4


def test_co_ltd_never_separates():
    plain = compare_names("Nettrix Information Industry", "Nettrix Information Industry").score
    with_form = compare_names("Nettrix Information Industry Co., Ltd.",
                              "Nettrix Information Industry JSC")  # fmt: skip
    assert plain - with_form.score < 1
    assert not with_form.contradicted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KOROLYOV, Boris Vladimirovich", "Boris Korolyov"),
        ("Boris Vladimirovich Korolyov", "Королёв Борис"),
        ("B. Korolyov", "Boris Korolyov"),
        ("bin Ladin, Usama", "Osama Bin Laden"),
        ("RAJABI, Mohamad Reza", "Mohammad Reza Rajabi"),
        ("Leontiev, Vladislav", "LEONTYEV, Vladislav Vladimirovich"),
    ],
)
def test_a_person_is_found_in_any_order_and_spelling(one, other):
    assert compare_names(one, other, PartyKind.PERSON).score >= LINE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammad Ali Rajabi", "Mohammad Hassan Rajabi"),
        ("Ahmad Hassan", "Ahmad Hussein"),
        ("Rajabi", "RAJABI, Mohamad Reza"),
        ("Boris", "Boris Korolyov"),
    ],
)
def test_one_name_of_a_person_or_another_given_name_is_not_enough(one, other):
    assert compare_names(one, other, PartyKind.PERSON).score < LINE


def test_the_sentence_names_both_texts_and_why():
    found = compare_names(
        "Langchao Beijing Electronic Information",
        "Inspur (Beijing) Electronic Information Industry Co., Ltd.",
    )
    assert "“Langchao Beijing Electronic Information”" in found.because
    assert "“Inspur (Beijing) Electronic Information Industry Co., Ltd.”" in found.because
    assert "Langchao and Inspur are forms of one brand" in found.because
    assert "‘Industry’ is only in the second" in found.because


def test_the_parts_align_every_word_with_its_relation():
    parts = compare_names("浪潮软件 Wuhan", "Inspur Software Wuxi Group").parts
    relations = {(part.query, part.listed): part.relation for part in parts}
    assert relations["浪潮", "Inspur"] is PartRelation.TRANSLATION
    assert relations["软件", "Software"] is PartRelation.TRANSLATION
    assert relations["Wuhan", "Wuxi"] is PartRelation.CONTRADICTION
    assert relations["", "Group"] is PartRelation.MISSING
    assert sum(part.weight for part in parts) == pytest.approx(1, abs=0.01)


def test_an_alert_of_the_comparison_has_a_band():
    assert compare_names("Nettrix", "Nettrix").band is Band.STRONG
    assert compare_names("Wuhan Suanneng Technology", "Wuxi Suanneng Technology").band is (
        Band.RELATED
    )
    assert compare_names("Alder", "Birch").band is Band.NEAR_MISS


@pytest.fixture(scope="module")
def known():
    def party(key, *names: str):
        return ListedParty(
            key, "US-EL", PartyKind.UNKNOWN, tuple(Name(n, NameKind.ALIAS) for n in names)
        )

    return KnownNames.of(
        [
            party(1, "Guizhou Liyuan Hydraulic Co., Ltd.", "AVIC Heavy Machinery Company Limited"),
            party(2, "JSC “STRATIM”"),
            party(3, "LLC “STRATIM”"),
        ]
    )


def test_two_published_names_of_one_party_are_the_same_party(known):
    found = compare_names("AVIC HEAVY MACHINERY", "Guizhou Liyuan Hydraulic", known=known)
    assert found.score >= 90
    assert "both are names of “Guizhou Liyuan Hydraulic Co., Ltd.”" in found.because


def test_names_published_for_separate_parties_speak_against_each_other(known):
    plain = compare_names("JSC Stratim", "LLC Stratim").score
    found = compare_names("JSC Stratim", "LLC Stratim", known=known)
    assert found.score < plain
    assert found.contradicted
    assert "separate party" in found.because


def test_unknown_names_are_compared_as_if_nothing_were_known(known):
    without = compare_names("Nettrix", "Netrix")
    assert compare_names("Nettrix", "Netrix", known=known) == without


@settings(max_examples=150, deadline=None)
@given(one=st.text(max_size=80), other=st.text(max_size=80))
def test_any_two_texts_compare_and_alike_in_both_directions(one, other):
    there, back = compare_names(one, other), compare_names(other, one)
    assert 0.0 <= there.score <= 100.0
    assert there.score == back.score


def test_listed_names_compare_alike_in_both_directions():
    stream = random.Random(20250325)  # noqa: S311 — a sample, no secret
    for _ in range(300):
        one, other = stream.sample(NAMES, 2)
        assert compare_names(one, other).score == compare_names(other, one).score


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_itself(name):
    assert compare_names(name, name).score >= 90


def test_little_words_distinguish_where_only_a_unit_is_shared():
    assert compare_names("AT-Group Co., Ltd.", "M S GROUP INVEST OOO").score < 50


@pytest.mark.parametrize("added", ["LLC", "Co., Ltd.", "JSC", "GmbH", "Shanghai", "Moscow",
                                   "Trading", "Technology", "International"])  # fmt: skip
def test_a_form_a_place_or_a_generic_word_added_keeps_a_name_above_the_line(added):
    for name in NAMES:
        for longer in (f"{name} {added}", f"{added} {name}"):
            assert compare_names(longer, name).score >= LINE, longer


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u200f", "\u202e", "\u2066", "\ufeff"])
def test_invisible_marks_do_not_change_a_score(mark):
    for name in NAMES[::3]:
        marked = mark.join(name)
        for other in NAMES[::7]:
            assert compare_names(marked, other).score == compare_names(name, other).score


def test_full_width_letters_do_not_change_a_score():
    for name in NAMES:
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
        assert compare_names(wide, name).score == compare_names(name, name).score


def test_composed_and_decomposed_letters_are_one():
    assert (
        compare_names("Türkiye Çelik", "Tu\u0308rkiye C\u0327elik").score
        == compare_names("Türkiye Çelik", "Türkiye Çelik").score
    )


def test_a_better_spelled_name_never_scores_lower():
    stream = random.Random(1)  # noqa: S311 — a sample, no secret
    letters = "abcdefghijklmnopqrstuvwxyz"
    worse = 0
    for name in NAMES:
        if not name.isascii():
            continue
        good = list(name)
        places = [i for i, c in enumerate(good) if c.isalpha()]
        bad = good.copy()
        earlier = compare_names(name, name).score
        for at in stream.sample(places, min(4, len(places))):
            bad[at] = stream.choice(letters)
            later = compare_names("".join(bad), name).score
            # What scores below 30 is never shown, not even as a near miss.
            worse += later > max(earlier + 0.5, LOWEST_SHOWN)
            earlier = min(earlier, later)
    assert worse == 0


def test_what_was_found_word_by_word_is_told_word_by_word() -> None:
    """Jong is a surname too, so that Jong Un Kim is read as Jong, Un Kim."""
    found = compare_names("Jong Un Kim", "김정은", PartyKind.PERSON)
    assert found.score > 50
    assert "‘Kim’ and ‘김’ are one name in two scripts" in found.because
    assert [(part.query, part.listed) for part in found.parts] == [
        ("Jong Un", "정은"),
        ("Kim", "김"),
    ]


@pytest.mark.parametrize("group", ["Inspur Group Co., Ltd.", "浪潮集团有限公司", "浪潮集团"])
@pytest.mark.parametrize("member", ["Inspur Software", "浪潮软件股份有限公司"])
def test_a_member_is_related_to_its_group_in_either_script(member, group):
    assert compare_names(member, group).band is Band.RELATED
