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
        ("Πανεπιστήμιο Πατρών", "University of Patras"),
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
