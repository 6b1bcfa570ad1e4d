import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.hangul import may_be, romanisations, spellings
from caveat.matching.names.syllabic import OTHER_SYLLABLE, given_likeness
from caveat.matching.names.tokens import token


def alike(one: str, other: str) -> float:
    found = given_likeness(token(f"w:{one}"), token(f"w:{other}"))
    back = given_likeness(token(f"w:{other}"), token(f"w:{one}"))
    assert (found is None) is (back is None)
    return found.value if found else 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("guangming", "guanglin"), ("weimin", "weiming"), ("minsu", "minseo"),
        ("chulsoo", "chulho"), ("kafai", "kawai"), ("minh", "manh"), ("lan", "linh"), ("li", "lei"),
        ("kyonghak", "kyonghyok"),
    ],
)  # fmt: skip
def test_one_syllable_for_another_makes_another_name(one, other):
    found = given_likeness(token(f"w:{one}"), token(f"w:{other}"))
    assert alike(one, other) < 0.7
    assert found is None or found.reason == OTHER_SYLLABLE
    assert compare_names(f"Zhang {one}", f"Zhang {other}", PartyKind.PERSON).score < 70


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RI, Yong Gil", "RI, Yong Gi"),
        ("MIN, Byong-chol", "MIN, Byong Chun"),
        ("WANG, Chung Lung", "WANG, Chung Lang"),
    ],
)
def test_but_lists_print_such_names_for_one_person_so_that_it_is_shown(one, other):
    """Each pair is of one entry of the Consolidated Screening List of 2022."""
    assert 60 <= compare_names(one, other, PartyKind.PERSON).score < 70


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jongun", "chongun"), ("jongun", "jeongeun"), ("kyongtaek", "kyongthaek"),
        ("konu", "kwonu"),
        ("cholyong", "cholyoung"), ("zedong", "tsetung"), ("xiaoping", "hsiaoping"),
        ("zhimo", "chihmo"),
        ("guangming", "guangmng"), ("renmin", "jenmin"),
    ],
)  # fmt: skip
def test_romanisations_and_slips_stay_one_name(one, other):
    assert alike(one, other) >= 0.7


def test_in_chinese_characters_the_characters_decide():
    assert given_likeness(token("h:伟"), token("h:维")) is None
    assert given_likeness(token("h:伟"), token("h:伟")).value == 1.0
    slip = given_likeness(token("h:小明"), token("h:晓明"))
    assert 0.7 < slip.value < 0.85
    assert given_likeness(token("h:志明"), token("h:智鸣")) is None


@pytest.mark.parametrize(
    ("given", "spelling"),
    [
        ("명박", "myungbak"),
        ("석열", "sukyeol"),
        ("성택", "songthaek"),
        ("무현", "moohyun"),
        ("영철", "yongchol"),
    ],
)
def test_hangul_has_every_usual_romanisation(given, spelling):
    assert spelling in romanisations(given)


def test_syllables_that_sound_otherwise_share_none():
    assert spellings("수").isdisjoint(spellings("서"))
    assert may_be("ho").isdisjoint(may_be("soo"))
    assert spellings("a") == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Trần Minh Đức", "Tran Minh Duc", True),
        ("Trần Minh Đức", "Duc Minh Tran", True),
        ("Trần Minh Đức", "Tran Minh Tuan", False),
        ("Nguyễn Phú Trọng", "Nguyen Phu Trong", True),
        ("Nguyễn Phú Trọng", "Nguyen Xuan Phuc", False),
        ("Le Duc Tho", "Le Duc Anh", False),
        ("Nguyen Van Duc", "Nguyen Van Tuan", False),
    ],
)
def test_vietnamese_given_names_agree_as_a_whole(one: str, other: str, *, same: bool) -> None:
    score = compare_names(one, other, PartyKind.PERSON).score
    assert (score >= DEFAULT_THRESHOLD) == same


def test_a_western_name_beside_the_given_name_makes_no_other_person():
    same = compare_names("KONG, Hok Lai", "KONG, Kelvin Hok Lai", PartyKind.PERSON)
    assert same.score >= 70
