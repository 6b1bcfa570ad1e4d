import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.matching.names.person_name import PersonName, Role
from caveat.matching.names.person_words import PersonWords, family, person_words
from caveat.matching.names.persons import MOST_WORDS, read_person, read_words
from caveat.matching.names.persons_differ import differing
from caveat.resources import resource

PAIRS = Path(__file__).resolve().parents[3] / "data" / "names" / "person_pairs.csv"
SHORT = {
    Role.TITLE: "t",
    Role.GIVEN: "g",
    Role.INITIAL: "i",
    Role.PATRONYMIC: "p",
    Role.KUNYA: "k",
    Role.SURNAME: "s",
    Role.PARTICLE: "-",
    Role.GENERATION: "j",
}


def spelt(name: PersonName) -> str:
    return " ".join(f"{part.key}/{SHORT[part.role]}" for part in name.parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("IVANOV, Sergei Petrovich", "ivanov/s sergei/g petrovich/p"),
        ("IVANOV Sergei Petrovich", "ivanov/s sergei/g petrovich/p"),
        ("Ivanov Sergei Petrovich", "ivanov/s sergei/g petrovich/p"),
        ("Sergei Petrovich Ivanov", "sergei/g petrovich/p ivanov/s"),
        ("ИВАНОВ Сергей Петрович", "ivanov/s sergey/g petrovich/p"),
        ("Roman Abramovich", "roman/g abramovich/s"),
        ("ABRAMOVICH, Roman", "abramovich/s roman/g"),
        ("Aliyev Ilham Heydar oglu", "aliyev/s ilham/g heydaroglu/p"),
        ("Ilham Heydar oglu Aliyev", "ilham/g heydaroglu/p aliyev/s"),
        ("Mohammed bin Salman Al Saud", "mohammed/g bin/- salman/g al/- saud/s"),
        ("Sheikh Abd ar-Rahman bin Khalid", "sheikh/t abdulrahman/g bin/- khalid/s"),
        ("Abu Bakr al-Baghdadi", "abubakr/g al/- baghdadi/s"),
        ("ABU MUSAB AL-ZARQAWI", "abumusab/k al/- zarqawi/s"),
        ("Abu Abd al-Rahman al-Iraqi", "abuabdulrahman/k al/- iraqi/s"),
        ("Zia ul Haq", "ziaulhaq/g"),
        ("Saeed ur-Rehman Khan", "saeedurrahman/g khan/s"),
        ("Nasr Allah Khan", "nasrullah/g khan/s"),
        ("Haji Bashir Noorzai", "haji/t bashir/g noorzai/s"),
        ("Ludwig van der Berg", "ludwig/g van/- der/- berg/s"),
        ("Juan Carlos García-Márquez", "juan/g carlos/g garcia/s marquez/s"),
        ("FLORES DE MADURO, Cilia Adela", "flores/s de/- maduro/s cilia/g adela/g"),
        ("Conor Mc Donald", "conor/g mcdonald/s"),
        ("Mary Smith née Jones", "mary/g smith/s nee/- jones/s"),
        ("J. R. R. Tolkien", "j/i r/i r/i tolkien/s"),
        ("SMITH Jr, John", "smith/s junior/j john/g"),
        ("Joao Silva Filho", "joao/g silva/s junior/j"),
        ("Dr. Hans Müller", "doctor/t hans/g muller/s"),
        ("John Major", "john/g major/s"),
        ("Ben Smith", "ben/g smith/s"),
        ("Mohamed Ben Ali", "mohamed/g bin/- ali/s"),
        ("NINO, El", "nino/s al/-"),
        ("Nino El", "nino/g al/-"),
    ],
)
def test_the_parts_of_a_name_are_told_apart(text: str, parts: str) -> None:
    assert spelt(read_person(text)) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abd al-Rahman", "Abdul Rahman"),
        ("Abd al-Rahman", "Abdel-Rahman"),
        ("Abd al-Rahman", "ABDUR RAHMAN"),
        ("Abd al-Rahman", "'Abd-al-Rahman"),
        ("Abd Allah", "Abdullah"),
        ("Nur al-Din", "Nur ud Din"),
        ("Nur al-Din", "Nur Uddin"),
        ("Salah El Dine", "Salah Eddine"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Xi Jinping", "Xi Jin Ping"),
        ("Mac Donald", "Mc Donald"),
    ],
)
def test_what_belongs_together_is_one_part_however_it_is_written(one: str, other: str) -> None:
    keys = [[part.key for part in read_person(text).parts] for text in (one, other)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    "text",
    ["KIM, Jong-un", "Kim Jong Un", "Jong-un Kim", "Jong-un KIM", "KIM Jong Un", "Kim Jongun"],
)
def test_an_east_asian_name_is_read_in_either_order(text: str) -> None:
    name = read_person(text)
    assert name.eastern
    assert [part.key for part in name.having(Role.SURNAME)] == ["kim"]
    assert [part.key for part in name.having(Role.GIVEN)] == ["jongun"]


