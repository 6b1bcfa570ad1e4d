"""Pairs as an officer types them, by what they have in common or do not."""

import pytest

from asked_as_persons import lost, score_both_ways
from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Band
from caveat.matching.compare import compare_names

SAME = (
    # Indic scripts, Thai, Khmer, Burmese
    ("अमित शाह", "Amit Shah"), ("राहुल गांधी", "Rahul Gandhi"), ("প্রণব মুখার্জি", "Pranab Mukherjee"),
    ("முத்துவேல் கருணாநிதி", "Muthuvel Karunanidhi"), ("ਮਨਮੋਹਨ ਸਿੰਘ", "Manmohan Singh"),
    ("ยิ่งลักษณ์ ชินวัตร", "Yingluck Shinawatra"), ("ហ៊ុន សែន", "Hun Sen"),
    ("အောင်ဆန်းစုကြည်", "Aung San Suu Kyi"), ("မင်းအောင်လှိုင်", "Min Aung Hlaing"),
    # Han, Hangul, Hebrew
    ("山本太郎", "Yamamoto Taro"), ("鈴木一郎", "Ichiro Suzuki"), ("渡辺謙", "Ken Watanabe"),
    ("李嘉誠", "Li Ka-shing"), ("李光耀", "Lee Kuan Yew"), ("黃志強", "Wong Chi Keung"),
    ("이명박", "Lee Myung-bak"), ("윤석열", "Yoon Suk-yeol"), ("장성택", "Jang Song Thaek"),
    ("שמעון פרס", "Shimon Peres"), ("יצחק רבין", "Yitzhak Rabin"), ("דוד כהן", "David Cohen"),
    # joined particles, the Maghreb
    ("Juan De La Cruz", "Juan Delacruz"), ("Jan van der Berg", "Jan Vanderberg"),
    ("Wernher von Braun", "Wernher Vonbraun"), ("Ahmed Ben Bella", "Ahmed Benbella"),
    ("Djamel Eddine Boudjemaa", "Jamal al-Din Bou Jumaa"),
    ("Chérif Boumediene", "Cherif Abu Madyan"),
    ("Osama Bin Laden", "Usama Binladin"), ("Nour Eddine Bensalem", "Noureddine Ben Salem"),
    # initials
    ("Ivanov I.P.", "Ivan Petrovich Ivanov"), ("Иванов И.П.", "Ivan Petrovich Ivanov"),
    # the order of father and son, where it is the same or not told
    ("Ali bin Hassan", "Ali ibn Hasan"), ("Hassan Ali", "Ali bin Hassan"),
    ("AL-SAUD, Khalid bin Abdullah", "Khalid bin Abdullah Al-Saud"),
    # given names that stand for one another
    ("William Smith", "Bill Smith"), ("Sasha Ivanov", "Aleksandr Ivanov"),
    ("Mohammad AL-AHMAD", "Mohammed AL-AHMED"), ("Hussain Ali", "Ali Hussein"),
    # a title that is the surname
    ("AL-SAYYID, Ibrahim Amin", "SAYYED, Ibrahim Amin"), ("AGHA, Ahmad Zia", "AGHA, Zia"),
    ("Michael Weber", "Micheal Weber"), ("Fatima Hassan", "Fatma Hassan"),
    # East Asian names
    ("Nguyen Van Minh", "Minh Nguyen Van"), ("Nguyen Van Minh", "Nguyễn Văn Minh"),
    ("Kim Su-gwang", "Kim Sou-kwang"), ("Kim Jong-un", "Kim Chong-un"),
    ("Mao Zedong", "Mao Tse-tung"), ("王偉", "王伟"),
)  # fmt: skip
DIFFERENT = (
    ("अमित शाह", "Sumit Singh"), ("राहुल गांधी", "Rajiv Gandhi"),
    ("田中健一", "Tanaka Yoshiko"), ("鈴木一郎", "Suzuki Jiro"), ("黃志強", "Wong Chi Ming"),
    ("박철수", "Park Chul-ho"), ("이명박", "Lee Myung-hee"),
    ("דוד כהן", "Daniel Cohen"), ("שמעון לוי", "Shlomo Levy"),
    ("Juan De La Cruz", "Juan De La Torre"), ("Ahmed Ben Bella", "Ahmed Ben Barka"),
    ("Salah Eddine", "Salah al-Dawla"),
    ("Ivanov I.P.", "Ivan Sergeevich Ivanov"), ("Иванов И.П.", "Ivan Sergeevich Ivanov"),
    ("Ali bin Hassan", "Hassan bin Ali"), ("Mohamed Ould Ahmed", "Ahmed Ould Mohamed"),
    ("Rashid bin Mohammed Al Maktoum", "Mohammed bin Rashid Al Maktoum"),
    ("علي بن حسن", "حسن بن علي"),
    ("Maria Rossi", "Mario Rossi"), ("Peter Müller", "Petra Müller"),
    ("Denis Martin", "Denise Martin"),
    ("Christian Schmidt", "Christina Schmidt"), ("Rajesh Kumar Singh", "Rakesh Kumar Singh"),
    ("Мария Иванова", "Марина Иванова"), ("Farid Ahmadi", "Farida Ahmadi"),
    ("Nguyen Van Minh", "Nguyen Van Manh"), ("Tran Thi Lan", "Tran Thi Linh"),
    ("Kim Min-su", "Kim Min-seo"),
    ("Chen Guangming", "Chen Guanglin"), ("Wong Ka Fai", "Wong Ka Wai"), ("Wang Li", "Wang Lei"),
    ("王伟", "王维"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_an_alert(one, other):
    assert score_both_ways(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_persons_are_none(one, other):
    assert score_both_ways(one, other) < DEFAULT_THRESHOLD


def test_a_letter_for_a_name_is_never_strong():
    for text in ("S. Ramanathan", "A.P.J. Abdul Kalam"):
        full = text.replace("S.", "Subramaniam").replace("A.P.J.", "Avul Pakir Jainulabdeen")
        assert compare_names(text, full, PartyKind.PERSON).band is Band.POSSIBLE


def test_vietnamese_middle_names_tell_the_sex_and_no_more():
    told = compare_names("Nguyen Van Minh", "Nguyen Thi Minh", PartyKind.PERSON)
    assert told.contradicted
    assert compare_names("Nguyen Van Minh", "Nguyen Minh", PartyKind.PERSON).score > told.score


def test_father_and_son_are_told():
    told = compare_names("Ali bin Hassan", "Hassan bin Ali", PartyKind.PERSON)
    assert told.contradicted
    assert "two fathers" in told.because


@pytest.mark.parametrize("turned", [False, True])
def test_whoever_compares_well_is_found(turned):
    pairs = [(b, a) if turned else (a, b) for a, b in SAME]
    # A name of unknown kind is not always read as a person's.
    asked = {
        text for text, listed in pairs if compare_names(text, listed).score >= DEFAULT_THRESHOLD
    }
    assert asked.isdisjoint(lost(pairs))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Suharto", "Soeharto"),
        ("Sukarno", "Soekarno"),
        ("Subandrio", "Soebandrio"),
        ("Tjokroaminoto", "Cokroaminoto"),
        ("Gen. (Ret.) Prabowo Subianto", "Prabowo Subianto Djojohadikusumo"),
        ("Ara Abrahamian", "Ara Abrahamyan"),
        ("Salim Mansouri", "سالم منصوري"),
    ],
)
def test_old_spellings_titles_and_endings_are_read(one: str, other: str) -> None:
    assert compare_names(one, other, PartyKind.PERSON).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Suharto", "Suhartono"),
        ("Sudirman", "Soedarman"),
        ("Mohammed", "Muhammad"),
        ("Maksim Morozov", "Максим Мороз"),
        ("Ivan Petrov", "Ivan Petrenko"),
        ("Ara Abraham", "Ara Abrahamyan"),
        ("Salim Mansour", "سالم منصوري"),
        ("Reza Karim", "رضا کریمی"),
    ],
)
def test_an_ending_makes_another_surname(one: str, other: str) -> None:
    assert compare_names(one, other, PartyKind.PERSON).score < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uday Saddam Hussein al-Tikriti", "Saddam Hussein al-Tikriti"),
        ("Bashar Hafez al-Assad", "Hafez al-Assad"),
        ("Uday Saddam Hussein", "صدام حسين"),
        ("George H. W. Bush", "George W. Bush"),
    ],
)
def test_a_name_in_front_may_be_the_sons_and_is_shown_but_never_strong(
    one: str, other: str
) -> None:
    assert compare_names(one, other, PartyKind.PERSON).band is Band.POSSIBLE
