import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.person_align import align_persons
from caveat.matching.names.person_prepare import prepare_person


def score_of(one: str, other: str) -> float:
    return compare_names(one, other, PartyKind.PERSON).score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SEIF ABU", "ABU SEIF"),
        ("SEIF, ABU", "ABU SEIF"),
        ("AL-ABBAS ABU", "ABU AL-ABBAS"),
        ("Abu AL-KARAR", "AL-KARAR, Abu"),
        ("MANSOUR, ABU", "ABU MANSOUR"),
        ("Ullah Hizb", "Hizb Ullah"),
    ],
)
def test_a_little_word_that_follows_the_name_it_leads_leads_it_still(one: str, other: str) -> None:
    assert prepare_person(one).tokens[-1] is prepare_person(other).tokens[-1]
    assert score_of(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BARI AKHUND, Abdul", "Abdul Bari Akhund"),
        ("Abdul Ghoura Satar", "Abdul Satar Ghoura"),
        ("Nasim Muhammad ud Din", "Muhammad Nasim ud Din"),
        ("Nasim Muhammad ud Din", "Muhammad Nasimuddin"),
        ("Shih SUN Mei", "SUN, Shih Mei"),
        ("HASSANTHE OLD", "HASSAN THE OLD"),
        ("T. AKIRAPHOKIN", "AKIRAPHOKIN, Thit"),
    ],
)
def test_words_that_are_one_part_agree_in_any_order_and_apart(one: str, other: str) -> None:
    assert DEFAULT_THRESHOLD <= score_of(one, other) < 100
    assert score_of(one, other) == score_of(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ABU SEIF", "ABU BAKR"),
        ("Abdul Karim Satar", "Abdul Satar Ghoura"),
        ("Abdul Ghoura", "Abdul Satar"),
        ("Seif ABU, Omar", "Omar ABU, Nasir"),
    ],
)
def test_a_little_word_alone_makes_no_two_names_one(one: str, other: str) -> None:
    assert score_of(one, other) < DEFAULT_THRESHOLD


def test_a_syllable_may_be_left_out_of_a_name_written_in_syllables() -> None:
    assert score_of("PANG, Su", "PANG, Su Nam") >= DEFAULT_THRESHOLD
    assert score_of("SUN, Shih", "SUN, Shih Mei") > score_of("SUN, Mao", "SUN, Shih Mei") + 20
    # Written in one word it is another name.
    assert score_of("SUN, Shih", "SUN, Shihmei") < score_of("SUN, Shih", "SUN, Shih Mei")
    assert score_of("KIM, Jong Un", "KIM, Jong Il") < DEFAULT_THRESHOLD - 20


def test_equal_parts_are_never_joined_with_others() -> None:
    parts = prepare_person("Abdul Rahman Rahman").tokens
    assert all(link.left == link.right for link in align_persons(parts, parts).links)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("عبد الباری آخوند", "Abdul Bari Akhund"),
        ("علي حسن المجيد التكريتي", "Ali Hassan al-Majid al-Tikriti"),
        ("نور محمد ثاقب", "NOOR MOHAMMAD SAQIB"),
        ("جهد كنسو", "KANSOU, Jihad"),
        ("محمد سعيد الحكيم", "AL-HAKIM, Muhammad Sa'id"),
        ("عبد القادر لاغوب", "LAAGOUB, Abdelkader"),
        ("صدام حسين", "Saddam Hussein"),
        ("بشار الأسد", "Bashar al-Assad"),
        ("حسن نصر الله", "Hassan Nasrallah"),
        ("جمال مبارك", "Gamal Mubarak"),
        ("محسن فخری‌زاده", "Mohsen Fakhrizadeh"),
        ("علاء الدين حمدان", "Alaeddine Hamdan"),
        ("محمد فخر زاده", "FAKHR ZADEH, Mohammad"),
        ("محسن الاخنی", "ALIKHANI, Mohsen"),
        ("ولي نشون اليافعي", "AL-YAFI'I, Wali Nashwan"),
        ("زهاير توفيق الأسد", "AL-ASSAD, Zuhair Tawfiq"),
        ("أبو جعفر تشاكرا", "CHAKRA, Abu Jaafar"),
        ("أبو هزاع", "Abu Hazza'"),
        ("هزیب اله", "Hazib Ullah"),
    ],
)
def test_arabic_script_agrees_with_latin_by_its_consonants(one: str, other: str) -> None:
    assert score_of(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("صدام حسين", "Hassan Saddar"),
        ("عدي حسين", "Qusay Hussein"),
        ("محمد علي", "AHMAD, Ali"),
        ("علي حسين", "Wali Hassan"),
        ("محمد سعيد الحكيم", "AL-FAQIH, Muhammad Salih"),
    ],
)
def test_other_consonants_make_another_name(one: str, other: str) -> None:
    assert score_of(one, other) < DEFAULT_THRESHOLD / 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("金正恩", "KIM, Jong Un"),
        ("金正恩", "KIM, Chong-un"),
        ("李永浩", "RI, Yong Ho"),
        ("习近平", "XI, Jinping"),
        ("習近平", "Xi Jinping"),
    ],
)
def test_characters_are_read_the_chinese_and_the_korean_way(one: str, other: str) -> None:
    assert score_of(one, other) >= DEFAULT_THRESHOLD
    assert score_of(one, "KIM, Jong Il") < 30
