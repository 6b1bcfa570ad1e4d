"""Names of institutions, firms and vessels in the languages and abbreviations an officer meets."""

import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names


def is_alert(one: str, other: str, kind: PartyKind | None = None) -> bool:
    first, second = compare_names(one, other, kind), compare_names(other, one, kind)
    assert first.score == second.score
    return first.score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Universität Hamburg", "University of Hamburg"),
        ("Università degli Studi di Milano", "University of Milan"),
        ("Uniwersytet Warszawski", "University of Warsaw"),
        ("İstanbul Teknik Üniversitesi", "Istanbul Technical University"),
        ("Banque Centrale de Syrie", "Central Bank of Syria"),
        ("Türkiye Cumhuriyet Merkez Bankası", "Central Bank of the Republic of Turkey"),
        ("Magyar Nemzeti Bank", "Hungarian National Bank"),
        ("Ministère de la Défense Nationale", "Ministry of National Defence"),
        ("Bundesministerium der Verteidigung", "Federal Ministry of Defence"),
        ("Ministerstwo Obrony Narodowej", "Ministry of National Defence"),
        ("Institut für Kernphysik", "Institute of Nuclear Physics"),
        ("Instytut Fizyki Jądrowej", "Institute of Nuclear Physics"),
        ("Deutsches Zentrum für Luft- und Raumfahrt", "German Aerospace Center"),
        ("Commissariat à l'énergie atomique", "Atomic Energy Commission"),
        ("Fuerza Aérea Argentina", "Argentine Air Force"),
        ("Siły Zbrojne", "Armed Forces"),
        ("Compagnie Algérienne de Navigation", "Algerian Navigation Company"),
        ("Lindner Werkzeugmaschinenfabrik GmbH", "Lindner Machine Tool Factory GmbH"),
        ("Kowalczyk Zakłady Mechaniczne Sp. z o.o.", "Kowalczyk Mechanical Works LLC"),
        ("Navantia Astilleros S.A.", "Navantia Shipyards SA"),
        ("Brodogradilište Kraljevica d.o.o.", "Kraljevica Shipyard d.o.o."),
        ("Politechnika Wrocławska", "Wroclaw University of Technology"),
        (
            "Instituto Nacional de Técnica Aeroespacial",
            "National Institute of Aerospace Technology",
        ),
        ("Autorità Portuale di Genova", "Port Authority of Genoa"),
        ("Compañía Naviera Rivadulla", "Rivadulla Shipping Company"),
        ("Reederei Hintermeier GmbH", "Hintermeier Shipping Company GmbH"),
        ("Acciaierie Valbruna SpA", "Valbruna Steelworks SpA"),
        ("Pharmazeutische Fabrik Evers", "Evers Pharmaceutical Factory"),
        ("Handelshaus Brinkmeyer", "Brinkmeyer Trading House"),
    ],
)
def test_an_institution_is_itself_in_another_language(one: str, other: str) -> None:
    assert is_alert(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Universität Hamburg", "Universität Bremen"),
        ("Technische Universität München", "University of Munich"),
        ("Technische Universität Berlin", "Freie Universität Berlin"),
        ("Banque Centrale de Syrie", "Banque Centrale du Liban"),
        ("Ministère de la Défense", "Ministère de l'Intérieur"),
        ("Institut de Physique", "Institut de Chimie"),
        ("Narodowy Bank Polski", "Česká národní banka"),
        ("Lindner Werkzeugmaschinenfabrik GmbH", "Lehmann Werkzeugmaschinenfabrik GmbH"),
        ("Reederei Hintermeier GmbH", "Reederei Vordermeier GmbH"),
        ("Stocznia Gdańska", "Stocznia Szczecińska"),
        ("Nauka JSC", "Science Ltd"),
        ("SKB Turbina", "Turbine Design Bureau"),
    ],
)
def test_another_institution_is_none(one: str, other: str) -> None:
    assert not is_alert(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Établissements Mercier et Fils SARL", "Ets Mercier & Fils"),
        ("Gebr. Hausmann GmbH", "Gebrüder Hausmann GmbH"),
        ("Gebrüder Sulzbach AG", "Sulzbach Brothers Ltd"),
        ("Hnos. Barrientos S.A.", "Hermanos Barrientos SA"),
        ("F.lli Bertolucci S.p.A.", "Fratelli Bertolucci SpA"),
        ("Przedsiębiorstwo Handlowe Nowak", "PH Nowak Sp. z o.o."),
        ("Kvasir Elec. Co. Ltd", "Kvasir Electronics Co Ltd"),
        ("Natl. Aerosp. Labs", "National Aerospace Laboratories"),
        ("Zhuzhou Semicond. Mach. Co.", "Zhuzhou Semiconductor Machinery Company"),
        ("Univ of Sci & Tech of China", "University of Science and Technology of China"),
        ("ИП Сидоренко Павел", "Individual Entrepreneur Sidorenko Pavel"),
        ("ДП Антонов", "Antonov State Enterprise"),
        ("A.P. Møller", "AP Moller"),
        ("J. P. Stevenson Ltd", "JP Stevenson Limited"),
        ("U.S. Steel", "US Steel"),
    ],
)
def test_an_abbreviation_is_the_word_beside_it(one: str, other: str) -> None:
    assert is_alert(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ETS Solutions", "Global Solutions"),
        ("Dev Trading", "Ravi Trading"),
        ("DP World", "World LLC"),
        ("JP Stevenson", "JB Stevenson"),
        ("Gebrüder Sulzbach AG", "Gebrüder Hausmann AG"),
    ],
)
def test_what_only_looks_like_an_abbreviation_is_none(one: str, other: str) -> None:
    assert not is_alert(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LPG/C Gas Venus", "GAS VENUS"),
        ("LNG/C Arctic Aurora", "ARCTIC AURORA"),
        ("B/C Golden Harvest", "GOLDEN HARVEST"),
        ("R/V Polar Explorer", "POLAR EXPLORER"),
        ("MTV Sea Horizon", "SEA HORIZON"),
        ("VLCC Dore", "DORE"),
        ("Т/Х Волгоград", "VOLGOGRAD"),
        ("St. Nikolay", "SAINT NIKOLAI"),
        ("Ste. Marie", "SAINTE MARIE"),
        ("Mt. Fuji", "MOUNT FUJI"),
    ],
)
def test_what_stands_before_a_vessels_name_is_read(one: str, other: str) -> None:
    assert is_alert(one, other, PartyKind.VESSEL)


