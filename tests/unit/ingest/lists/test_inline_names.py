import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.parties import NameKind, PartyKind
from caveat.ingest.lists.inline_names import read_inline_names


def names(text: str, *, treasury: bool = False) -> list[tuple[str, str]]:
    found, _ = read_inline_names(text, treasury=treasury)
    return [(name.text, name.kind.value) for name in found]


@pytest.mark.parametrize(
    ("printed", "primary", "alias"),
    [
        (
            "Academy of Aerospace Solid Propulsion Technology (AASPT)",
            "Academy of Aerospace Solid Propulsion Technology",
            "AASPT",
        ),
        ("Huawei Technologies Co., Ltd. (Huawei)", "Huawei Technologies Co., Ltd.", "Huawei"),
        ("OOO Elkomtekh (Elkomtex)", "OOO Elkomtekh", "Elkomtex"),
        (
            "Rostec (Russian Technologies State Corporation)",
            "Rostec",
            "Russian Technologies State Corporation",
        ),
        (
            "Raneen Wireless Development Systems Company (RWDS, LLC)",
            "Raneen Wireless Development Systems Company",
            "RWDS, LLC",
        ),
        (
            "Scientific Production Association Mashinostroyeniya (NPOM) (Russia)",
            "Scientific Production Association Mashinostroyeniya (Russia)",
            "NPOM",
        ),
    ],
)
def test_a_bracket_at_the_end_that_is_a_name_becomes_an_alias(
    printed: str, primary: str, alias: str
):
    assert names(printed) == [(primary, "name"), (alias, "alias")]


@pytest.mark.parametrize(
    "printed",
    [
        "ACM Research (Shanghai)",
        "Broad Engineering (Pakistan)",
        "China Communications Construction Group (Limited)",
        "Elmstone Services and Trading FZE (LLC)",
        "AccoTest Technology Co., Ltd. (Hong Kong)",
        "Oriental Crystal Microelectronics Technology (Beijing Co., Ltd.)",
        "IMAM KHOMEINI RELIEF COMMITTEE (LEBANON BRANCH)",
        "20th Research Institute of China Electronic Technology Group Corp (CETC)",
        "Institute for Information Transmission Problems, Russian Academy of Sciences (RAS)",
        "Nuclear reactors not under International Atomic Energy Agency (IAEA)",
        "Allied Concerns (Pvt) Ltd.",
        "(OOO) Microelectronic Production Complex",
        ")",
        "()",
        "((((((",
        "a)))))",
    ],
)
def test_a_place_a_legal_form_and_another_s_acronym_stay_in_the_name(printed: str):
    assert names(printed) == [(printed, "name")]


def test_in_the_treasury_s_capitals_only_initials_are_an_alias():
    assert names("RAJAH SOLAIMAN MOVEMENT (RSM)", treasury=True)[1] == ("RSM", "alias")
    assert names("PJSC VTB BANK (KIEV)", treasury=True) == [("PJSC VTB BANK (KIEV)", "name")]


def test_an_affiliated_entity_is_the_party_of_its_row():
    assert names(
        "Huawei Technologies Co., Ltd. (Huawei). Affiliated Entity: Ningbo Huawei Computer & Net "
        "Co., Ltd."
    ) == [("Ningbo Huawei Computer & Net Co., Ltd.", "name")]
    assert names(
        "China Electronics Technology Group Corporation 13th Research Institute (CETC 13) "
        "subordinate institution: Envoltek"
    ) == [("Envoltek", "name")]


