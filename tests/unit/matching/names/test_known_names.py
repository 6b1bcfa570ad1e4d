"""Organisations that the table of brands knows by several unlike names, and their neighbours."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.lexicon import lexicon
from caveat.matching.names.prepare import prepare


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("ВНИИЭФ", "All-Russian Scientific Research Institute of Experimental Physics"),
        ("VNIITF", "All-Russian Research Institute of Technical Physics"),
        ("ЦАГИ", "Central Aerohydrodynamic Institute"),
        ("Центральный аэрогидродинамический институт", "Central Aerohydrodynamic Institute"),
        ("ГосНИИАС", "State Scientific Research Institute of Aviation Systems"),
        ("Московский институт теплотехники", "Moscow Institute of Heat Technology"),
        ("ЦНИИТОЧМАШ", "Central Research Institute for Precision Engineering"),
        ("ЦНИИмаш", "Central Research Institute of Machine Building"),
        ("НИИИС", "Sedakov Research Institute of Measuring Systems"),
        ("ВНИИНМ", "Bochvar Institute of Inorganic Materials"),
        ("НИКИЭТ", "Research and Development Institute of Power Engineering"),
        ('АО "НИИАР"', "Research Institute of Atomic Reactors"),
        ("ТРИНИТИ", "Troitsk Institute for Innovation and Fusion Research"),
        ("Техснабэкспорт", "TENEX"),
        ("Россельхозбанк", "Russian Agricultural Bank"),
        ("Внешэкономбанк", "Bank for Development and Foreign Economic Affairs"),
        ('ОАО "МЗКТ"', "Minsk Wheeled Tractor Plant"),
        ("Південмаш", "Yuzhmash"),
        ("Укроборонпром", "Ukrainian Defense Industry JSC"),
        ("CPMIEC", "China National Precision Machinery Import and Export Corporation"),
        ("中国精密机械进出口有限公司", "CPMIEC"),
        (
            "国防科工局",
            "State Administration of Science, Technology and Industry for National Defense",
        ),
        ("中国核动力研究设计院", "Nuclear Power Institute of China"),
        ("成飞集团", "Chengdu Aircraft Industry Group"),
        ("西飞", "Xi'an Aircraft Industry Co., Ltd."),
        ("中国空空导弹研究院", "China Airborne Missile Academy"),
        ("长春光机所", "Changchun Institute of Optics, Fine Mechanics and Physics"),
        ("上海技物所", "Shanghai Institute of Technical Physics"),
        (
            "四川压电与声光技术研究所",
            "Sichuan Institute of Piezoelectric and Acousto-Optic Technology",
        ),
        ("四川固体电路研究所", "Sichuan Institute of Solid-State Circuits"),
        ("NRIET", "Nanjing Research Institute of Electronics Technology"),
        ("ECRIEE", "East China Research Institute of Electronic Engineering"),
        ("高德红外", "Guide Infrared Co., Ltd."),
        ("睿创微纳", "Raytron Technology Co., Ltd."),
        ("新松机器人", "SIASUN Robot & Automation"),
        ("字节跳动有限公司", "ByteDance Ltd."),
        ("漢翔航空工業股份有限公司", "Aerospace Industrial Development Corporation"),
        ("國家中山科學研究院", "NCSIST"),
        ("富士康", "Foxconn"),
        ("KOMID", "Korea Mining Development Trading Corporation"),
        ("창광신용회사", "KOMID"),
        ("정찰총국", "Reconnaissance General Bureau"),
        ("고려항공", "Air Koryo"),
        ("한국전자통신연구원", "Electronics and Telecommunications Research Institute"),
        ("صنایع هواپیماسازی ایران", "Iran Aircraft Manufacturing Industrial Company"),
        ("صنایع الکترونیک ایران", "SAIRAN"),
        ("وزارت دفاع و پشتیبانی نیروهای مسلح", "MODAFL"),
        ("شرکت ملی نفتکش ایران", "National Iranian Tanker Company"),
        ("بانک صنعت و معدن", "Bank of Industry and Mine"),
        ("هواپیمایی جمهوری اسلامی ایران", "Iran Air"),
        ("ستاد اجرایی فرمان امام", "Execution of Imam Khomeini's Order"),
        ("همراه اول", "Mobile Communication Company of Iran"),
        ("بنك لبنان والمهجر", "BLOM Bank"),
        ("Banque du Liban et d'Outre-Mer SAL", "BLOM Bank"),
        ("أجنحة الشام للطيران", "Cham Wings Airlines"),
        ("هيئة الطاقة الذرية السورية", "Atomic Energy Commission of Syria"),
        ("الحشد الشعبي", "Popular Mobilization Forces"),
        ("Sasadja", "Defense Industries Organization"),
        ("KA PA SA", "Directorate of Defence Industries"),
        ("MEHL", "Myanma Economic Holdings Public Company Limited"),
        ("NESCOM", "National Engineering and Scientific Commission"),
        ("SUPARCO", "Space and Upper Atmosphere Research Commission"),
        ("Kahuta Research Laboratories", "Khan Research Laboratories"),
        ("IGCAR", "Indira Gandhi Centre for Atomic Research"),
        ("Midhani Ltd.", "Mishra Dhatu Nigam Limited"),
        ("HAVELSAN", "Hava Elektronik Sanayi"),
        ("Türkiye Petrolleri Anonim Ortaklığı", "Turkish Petroleum Corporation"),
        ("CAVIM", "Compañía Anónima Venezolana de Industrias Militares"),
        ("CONVIASA", "Consorcio Venezolano de Industrias Aeronáuticas y Servicios Aéreos S.A."),
        ("GAESA", "Grupo de Administración Empresarial S.A."),
        ("Grindavik Solutions Ltd.", "Candiru"),
        ("ISRO Satellite Centre", "U R Rao Satellite Centre"),
    ],
)
def test_one_organisation_is_one_by_any_of_its_names(name: str, same: str) -> None:
    assert compare_names(name, same).score >= DEFAULT_THRESHOLD
    assert compare_names(same, name).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Iranian Electronic Industry Co.", "Iran Electronics Industries"),
        ("Defence Industry Organisation", "Defense Industries Organization"),
        (
            "Moscow Institute of Physics & Technologies",
            "Moscow Institute of Physics and Technology",
        ),
        ("Iranian Aluminum Company", "Iran Aluminium Co."),
        (
            "Central Research Institute for Precision Machine-Building",
            "Central Research Institute of Precision Machine Building JSC",
        ),
        (
            "Chinese Academy of Launch Vehicle Technologies",
            "China Academy of Launch Vehicle Technology",
        ),
    ],
)
def test_a_known_name_is_one_in_other_words_that_say_the_same(name: str, same: str) -> None:
    assert compare_names(name, same).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("MIT", "Moscow Institute of Thermal Technology"),
        ("Massachusetts Institute of Technology", "Moscow Institute of Thermal Technology"),
        ("MIT Technologies Inc.", "Moscow Institute of Thermal Technology"),
        ("DIO Corporation", "Defense Industries Organization"),
        ("DIO Implant Co., Ltd.", "Defense Industries Organization"),
        ("HIT Co., Ltd.", "Harbin Institute of Technology"),
        ("BIT Inc.", "Beijing Institute of Technology"),
        ("NPU Ltd", "Northwestern Polytechnical University"),
        ("VNIIEF", "VNIITF"),
        (
            "All-Russian Research Institute of Experimental Physics",
            "All-Russian Research Institute of Technical Physics",
        ),
        (
            "All-Russian Research Institute of Automatics",
            "All-Russian Research Institute of Radio Engineering",
        ),
        ("Shanghai Institute of Technical Physics", "Shanghai Institute of Applied Physics"),
        (
            "Shanghai Institute of Optics and Fine Mechanics",
            "Changchun Institute of Optics, Fine Mechanics and Physics",
        ),
        (
            "Xi'an Institute of Optics and Precision Mechanics",
            "Shanghai Institute of Optics and Fine Mechanics",
        ),
        (
            "Nanjing Research Institute of Electronics Technology",
            "Nanjing Electronic Devices Institute",
        ),
        (
            "Southwest China Institute of Electronic Technology",
            "Southwest China Research Institute of Electronic Equipment",
        ),
        (
            "East China Research Institute of Electronic Engineering",
            "North China Research Institute of Electro-Optics",
        ),
        ("China Academy of Launch Vehicle Technology", "China Academy of Space Technology"),
        (
            "Academy of Aerospace Solid Propulsion Technology",
            "Academy of Aerospace Propulsion Technology",
        ),
        (
            "China Precision Machinery Import and Export Corp.",
            "China National Electronics Import and Export Corp.",
        ),
        ("China Great Wall Industry Corporation", "Great Wall Motor"),
        ("Shahid Bagheri Industrial Group", "Shahid Hemmat Industrial Group"),
        ("Shahid Bagheri Industrial Group", "Sanam Industrial Group"),
        ("Iran Aviation Industries Organization", "Aerospace Industries Organization"),
        ("Iran Aircraft Industries", "Iran Aircraft Manufacturing Industries"),
        ("Iran Electronics Industries", "Shiraz Electronics Industries"),
        ("Iran Electronics Industries", "Iran Communication Industries"),
        ("Defense Industries Organization", "Directorate of Defense Industries"),
        ("Defense Industries System", "Defense Industries Organization"),
        ("National Iranian Oil Company", "National Iranian Gas Company"),
        ("National Iranian Tanker Company", "National Iranian Oil Company"),
        ("Bank Melli Iran", "Bank Mellat"),
        ("Bank Melli Iran", "Bank Saderat Iran"),
        ("Bank of Industry and Mine", "Export Development Bank of Iran"),
        ("Commercial Bank of Syria", "Central Bank of Syria"),
        ("Popular Credit Bank", "Industrial Bank of Syria"),
        ("BLOM Bank", "Byblos Bank"),
        ("Banque du Liban", "Banque du Liban et d'Outre-Mer"),
        ("Bank of Beirut", "Bank of Beirut and the Arab Countries"),
        ("Trade Bank of Iraq", "Central Bank of Iraq"),
        ("Korea Mining Development Trading Corporation", "Korea Tangun Trading Corporation"),
        ("Namchongang Trading Corporation", "Korea Ryonbong General Corporation"),
        ("Academy of National Defense Science", "Agency for Defense Development"),
        ("Ministry of Atomic Energy Industry", "General Bureau of Atomic Energy"),
        ("Khan Research Laboratories", "National Development Complex"),
        ("Pakistan Atomic Energy Commission", "Space and Upper Atmosphere Research Commission"),
        ("Hindustan Aeronautics Limited", "Bharat Electronics Limited"),
        ("Bharat Dynamics", "Bharat Electronics"),
        (
            "Defence Research and Development Laboratory",
            "Defence Research and Development Organisation",
        ),
        ("Myanmar Economic Corporation", "Myanmar Economic Holdings Limited"),
        ("Myanma Oil and Gas Enterprise", "Myanma Gems Enterprise"),
        ("Minsk Wheel Tractor Plant", "Minsk Tractor Works"),
        ("Minsk Automobile Plant", "Minsk Tractor Works"),
        ("Yuzhnoye Design Bureau", "Yuzhmash"),
        ("Ural Optical-Mechanical Plant", "Kazan Optical-Mechanical Plant"),
        ("Vologda Optical-Mechanical Plant", "Rostov Optical Mechanical Plant"),
        (
            "State Research Institute of Instrument Making",
            "State Research Institute of Mechanical Engineering",
        ),
        (
            "Central Research Institute of Machine Building",
            "Central Research Institute for Precision Machine Building",
        ),
        ("Tula Machine-Building Plant", "Izhevsk Machine-Building Plant"),
        ("Turkish Aerospace Industries", "Turkish Airlines"),
        ("IRGC Qods Force", "IRGC Aerospace Force"),
        ("Viam Inc.", "All-Russian Scientific Research Institute of Aviation Materials"),
        ("Santa Barbara Instrument Group (SBIG)", "Shahid Bagheri Industrial Group"),
        ("tesa SE", "Iran Centrifuge Technology Company"),
        ("EiKO Global, LLC", "Execution of Imam Khomeini's Order"),
        ("ETRI Cooling", "Electronics and Telecommunications Research Institute"),
        ("Nizhny Novgorod Aviation Plant Sokol", "Novosibirsk Aviation Plant"),
        ("Chengdu Aircraft Industry", "Shenyang Aircraft Corporation"),
        ("Chengdu Aircraft Industry", "Chengdu Aircraft Design Institute"),
        ("Nuclear Power Institute of China", "China Institute of Atomic Energy"),
        ("Qods Aviation Industries", "Fajr Aviation and Composite Industries"),
        ("Russian National Commercial Bank", "Russian Agricultural Bank"),
        ("Vnesheconombank", "VTB Bank"),
        ("Saito Tech Co., Ltd.", "Candiru"),
        ("Novator Partners LLP", "OKB Novator"),
    ],
)
def test_sisters_neighbours_and_bearers_of_the_same_letters_are_others(
    name: str, other: str
) -> None:
    assert compare_names(name, other).score < DEFAULT_THRESHOLD
    assert compare_names(other, name).score < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    "name",
    ["Iranian Air Force", "China Nuclear Industry Corporation", "Aviation Electronics Industries"],
)
def test_two_words_and_words_of_another_tongue_make_no_known_name(name: str) -> None:
    assert not any(word.brands for word in prepare(name).tokens)


def test_few_forms_name_two_brands() -> None:
    shared = [form for form, groups in lexicon().brands.items() if len(set(groups)) > 1]
    assert len(shared) < 20
