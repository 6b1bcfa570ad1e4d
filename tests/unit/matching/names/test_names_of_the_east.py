"""Fathers' names in Central Asia and Belarus, and Belarusian surnames beside Russian ones."""

import pytest

from asked_as_persons import lost, score_both_ways
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.names.belarusian import in_belarus
from caveat.matching.names.given import fathers_name

SAME = (
    ("Yerlan Zhumabekuly Qasymov", "Erlan Zhumabekovich Kasymov"),
    ("Aigul Bolatqyzy Nurpeisova", "Aigul Bolatovna Nurpeissova"),
    ("Dauren Serikuly Omarov", "Даурен Серикович Омаров"),
    ("Rustam Farhodovich Nazarov", "Rustam Farhod o'g'li Nazarov"),
    ("Shavkat Miromon o'g'li Mirziyoyev", "Shavkat Miromonovich Mirziyoyev"),
    ("Almazbek Sharshen uulu Atambayev", "Almazbek Sharshenovich Atambaev"),
    ("Darigha Nursultanqyzy Nazarbayeva", "Dariga Nursultanovna Nazarbayeva"),
    ("Natallia Mikalaeuna Kavaliova", "Наталья Николаевна Ковалева"),
    ("Ihar Siarheevich Siarheenka", "Игорь Сергеевич Сергеенко"),
    ("Dzmitry Yauhenavich Shuhayeu", "Дмитрий Евгеньевич Шугаев"),
    ("Dzmitry Paulichenka", "Dmitry Pavlichenko"), ("Raman Halouchanka", "Роман Головченко"),
    ("Aliaksei Miadzvedzeu", "Алексей Медведев"), ("Aleh Bialiauski", "Олег Белявский"),
    ("Siarhei Aliaksiejevich Kalinowski", "Sergei Alekseevich Kalinovskii"),
)  # fmt: skip
DIFFERENT = (
    ("Natallia Mikalaeuna Kavaliova", "Natallia Ivanauna Kavaliova"),
    ("Aigul Bolatqyzy Nurpeisova", "Aigul Serikqyzy Nurpeisova"),
    ("Aigul Bolatqyzy Nurpeisova", "Aigul Serikovna Nurpeisova"),
    ("Nurlan Bolatuly Akhmetov", "Nurlan Serikuly Akhmetov"),
    ("Rustam Farhod o'g'li Nazarov", "Rustam Sherzod o'g'li Nazarov"),
    ("Mehriban Arif qizi Aliyeva", "Mehriban Vagif qizi Aliyeva"),
    ("Alena Siarheeuna Litvina", "Alena Mikalaeuna Litvina"),
    ("Ivan Kubrakou", "Иван Кудряков"), ("Yury Karayeu", "Юрий Караваев"),
    ("Dzmitry Paulichenka", "Дмитрий Павленко"), ("Andrei Raukou", "Андрей Рыков"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_an_alert(one, other):
    assert score_both_ways(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_persons_are_none(one, other):
    assert score_both_ways(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize("turned", [False, True])
def test_they_find_one_another(turned):
    assert lost((b, a) if turned else (a, b) for a, b in SAME) == []


def test_a_fathers_name_is_what_no_ending_makes_a_patronymic():
    assert not fathers_name("bolatuly").isdisjoint(fathers_name("bolatovna"))
    assert fathers_name("bolatuly").isdisjoint(fathers_name("serikuly"))
    assert not fathers_name("smith")


def test_both_forms_of_a_surname_have_the_same_consonants():
    assert in_belarus("shuhayeu") == in_belarus("shugaev")
    assert in_belarus("kubrakou") != in_belarus("kudryakov")