def test_a_unit_that_is_only_a_number_stays_behind_its_parent():
    parent = "China Aerospace Science and Industry Corporation Second Academy"
    whole = f"{parent}. Subordinate Institution - 201 Research Institute"
    assert names(whole) == [
        (whole, "name"),
        (f"{parent} 201 Research Institute", "alias"),
        ("201 Research Institute", "alias"),
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "Gazprom Telekom, OOO (f.k.a. Zakrytoe Obshchestvo Gaztelekom)",
            [("Gazprom Telekom, OOO", "name"), ("Zakrytoe Obshchestvo Gaztelekom", "former name")],
        ),
        (
            "Gazprom Neft (a.k.a. Gazprom Neft OAO",
            [("Gazprom Neft", "name"), ("Gazprom Neft OAO", "alias")],
        ),
        (
            "Mexpar International, Inc. (a.k.a. Pasadena Aerospace; Aviation Logistics and Supply)",
            [
                ("Mexpar International, Inc.", "name"),
                ("Pasadena Aerospace", "alias"),
                ("Aviation Logistics and Supply", "alias"),
            ],
        ),
        (
            (
                "Astronautics Research Institute "
                "[aka Astronautics Systems Research Center, Aerospace Research Institute]"
            ),
            [
                ("Astronautics Research Institute", "name"),
                ("Astronautics Systems Research Center", "alias"),
                ("Aerospace Research Institute", "alias"),
            ],
        ),
        (
            (
                "Chitron Electronics Company Ltd., a.k.a. Chi-Chung Electronics Company Ltd. "
                "(Chitron-Shenzhen)"
            ),
            [
                ("Chitron Electronics Company Ltd.", "name"),
                ("Chi-Chung Electronics Company Ltd.", "alias"),
                ("Chitron-Shenzhen", "alias"),
            ],
        ),
        (
            (
                "National Development Complex (NDC), a.k.a., the following two aliases: "
                "—Alpha Works; and —Beta Works."
            ),
            [
                ("National Development Complex", "name"),
                ("NDC", "alias"),
                ("Alpha Works", "alias"),
                ("Beta Works.", "alias"),
            ],
        ),
        (
            "SIBERIAN AIRLINES D/B/A S7 AIRLINES",
            [("SIBERIAN AIRLINES", "name"), ("S7 AIRLINES", "alias")],
        ),
        ("Sabanican Company (a.k.a.", [("Sabanican Company", "name")]),
        ("PEARL (A.K.A. NEI-CHIEN CHU) LI", [("PEARL LI", "name"), ("NEI-CHIEN CHU", "alias")]),
    ],
)
def test_other_names_inside_a_name_are_told_apart(printed: str, expected: list[tuple[str, str]]):
    assert names(printed) == expected


@pytest.mark.parametrize("printed", ["YK-AKA", "AKADEMIK CHERSKIY", "AKA, Peter", "KEBEKOV, Aka"])
def test_aka_as_a_part_of_a_name_is_no_mark(printed: str):
    assert names(printed) == [(printed, "name")]


@pytest.mark.parametrize(
    ("printed", "primary"),
    [
        ("Ardis Group LLC and any successor, sub-unit, or subsidiary thereof", "Ardis Group LLC"),
        ("Beijing J&A Trade Co. Ltd.; and any successor thereof", "Beijing J&A Trade Co. Ltd."),
        ("CASC First Academy, and its sub-units and successors", "CASC First Academy"),
        (
            "Hongyu Technology Co., Ltd. (a subordinate institute of CETC-7)",
            "Hongyu Technology Co., Ltd.",
        ),
        ("Brian Woodford (See alternate address under Singapore)", "Brian Woodford"),
        (
            "Baotou Corporation (Parent Organization: China National Nuclear Corporation (CNNC))",
            "Baotou Corporation",
        ),
    ],
)
def test_a_remark_is_no_part_of_the_name(printed: str, primary: str):
    assert names(printed) == [(primary, "name")]


def test_a_remark_tells_that_the_party_is_a_person():
    found, kind = read_inline_names("Ri Sung Chol (aka Ri Su'ng-ch'o'l) (DPRK individual)")
    assert [name.text for name in found] == ["Ri Sung Chol", "Ri Su'ng-ch'o'l"]
    assert kind is PartyKind.PERSON


@given(st.text(alphabet="aB ,.;:()[]a.k.f-—0“”", min_size=1, max_size=120).map(str.strip))
def test_any_text_gives_one_primary_name_and_never_an_empty_one(text: str):
    if not text:
        return
    found, _ = read_inline_names(text)
    assert found[0].kind is NameKind.PRIMARY
    assert all(name.kind is not NameKind.PRIMARY for name in found[1:])
    assert found[0].text.strip()


@pytest.mark.parametrize("unit", ["(a", "a)", "( ", "a.k.a. ", "x; and ", ".;,", "[", "and any "])
def test_a_name_made_to_be_slow_is_read_at_once(unit: str):
    assert read_inline_names((unit * 60_000).strip())[0]
