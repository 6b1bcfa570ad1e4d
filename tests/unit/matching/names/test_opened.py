"""Phrases are held against the words of the other name that say them singly."""

import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.names.opened import is_phrase, name_opened
from caveat.matching.names.prepare import prepare
from caveat.matching.names.tokens import token


def points(one: str, other: str) -> float:
    return compare_names(one, other, None).score


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("부산정밀기계 주식회사", "Busan Precision Machinery Co., Ltd."),
        ("대구정밀기계", "Daegu Precision Machinery"),
        ("Конструкторское бюро приборостроения", "KBP Instrument Design Bureau"),
        ("Тульское конструкторское бюро приборостроения", "Tula Instrument Design Bureau"),
        ("Московский физико-технический институт", "Moscow Institute of Physics and Technology"),
        ("Министерство обороны Российской Федерации", "Ministry of Defence of Russia"),
        ("Министерство обороны Республики Беларусь", "Ministry of Defence of Belarus"),
        ("Министерство на отбраната на Република България", "Bulgarian Ministry of Defence"),
        ("東京工業大学", "Tokyo Institute of Technology"),
        ("名古屋工業大学", "Nagoya Institute of Technology"),
        ("Tekniska högskolan Stockholm", "Stockholm Institute of Technology"),
        ("National Iranian Oil Company", "NIOC - Nat'l Iranian Oil Co."),
        ("China National Offshore Oil Corporation", "China Natl Offshore Oil Corp."),
        ("Korea Mining Development Trading Corp.", "KOMID - Korea Mining Development Trading Co."),
        ("RWTH Aachen", "Rheinisch-Westfälische Technische Hochschule Aachen"),
        ("RWTH Aachen University", "Rheinisch-Westfaelische Technische Hochschule Aachen"),
        ("IIT Kanpur", "Indian Institute of Technology Kanpur"),
        ("한국과학기술원", "KAIST (Korea Advanced Institute of Science and Technology)"),
        ('АО "Уральский завод точной оптики"', "Ural Precision Optics Plant JSC"),
        ("Казанский завод точной механики", "Kazan Precision Mechanics Plant"),
    ],
)
def test_a_name_that_says_place_and_trade_or_institution_is_a_hit(name, same):
    assert points(name, same) >= DEFAULT_THRESHOLD
    assert points(same, name) == pytest.approx(points(name, same), abs=0.01)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("부산정밀기계 주식회사", "Daegu Precision Machinery Co., Ltd."),
        ("Тульское конструкторское бюро приборостроения", "Kazan Instrument Design Bureau"),
        ("Министерство обороны Российской Федерации", "Ministry of Defence of Belarus"),
        ("Министерство обороны", "Ministry of Defence of Belarus"),
        ("Министерство обороны Российской Федерации", "Ministry of Culture of Russia"),
        ("東京工業大学", "Nagoya Institute of Technology"),
        ("東京工業大学", "University of Tokyo"),
        ("IIT Bombay", "IIT Madras"),
        ("IIT Bombay", "Indian Institute of Technology Kanpur"),
        ("RWTH Aachen", "FH Aachen"),
        ("北京工业大学", "Beijing Institute of Technology"),
        ("Michigan State University", "Ohio State University"),
        ("Precision Machinery Co., Ltd.", "정밀기계 주식회사"),
        ("Wuhan Precision Machinery", "무시정밀기계"),
        ("Science and Technology Research Center", "Research Technology Center"),
    ],
)
def test_two_parties_stay_two(name, other):
    assert points(name, other) < DEFAULT_THRESHOLD


def test_a_phrase_is_opened_where_all_its_words_are_known():
    name = name_opened(prepare("Busan Precision Machinery Co., Ltd."))
    assert [word.code for word in name.tokens[1:3]] == ["l:precision", "l:machinery"]
    assert name.surfaces[1:3] == ("Precision", "Machinery")
    assert not is_phrase(token("l:busan"))


def test_a_word_that_means_either_is_written_as_the_first():
    word = token("c:university;institute")
    assert word.meanings == {"university", "institute"}
    assert word.roman == "university"


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("부산정밀기계 주식회사", "Busan Precision Machinery Co., Ltd."),
        ("Busan Precision Machinery Co., Ltd.", "부산정밀기계 주식회사"),
        ("Министерство обороны Российской Федерации", "Ministry of Defence of Russia"),
    ],
)
def test_a_phrase_and_its_words_find_each_other(asked, listed):
    party = ListedParty(1, "US-EL", PartyKind.COMPANY, (Name(listed),))
    assert MatchingIndex.build([party]).search(Query(asked)).hits