@pytest.mark.parametrize("text", ["Ali Musa", "Anna Lee", "Ivan Ho", "O. Kim", "Kofi Annan"])
def test_a_name_with_a_western_or_arabic_word_is_not_read_as_east_asian(text: str) -> None:
    assert not read_person(text).eastern


def test_men_and_women_of_a_family_share_a_stem() -> None:
    for man, woman in [
        ("ivanov", "ivanova"),
        ("medvedev", "medvedeva"),
        ("zelensky", "zelenskaya"),
        ("zelenskyi", "zelenska"),
        ("putin", "putina"),
        ("kurnikov", "kurnikowa"),
        ("papadopoulos", "papadopoulou"),
    ]:
        assert family(man)[0] == family(woman)[0], man
    assert family("ivanova")[1] == "f"
    assert family("molina")[1] == ""
    assert family("marina") == ("marina", "")
    assert family("smith") == ("smith", "")


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("SMITH, John Jr", "John Smith Sr.", ("generation",)),
        ("SMITH, John Jr", "John Smith", ()),
        ("SMITH, John Jr", "John Smith II", ()),
        ("João Silva Filho", "João Silva Neto", ("generation",)),
        ("IVANOV, Ivan Petrovich", "Ivan Pavlovich IVANOV", ("patronymic",)),
        ("IVANOV, Ivan Petrovich", "ІВАНОВ Іван Петрович", ()),
        ("IVANOV, Nikolai Vladimirovich", "IVANOV Mykola Volodymyrovych", ()),
        ("IVANOV, Aleksandr Petrovich", "IVANOVA, Aleksandra Petrovna", ("sex",)),
        ("IVANOV, Aleksandr", "IVANOVA, Aleksandra", ("sex",)),
        ("IVANOV, Olga", "IVANOVA, Olga", ()),
        ("Aisha bint Ali", "Aisha bin Ali", ("sex",)),
    ],
)
def test_what_cannot_be_true_of_one_person_is_named(
    one: str, other: str, kinds: tuple[str, ...]
) -> None:
    assert differing(read_person(one), read_person(other)) == kinds
    assert differing(read_person(other), read_person(one)) == kinds


def covered(name: PersonName) -> list[int]:
    return [i for part in name.parts for i in range(part.first, part.last + 1)]


@given(st.text(max_size=80))
def test_no_word_of_any_text_is_lost(text: str) -> None:
    name = read_person(text)
    assert covered(name) == list(range(len(name.words)))
    assert len(name.roles) == len(name.words) <= MOST_WORDS


@given(
    st.lists(
        st.sampled_from(
            [*sorted(person_words().words), "ali", "kim", "jong", "smith", "petrovich"]
        ),
        max_size=9,
    ),
    st.integers(0, 9),
)
def test_little_words_in_any_order_are_read_and_none_is_lost(words: list[str], comma: int) -> None:
    name = read_words(words, comma=comma)
    assert covered(name) == list(range(len(words)))
    assert not words or any(part.key for part in name.parts)


def test_every_published_name_keeps_all_its_words() -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        names = [row[side] for row in csv.DictReader(file) for side in ("a", "b")]
    readings = [read_person(name) for name in names]
    assert all(covered(reading) == list(range(len(reading.words))) for reading in readings)
    assert sum(bool(reading.having(Role.SURNAME)) for reading in readings) > 0.9 * len(readings)


def test_a_very_long_name_is_read_from_its_beginning() -> None:
    assert len(read_person("Ali " * 10_000).words) == MOST_WORDS


def test_the_table_of_little_words_is_hashed() -> None:
    text = resource("lexicons/person_words.csv").read_text(encoding="utf-8")
    assert PersonWords(text).sha256 == person_words().sha256
    assert PersonWords(text + "foo,title,foo,,x,no\n").sha256 != person_words().sha256
