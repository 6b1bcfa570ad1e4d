"""Firms and institutions in other tongues: what words mean, and what is joined to them."""

import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('התעשייה האווירית לישראל בע"מ', "Israel Aerospace Industries Ltd."),
        ('אלביט מערכות בע"מ', "Elbit Systems Ltd"),
        ("הטכניון - מכון טכנולוגי לישראל", "Technion - Israel Institute of Technology"),
        ('רפאל מערכות לחימה מתקדמות בע"מ', "Rafael Advanced Defense Systems Ltd."),
        ("בנק הפועלים בע״מ", "Bank Hapoalim B.M."),
        ("בנק לאומי לישראל", "Bank Leumi Le-Israel"),
        ('אלתא מערכות בע"מ', "Elta Systems Ltd"),
        ("אוניברסיטת תל אביב", "Tel Aviv University"),
        ("מכון ויצמן למדע", "Weizmann Institute of Science"),
        ("משרד הביטחון", "Ministry of Defense"),
        ('נמל חיפה בע"מ', "Haifa Port Company Ltd"),
        ('תעשיות אלקטרוניקה אורבית בע"מ', "Orbit Electronics Industries Ltd"),
        ('קרביט טכנולוגיות בע"מ', "Karbit Technologies Ltd."),
        ("المؤسسة الوطنية للنفط", "National Oil Corporation (Libya)"),
        ("مركز الدراسات والبحوث العلمية", "Scientific Studies and Research Center (SSRC)"),
        ("شركة الخليج للملاحة القابضة ش.م.ع", "Gulf Navigation Holding PJSC"),
        ("سازمان صنایع هوافضا", "Aerospace Industries Organization (AIO)"),
        (
            "شركة الرافدين للصناعات الكيماوية والأسمدة",
            "Al Rafidain Chemical Industries and Fertilizers Company",
        ),
        ("شركة الفرات لتقنية المعلومات ذ.م.م", "Al Furat Information Technology LLC"),
        ("شركة النسر للخدمات اللوجستية", "Al Nasr Logistics Services Company"),
        ("وزارة الدفاع السورية", "Syrian Ministry of Defence"),
        ("شركة القاسم وأولاده للتجارة والمقاولات", "Al Qasim and Sons Trading and Contracting Co"),
        ("مؤسسة الزهراني للمقاولات", "Al Zahrani Contracting Est."),
        ("شرکت صنایع الکترونیک پارسا", "Parsa Electronics Industries Co"),
        ("شرکت خدمات مهندسی نوین کیش", "Novin Kish Engineering Services Company"),
        ("شرکت حفاری شمال", "North Drilling Company"),
        ("پژوهشکده علوم دفاعی رستمی", "Rostami Defense Sciences Institute"),
        ("شركة الشرق الأوسط للنفط والغاز سليمان", "Sulaiman Middle East Oil and Gas Company"),
        ("Εθνική Τράπεζα της Ελλάδος Α.Ε.", "National Bank of Greece S.A."),
        ("Ελληνικά Ναυπηγεία Α.Ε.", "Hellenic Shipyards S.A."),
        ("Παπαδόπουλος Ναυτιλιακή ΑΕ", "Papadopoulos Shipping SA"),
        ("Ελληνικά Αμυντικά Συστήματα", "Hellenic Defence Systems"),
        ("Τράπεζα Πειραιώς Α.Ε.", "Piraeus Bank S.A."),
        ("Υπουργείο Εθνικής Άμυνας της Ελλάδος", "Hellenic Ministry of National Defence"),
        ("Καραμανλής Βιομηχανία Πλαστικών ΕΠΕ", "Karamanlis Plastics Industry Ltd"),
        ("ΑΦΟΙ ΔΗΜΗΤΡΙΟΥ Α.Ε. ΕΜΠΟΡΙΑ ΜΗΧΑΝΗΜΑΤΩΝ", "Dimitriou Brothers SA Machinery Trading"),
        ("บริษัท สยามอิเล็กทริค จำกัด", "Siam Electric Co., Ltd."),
        ("มหาวิทยาลัยเกษตรศาสตร์", "Kasetsart University"),
        ("มหาวิทยาลัยเชียงใหม่", "Chiang Mai University"),
        ("ธนาคารกรุงเทพ จำกัด (มหาชน)", "Bangkok Bank Public Company Limited"),
        ("บริษัท วรชัยอุตสาหกรรม จำกัด", "Worachai Industry Co., Ltd."),
        ("บริษัท สมชายเทรดดิ้ง จำกัด", "Somchai Trading Co., Ltd."),
        ("ห้างหุ้นส่วนจำกัด สุวรรณขนส่ง", "Suwan Transport Limited Partnership"),
        ("บริษัท ปัญญาเทคโนโลยี จำกัด", "Panya Technology Co Ltd"),
        ("АО «НПО «Высокоточные комплексы»", "JSC NPO High Precision Systems"),
        ('АО "Уральский завод точной оптики"', "Ural Precision Optics Plant JSC"),
        (
            "ФГБУН Институт физики полупроводников им. А.В. Ржанова СО РАН",
            "Rzhanov Institute of Semiconductor Physics, Siberian Branch of RAS",
        ),
        ("МГТУ им. Н.Э. Баумана", "Bauman Moscow State Technical University"),
        (
            "Московский физико-технический институт",
            "Moscow Institute of Physics and Technology (MIPT)",
        ),
        ("МФТИ", "MIPT"),
        ("Державне підприємство «Завод 410 ЦА»", "State Enterprise Plant 410 of Civil Aviation"),
        (
            "Министерство обороны Российской Федерации",
            "Ministry of Defence of the Russian Federation",
        ),
        ("Министерство на отбраната на Република България", "Bulgarian Ministry of Defence"),
        ("Министерство на външните работи на България", "Ministry of Foreign Affairs of Bulgaria"),
        ("Министарство одбране Републике Србије", "Ministry of Defence of the Republic of Serbia"),
        ("Міністерство оборони України", "Ministry of Defence of Ukraine"),
        ("ЧВК «Вагнер»", "Private Military Company Wagner"),
        ("Wagner Group", "PMC Wagner"),
        ("ЧВК «Редут»", "Private Military Company Redut"),
        ("Technopromexport", "ОАО ВО «Технопромэкспорт»"),
        ("Sevmash", "АО «ПО «Севмаш»"),
        ("ПАО «НПО «Алмаз»", "NPO Almaz PJSC"),
        (
            "АО «Казанский завод точного машиностроения»",
            "Kazan Precision Machine Building Plant JSC",
        ),
        ("ДП «Антонов»", "State Enterprise Antonov"),
        ("Львівський авіаремонтний завод", "Lviv Aircraft Repair Plant"),
        ("Фабрика муниције Застава", "Zastava Ammunition Factory"),
        (
            "Институт ядерной физики СО РАН",
            "Institute of Nuclear Physics, Siberian Branch of the Russian Academy of Sciences",
        ),
        ("日本電産株式会社", "Nihon Densan Kabushiki Kaisha"),
        ("株式会社山本精機製作所", "Yamamoto Seiki Seisakusho K.K."),
        ("東京工業大学", "Tokyo Institute of Technology"),
        ("佐藤鉄工所", "Sato Tekkosho"),
        ("株式会社高橋電機製作所", "Takahashi Denki Seisakusho Co., Ltd."),
        ("渡辺機械工業株式会社", "Watanabe Kikai Kogyo K.K."),
        ("渡辺機械工業株式会社", "Watanabe Machinery Industry Co., Ltd."),
        ("松本商会", "Matsumoto Shokai"),
        ("株式会社小林精密", "Kobayashi Seimitsu Co Ltd"),
        ("名古屋工業大学", "Nagoya Institute of Technology"),
        ("부산정밀기계 주식회사", "Busan Precision Machinery Co., Ltd."),
        ("조선무역은행", "Foreign Trade Bank of the DPRK"),
        ("한국과학기술원", "KAIST (Korea Advanced Institute of Science and Technology)"),
        ("김책공업종합대학", "Kim Chaek University of Technology"),
        ("강성무역총회사", "Kangsong General Trading Corporation"),
        ("한국항공우주연구원", "Korea Aerospace Research Institute"),
        ("포항공과대학교", "POSTECH"),
        ("주식회사 대명금속", "Daemyung Metal Co., Ltd."),
        ("RWTH Aachen", "Rheinisch-Westfälische Technische Hochschule Aachen"),
        ("Rheinisch-Westfälische Technische Hochschule Aachen", "RWTH Aachen University"),
        (
            "Bundesamt für Wirtschaft und Ausfuhrkontrolle",
            "BAFA - Federal Office for Economic Affairs and Export Control",
        ),
        (
            "Bundesamt für Wirtschaft und Ausfuhrkontrolle",
            "Federal Office for Economic Affairs and Export Control",
        ),
        ("České vysoké učení technické v Praze", "Czech Technical University in Prague"),
        ("Orta Doğu Teknik Üniversitesi", "Middle East Technical University (METU)"),
        ("Wojskowa Akademia Techniczna", "Military University of Technology, Warsaw"),
        ("Handelsgesellschaft Brandt & Söhne mbH", "Brandt und Soehne Handelsges. mbH"),
        ("Officine Meccaniche Ferraris S.r.l.", "Off. Mecc. Ferraris SRL"),
        ("Microelectronica Bucuresti S.A.", "SC MICROELECTRONICA SA Bucureşti"),
        ("S.C. Carpatina Metal S.R.L.", "Carpatina Metal SRL"),
        ("CERN", "Conseil Européen pour la Recherche Nucléaire"),
        ("Türkiye Halk Bankası A.Ş.", "Halkbank"),
        ("Univerzita Karlova v Praze", "Univerzita Karlova, Praha"),
        ("Masch.-Fabr. Oberhuber GmbH", "Oberhuber Maschinenfabrik GmbH"),
        ("Reedereiges. Hansen mbH", "Hansen Reedereigesellschaft mbH"),
        ("Politechnika we Wrocławiu", "Wrocław University of Technology"),
    ],
)
def test_an_organisation_is_itself_in_another_tongue(one: str, other: str) -> None:
    assert compare_names(one, other).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('אלביט מערכות בע"מ', "Elta Systems Ltd"),
        ("בנק לאומי", "Bank Hapoalim"),
        ("אוניברסיטת חיפה", "Tel Aviv University"),
        ('מערכות בע"מ', "Systems Ltd"),
        ("شركة الرافدين للصناعات الكيماوية", "Al Rafidain Shipping Company"),
        ("شركة الفرات لتقنية المعلومات", "Al Noor Information Technology LLC"),
        ("مركز الدراسات", "Research Center"),
        ("شركة الخليج للملاحة", "Gulf Petrochemical Industries"),
        ("شركة البحوث العلمية", "Scientific Research Company"),
        ("Εθνική Τράπεζα της Ελλάδος", "Bank of Piraeus"),
        ("Ναυπηγεία Σύρου", "Hellenic Shipyards"),
        ("Παπαδόπουλος Ναυτιλιακή ΑΕ", "Papanikolaou Shipping SA"),
        ("บริษัท สยามอิเล็กทริค จำกัด", "Siam Chemical Co., Ltd."),
        ("มหาวิทยาลัยเกษตรศาสตร์", "Mahidol University"),
        ("บริษัท สมชายเทรดดิ้ง จำกัด", "Somsak Trading Co., Ltd."),
        ("บริษัท อุตสาหกรรม จำกัด", "Industry Co., Ltd."),
        ("АО «ПО «Севмаш»", "АО «ПО «Стрела»"),
        ("ЧВК «Редут»", "PMC Wagner"),
        ("Министерство обороны Российской Федерации", "Ministry of Defence of Belarus"),
        ("Министерство на отбраната на България", "Ministry of Foreign Affairs of Bulgaria"),
        ("Державне підприємство «Завод 410 ЦА»", "State Enterprise Plant 412"),
        ("Институт физики полупроводников", "Institute of Nuclear Physics"),
        ("Московский физико-технический институт", "Moscow Aviation Institute"),
        ("株式会社山本精機製作所", "Yamada Seiki Seisakusho K.K."),
        ("渡辺機械工業株式会社", "Tanaka Machinery Industry Co., Ltd."),
        ("名古屋工業大学", "Tokyo Institute of Technology"),
        ("부산정밀기계 주식회사", "Busan Shipyard Co., Ltd."),
        ("한국과학기술원", "Korea Institute of Machinery and Materials"),
        ("김책공업종합대학", "Pyongyang University of Science and Technology"),
        ("강성무역총회사", "Kangwon General Trading Corporation"),
        ("SC Johnson SA", "Johnson SA Bank"),
        ("Brandt Handelsges. mbH", "Brandt Reederei mbH"),
        ("Technische Universität Brno", "Czech Technical University in Prague"),
        ("Orta Doğu Teknik Üniversitesi", "Istanbul Technical University"),
        ("Middle East Trading Company", "Middle East Technical University"),
        ("Indian Institute of Technology", "Massachusetts Institute of Technology"),
        ("CEA Trading GmbH", "Commissariat à l'énergie atomique"),
    ],
)
def test_another_organisation_is_none(one: str, other: str) -> None:
    assert compare_names(one, other).score < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("Elbit Systems Ltd", 'אלביט מערכות בע"מ'),
        ("Technion", "הטכניון"),
        ("مركز الدراسات والبحوث العلمية", "Scientific Studies and Research Center"),
        ("شركة الخليج للملاحة القابضة ش.م.ع", "Gulf Navigation Holding PJSC"),
    ],
)
def test_what_compares_well_is_found(listed: str, asked: str) -> None:
    others = ("Alder Optics GmbH", "Quillfeather Shipping", "Kangwon Trading", "Odintsovo Plant")
    index = MatchingIndex.build([
        ListedParty(key, "US-EL", PartyKind.COMPANY, (Name(name),))
        for key, name in enumerate((listed, *others))
    ])  # fmt: skip
    hits = index.search(Query(asked)).hits
    assert hits
    assert hits[0].party == 0
