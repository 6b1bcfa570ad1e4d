"""Known given names that are told by a letter, alone and within surnames; double surnames."""

import pytest

from asked_as_persons import score_both_ways
from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.person_words import within

SAME = (
    ("Karim Haddad", "Kareem Haddad"),
    ("Abdul Aziz Haddad", "Abdel Azeez Haddad"),
    ("Abdul Rahman Haddad", "Abderrahmane Haddad"),
    ("Salim Haddad", "Selim Haddad"),
    ("Nasser Haddad", "Nasir Haddad"),
    ("Jamil Haddad", "Jameel Haddad"),
    ("Walid Haddad", "Waleed Haddad"),
    ("Samir Haddad", "Sameer Haddad"),
    ("Ali Ebrahimi", "Ali Ibrahimi"),
    ("Rustam Rahimov", "Rustam Rakhimov"),
    ("Tarek Haddad", "Tariq Haddad"),
    ("Abdul Wahab Haddad", "Abdelouahab Haddad"),
    ("Abdul Majid Haddad", "Abdelmajid Haddad"),
    ("Adel Haddad", "Adil Haddad"),
    ("Marko Petrović", "Марко Петровић"),
    ("Ramírez Treviño, Mario Armando", "Mario A. Ramirez"),
    ("Mario Armando Ramírez Treviño", "Mario Armando Ramirez"),
    ("GUZMÁN LOERA, Joaquín Archivaldo", "Joaquin A. Guzman"),
    ("Zambada García, Ismael Mario", "Ismael Zambada"),
    ("Juan Carlos Mena Osorio", "Juan C. Mena"),
    ("María del Carmen Osorio Luna", "Maria Carmen Osorio"),
    ("Luiz Inácio Lula da Silva", "Luiz Inacio Lula"),
)
DIFFERENT = (
    ("Samir Hijazi", "Samih Hijazi"),
    ("Rashid Dostyar", "Rashad Dostyar"),
    ("Abdul Aziz Mansoor", "Abdul Azim Mansoor"),
    ("Marko Jovanović", "Mirko Jovanović"),
    ("Abdul Hamid Qasim", "Abdul Majid Qasim"),
    ("Abdul Rahman Saleh", "Abdul Rahim Saleh"),
    ("Abdul Wahab Khan", "Abdul Wahid Khan"),
    ("Abdul Salam Zaeef", "Abdul Samad Zaeef"),
    ("Abdul Basit Noori", "Abdul Basir Noori"),
    ("Hamid Karimi", "Hamad Karimi"),
    ("Majid Takht", "Majd Takht"),
    ("Jamal Haddad", "Jamil Haddad"),
    ("Hassan Nasser", "Hussein Nasser"),
    ("Amir Haddad", "Omar Haddad"),
    ("Ziad Haddad", "Zaid Haddad"),
    ("Munir Haddad", "Munzir Haddad"),
    ("Nabil Haddad", "Nabih Haddad"),
    ("Basim Haddad", "Basil Haddad"),
    ("Farid Haddad", "Fahd Haddad"),
    ("Saleh Haddad", "Salem Haddad"),
    ("Mahmoud Haddad", "Muhammad Haddad"),
    ("Ali Karimi", "Ali Rahimi"),
    ("Ali Ahmadi", "Ali Hamidi"),
    ("Reza Jafari", "Reza Jabbari"),
    ("Rustam Karimov", "Rustam Rahimov"),
    ("Rustam Ahmedov", "Rustam Mamedov"),
    ("Marko Petrović", "Marko Pavlović"),
    ("Dejan Savić", "Darko Savić"),
    ("Milan Savić", "Mirko Savić"),
    ("Nikola Savić", "Nikolina Savić"),
    ("Hakan Demir", "Okan Demir"),
    ("Orhan Demir", "Erhan Demir"),
    ("Pedro Osorio Luna", "Pablo Osorio Luna"),
    ("José Antonio Gómez Díaz", "José Andrés Gómez Díaz"),
    ("Luis Alberto Orozco Mena", "Luis Alfonso Orozco Mena"),
    ("Ana Orozco Mena", "Elena Orozco Mena"),
    ("Ahmad Khalil Haddad", "Mahmoud Khalil Haddad"),
    ("Sergei Petrovich Ivanov", "Semyon Petrovich Ivanov"),
    ("Gholam Reza Zahedi", "Gholam Hossein Zahedi"),
    ("John Paul Carter", "John Peter Carter"),
    ("Abdul Rahman Yasin Haddad", "Abdul Karim Yasin Haddad"),
    ("Karim Benali", "Karam Benali"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_an_alert(one, other):
    assert score_both_ways(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_persons_are_none(one, other):
    assert score_both_ways(one, other) < DEFAULT_THRESHOLD


def test_names_that_lists_mix_up_do_not_speak_against():
    told = compare_names(
        "Bashar Sabawi Ibrahim Hasan", "Bashir Sabawi Ibrahim Al-Hasan", PartyKind.PERSON
    )
    assert told.score >= DEFAULT_THRESHOLD
    assert "of its own" in told.because


def test_a_surname_is_made_of_a_name():
    assert ("ov", "karim") in within("karimov")
    assert ("i", "rahim") in within("rahimi")
    assert not within("smith")


def test_the_first_is_not_the_third():
    told = compare_names("Harold B. Whitcombe III", "Harold B. Whitcombe I", PartyKind.PERSON)
    assert told.contradicted
    assert told.score < DEFAULT_THRESHOLD
    assert not compare_names("Ivanov Ivan I", "Ivanov Ivan", PartyKind.PERSON).contradicted