@pytest.mark.parametrize(
    ("one", "other"),
    [("St. George", "SAINT PETER"), ("MY LADY", "LADY"), ("SAN PEDRO", "SAN PABLO")],
)
def test_another_vessel_is_none(one: str, other: str) -> None:
    assert not is_alert(one, other, PartyKind.VESSEL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО Щелковский биокомбинат", "Shchyolkovo Biokombinat LLC"),
        ("Щёлковский завод", "Shchelkovo Plant"),
        ("Одинцовский машиностроительный завод", "Odintsovo Machine-Building Plant"),
        ("Домодедовский электромеханический завод", "Domodedovo Electromechanical Plant"),
        ("Tekhnoprom LLC", "Technoprom OOO"),
        ("Promtekhsnab LLC", "OOO PROMTECHSNAB"),
        ("Neftekhmekh", "Neftechmech"),
    ],
)
def test_russian_adjectives_and_roots_are_one_word(one: str, other: str) -> None:
    assert is_alert(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Щёлковский завод", "Odintsovo Plant"),
        ("Petrovskiy LLC", "Petrov LLC"),
        ("Technoprom LLC", "Technopark LLC"),
    ],
)
def test_another_settlement_or_root_is_none(one: str, other: str) -> None:
    assert not is_alert(one, other)
