"""Names of foreigners in Cyrillic letters, and names that a list prints without a space."""

import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty

SAME = (
    ("Zou Zongmin", "Цзоу Цзунминь"), ("Xi Jinping", "Си Цзиньпин"), ("Xi Jinping", "Сі Цзіньпін"),
    ("Li Qiang", "Ли Цян"), ("Zhao Leji", "Чжао Лэцзи"), ("Wang Huning", "Ван Хунин"),
    ("Ding Xuexiang", "Дин Сюэсян"), ("Zhang Youxia", "Чжан Юся"), ("Wei Fenghe", "Вэй Фэнхэ"),
    ("Qin Gang", "Цинь Ган"), ("Chen Yugang", "Чень Юган"), ("Cao Lian", "ЦАО Лянь"),
    ("George Bush", "Джордж Буш"), ("John McCain", "Джон Маккейн"),
    ("Jake Sullivan", "Джейк Салливан"),
    ("Graham Phillips", "Грэм Филлипс"), ("Charles Michel", "Шарль Мишель"),
    ("Giuseppe Conte", "Джузеппе Конте"), ("Jorge Rodriguez", "Хорхе Родригес"),
    ("Andrzej Duda", "Анджей Дуда"), ("Heinz Fischer", "Хайнц Фишер"),
    ("Kim Jong Un", "Ким Чен Ын"), ("Kim Jong Un", "Кім Чен Ин"), ("Kim Jong Il", "Ким Чен Ир"),
    ("Kim Yo Jong", "Ким Ё Чжон"), ("Choe Son Hui", "Цой Сон Хи"), ("Ri Yong Gil", "Ли Ён Гиль"),
    ("Moon Jae-in", "Мун Чжэ Ин"), ("Yoon Suk-yeol", "Юн Сок Ёль"), ("Pak Pong Ju", "Пак Пон Чжу"),
    ("Kiselev Iaroslav", "КИСЕЛЕВ ЯрославВалентинович"),
    ("Fomenko Denis", "ФОМЕНКО ДенисВладимирович"),
    ("Smirnov Mikhail", "SMIRNOVMIKHAIL"), ("Golovchenko Andrei", "ГОЛОВЧЕНКОАНДРЕЙ Николаевич"),
)  # fmt: skip
DIFFERENT = (
    ("Xi Jinping", "Ли Цян"), ("Wang Yi", "Ван Хунин"), ("Zhang Wei", "Чжан Вэнь"),
    ("Li Wei", "Лю Вэй"), ("Kravchenko Nikolai", "КРАВЧЕНКО ПетрПетрович"),
    ("Kim Jong Il", "Ким Чен Ын"), ("Kim Jong Un", "Ким Ён Нам"), ("Ri Yong Gil", "Ли Ён Хо"),
    ("John Smith", "Джо Смит"), ("George Bush", "Джозеф Буш"),
)  # fmt: skip


def score(one: str, other: str) -> float:
    return compare_names(one, other, PartyKind.PERSON).score


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_name_in_cyrillic_is_known_in_latin_letters(one: str, other: str) -> None:
    assert score(one, other) >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_name_in_cyrillic_stays_apart(one: str, other: str) -> None:
    assert score(one, other) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("listed", "asked"),
    [("Zou Zongmin", "Цзоу Цзунминь"), ("Цзоу Цзунминь", "Zou Zongmin"),
     ("Kim Jong Un", "Ким Чен Ын"), ("Graham Phillips", "Грэм Филлипс"),
     ("Ziaurrahman Madani", "Zia ur-Rahman Madani"),
     ("Fazlur Rehman Khalil", "Khalil, Fazl-ur Rehman"),
     ("КИСЕЛЕВ ЯрославВалентинович", "Kiselev Iaroslav")],
)  # fmt: skip
def test_the_reading_is_found_by_a_search(listed: str, asked: str) -> None:
    index = MatchingIndex.build((ListedParty(1, "L", PartyKind.PERSON, (Name(listed),)),))
    assert index.search(Query(asked)).hits
