"""The officer's own lists: the template as text and workbook, and tables of any other form."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from caveat.domain.lists import Channel, Duty, ParsedFile
from caveat.domain.own_lists import DUTY_SENTENCES, OWN_CODE, OwnField, OwnListSettings
from caveat.domain.parties import Address, Designation, Identifier, NameKind, PartyKind, PartyRecord
from caveat.domain.progress import CancelledError, CancelToken
from caveat.errors import InputError, RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.own_list import guess_own_list, preview_own_list, read_own_list, sniff
from caveat.ingest.lists.read import read_list_file

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
LETTERS = DATA / "own_letters.csv"
DENY = f"{DUTY_SENTENCES[Duty.DENY]} (the duty of this list)"
Write = Callable[[str, bytes], Path]

SETTINGS = [["list", "OWN-X"], ["title", "X"], ["kept by", "Me"], ["duty", "enquire"]]


def table() -> list[list[str]]:
    with LETTERS.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_text(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def as_workbook(*sheets: Sequence[Sequence[str]]) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for index, cell in enumerate(row):
                sheet.write_string(number, index, cell)
    book.close()
    return packed.getvalue()


def small(*rows: Sequence[str], header: Sequence[str] = ("party",)) -> bytes:
    return as_text([*SETTINGS, [], header, *rows]).encode()


@pytest.fixture(scope="module")
def parsed() -> ParsedFile:
    return read_list_file(LETTERS)


def named(parsed: ParsedFile) -> dict[str, PartyRecord]:
    return {f"{r.name} {r.publisher_id}".strip(): r for r in parsed.lists[0].records}


def test_the_template_says_what_the_list_is(parsed: ParsedFile):
    item = parsed.lists[0]
    assert parsed.channel is Channel.OWN
    assert (item.list_code, item.rows, len(item.records)) == ("OWN-LETTERS", 8, 5)
    assert item.released == date(2026, 12, 5)
    assert item.definition is not None
    assert item.definition.title == "Letters of the made-up ministry"
    assert item.definition.publisher == "Export control, Example plc"
    assert item.definition.duty is Duty.DENY
    assert item.definition.private
    assert item.definition.published_every_days == 90
    assert item.definition.note == "Confidential"


def test_rows_of_one_number_or_one_name_are_one_party(parsed: ParsedFile):
    assert list(named(parsed)) == [
        "Borzoi Dynamics LLC (Borzoi)* 7",
        "Paper Boat",
        "Address 01",
        "Erika Mustermann 8",
        "Erika Mustermann 9",
    ]
    firm = named(parsed)["Borzoi Dynamics LLC (Borzoi)* 7"]
    assert firm.publisher_id == "7"
    assert firm.addresses == (
        Address("1 Lesnaya Street, Primerovsk", country="RU"),
        Address("2 Lesnaya Street, Primerovsk", country="RU"),
    )
    assert firm.remarks == "First note\nSecond note"
    ship = named(parsed)["Paper Boat"]
    assert ship.kind is PartyKind.VESSEL
    assert ship.addresses == (Address("LR", country="LR"), Address("PA", country="PA"))


def test_names_are_kept_as_written_and_searched_in_their_parts_too(parsed: ParsedFile):
    firm = named(parsed)["Borzoi Dynamics LLC (Borzoi)* 7"]
    assert [(name.kind, name.text) for name in firm.names] == [
        (NameKind.PRIMARY, "Borzoi Dynamics LLC (Borzoi)*"),
        (NameKind.NATIVE, "Борзая Динамика"),
        (NameKind.ALIAS, "Borzoi"),
        (NameKind.ALIAS, "Borzoi Dynamics LLC"),
        (NameKind.ALIAS, "BDL"),
        (NameKind.FORMER, "Whippet Works"),
        (NameKind.WEAK_ALIAS, "BD"),
    ]
    assert firm.identifiers == (
        Identifier("INN", "7700000000", "", "INN: 7700000000"),
        Identifier("identifier", "1000000000001", "", "1000000000001"),
    )
    (tie,) = firm.relations
    assert (tie.kind, tie.other, tie.text) == (
        "subsidiary of",
        "Silent Holding Ltd",
        "parent: Silent Holding Ltd",
    )


def test_every_hit_will_show_the_duty_in_words(parsed: ParsedFile):
    firm = named(parsed)["Borzoi Dynamics LLC (Borzoi)* 7"]
    assert firm.designations == (
        Designation(programmes=(DENY, "Reference: Letter of 1 May"), listed="2026-05-01"),
        Designation(
            programmes=("Licence: not without a licence (stated for this party)",),
            listed="2026-06",
            ends="2026-12-31",
            federal_register="99 FR 12345",
        ),
    )
    assert named(parsed)["Paper Boat"].designations == (Designation(programmes=(DENY,)),)
    assert all(
        record.designations[0].programmes[0].startswith(tuple(DUTY_SENTENCES.values()))
        for record in parsed.lists[0].records
    )


def test_what_is_not_clear_is_not_guessed_and_said(parsed: ParsedFile):
    yard = named(parsed)["Address 01"]
    assert yard.kind is PartyKind.ADDRESS
    assert yard.designations[0].listed == ""
    (told,) = yard.unread
    assert told.startswith(
        "The date “12/05/2026” (from, row 16) cannot be told for certain; it was not used."
    )
    person = named(parsed)["Erika Mustermann 8"]
    assert person.designations[0].programmes == (DENY,)
    assert "“halt” in row 18 is none of deny" in person.unread[0]
    assert person.addresses == (Address("Atlantis"),)
    assert any("“Atlantis” is not known" in note for note in person.notes)
    assert any("“mermaid” is not known" in note for note in person.notes)


def test_a_row_that_names_nobody_is_kept_as_it_is(parsed: ParsedFile):
    (row,) = parsed.lists[0].unread
    assert row.row == 17
    assert "names no party" in row.reason
    assert "An alias of nobody" in row.raw


def test_every_cell_is_kept_verbatim_with_columns_that_mean_nothing_here(parsed: ParsedFile):
    firm = named(parsed)["Borzoi Dynamics LLC (Borzoi)* 7"]
    given = table()
    header = given[9]
    expected = [
        (heading, cell)
        for row in given[10:12]
        for heading, cell in zip(header, row, strict=True)
        if cell
    ]
    assert list(firm.published) == expected
    assert ("colour", "red") in firm.published


def test_a_column_named_like_a_volatile_field_of_another_format_is_still_content(write: Write):
    first = read_list_file(write("a.csv", small(["Acme", "1"], header=["party", "source"])))
    assert ("column source", "1") in first.lists[0].records[0].published


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", as_workbook(table())),
        ("a.xlsx", as_workbook([["Some other sheet"]], table())),
        ("a.csv", b"\xef\xbb\xbf" + as_text(table(), ";").encode()),
        ("a.txt", as_text(table(), "\t").encode("utf-16")),
        ("a.csv.gz", gzip.compress(as_text(table()).encode())),
        ("misnamed.pdf", as_text(table(), "|").encode()),
    ],
)
def test_text_and_workbooks_of_any_form_give_the_same_parties(
    write: Write, parsed: ParsedFile, name: str, content: bytes
):
    found = read_list_file(write(name, content))
    assert found.lists == parsed.lists
    assert found.file_name == name


def test_letters_in_an_old_code_page_are_not_guessed(write: Write):
    rows = [*SETTINGS, ["party", "address"], ["Müller & Söhne GmbH", "Straße 1, Köln"]]
    path = write("a.csv", as_text(rows, ";").encode("cp1252"))
    with pytest.raises(UnreadableFileError, match=r"Save it as \.xlsx, or as “CSV UTF-8”"):
        read_list_file(path)
    settings = replace(mapped(party=0, address=1), header_row=5, encoding="cp1252")
    (record,) = read_own_list(path, settings).lists[0].records
    assert record.name == "Müller & Söhne GmbH"


@pytest.mark.parametrize(
    ("setting", "value", "why"),
    [
        ("list", "OWN-", "has the code “OWN-”"),
        ("list", "OWN-" + "A" * 25, "has the code"),
        ("list", "own-a_b", "has the code “OWN-A_B”"),
        ("title", "", "has no title"),
        ("title", "A" * 501, "has a title of 501 characters"),
        ("kept by", "-", "has no keeper"),
        ("duty", "", "has no duty"),
        ("duty", "stop", "has no duty"),
        ("review every", "0", "is no number of days"),
        ("review every", "soon", "is no number of days"),
        ("date", "12/05/2026", "“date” cannot be told for certain"),
        ("date", "2026-05", "“date” cannot be told for certain"),
    ],
)
def test_settings_that_are_not_whole_refuse_the_list(
    write: Write, setting: str, value: str, why: str
):
    given = {**dict(SETTINGS), setting: value}
    rows = [*given.items(), ["party"], ["Acme"]]
    with pytest.raises(RefusedReleaseError, match=why) as caught:
        read_list_file(write("a.csv", as_text([list(row) for row in rows]).encode()))
    assert "Nothing was changed" in str(caught.value)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["Acme Ltd"], "row 5, that is no setting"),
        (["Acme Ltd", "", "1 Sample Road"], "row 5, that is no setting"),
        (["revew every", "90"], "row 5, that is no setting"),
        (["title", "Letters", "of May"], "row 5, that has more than a setting and its value"),
        (["duty", "scrutinise"], "row 5, that gives “duty” a second time, and otherwise"),
    ],
)
def test_nothing_above_the_headings_is_passed_over_in_silence(
    write: Write, row: list[str], why: str
):
    rows = [*map(list, SETTINGS), row, ["# For people: Acme Ltd", "x", "y"], ["party"], ["Beta"]]
    with pytest.raises(RefusedReleaseError, match=why):
        read_list_file(write("a.csv", as_text(rows).encode()))
    rows.remove(row)
    assert len(read_list_file(write("b.csv", as_text(rows).encode())).lists[0].records) == 1


def test_two_lists_joined_are_refused_and_repeated_headings_are_no_party(write: Write):
    rows = [*SETTINGS, ["party", "number"], ["Acme", "1"], ["party", "number"], ["Beta", "2"]]
    (only,) = read_list_file(write("a.csv", as_text(rows).encode())).lists
    assert [record.name for record in only.records] == ["Acme", "Beta"]
    with pytest.raises(RefusedReleaseError, match="begins a second time in row 9"):
        read_list_file(write("b.csv", as_text([*rows, *rows]).encode()))


def test_the_template_of_the_program_is_known_and_refused_while_it_is_empty(write: Write):
    template = DATA.parents[2] / "resources" / "templates" / "own_list.csv"
    content = template.read_bytes()
    assert sniff(content)
    with pytest.raises(RefusedReleaseError, match="has the code “OWN-”"):
        read_list_file(write("a.csv", content))
    filled = content.replace(b"list,OWN-", b"list,OWN-A").replace(b"title,", b"title,A")
    filled = filled.replace(b"kept by,", b"kept by,B")
    with pytest.raises(RefusedReleaseError, match="names no party below its headings"):
        read_list_file(write("a.csv", filled))
    whole = read_list_file(write("a.csv", filled + b"Acme,,,,,,,,,,,,,,\n")).lists[0]
    assert [record.name for record in whole.records] == ["Acme"]
    fields = {field.value for field in OwnField} - {"address part", "programme"}
    header = next(line for line in content.decode().splitlines() if line.startswith("party,"))
    assert set(header.split(",")) == fields


def test_a_workbook_with_something_else_is_no_own_list(write: Write):
    path = write("a.xlsx", as_workbook([["Supplier", "Address"], ["Acme", "Street 1"]]))
    with pytest.raises(UnreadableFileError, match="Import supplier spreadsheets as suppliers") as e:
        read_list_file(path)
    assert "Nothing was changed" in str(e.value)


@pytest.mark.parametrize(
    "content",
    [b"party,address\nAcme,Street\n", b"list,US-EL\nparty\nAcme\n", b"list,OWN-A\nname\nAcme\n"],
)
def test_text_without_a_code_and_a_party_is_not_taken_for_an_own_list(content: bytes):
    assert not sniff(content)


def test_a_number_given_later_still_means_the_party_of_that_name(write: Write):
    content = small(
        ["Acme", ""], ["Acme", "1"], ["Acme", ""], ["Acme", "2"], header=["party", "number"]
    )
    item = read_list_file(write("a.csv", content)).lists[0]
    assert [(r.name, r.publisher_id, len(r.published)) for r in item.records] == [
        ("Acme", "1", 4),
        ("Acme", "2", 2),
    ]


def test_a_name_that_is_more_than_a_name_is_kept_as_a_row_that_was_not_read(write: Write):
    item = read_list_file(write("a.csv", small(["Acme"], ["A" * 3_000], ["***"]))).lists[0]
    assert [record.name for record in item.records] == ["Acme"]
    assert [row.reason for row in item.unread] == [
        "The name has 3,000 characters: it is more than a name.",
        "The name has neither letter nor digit.",
    ]


def mapped(**columns: int) -> OwnListSettings:
    fields = {field.name.lower(): field for field in OwnField}
    return OwnListSettings(
        "OWN-X",
        "X",
        Duty.LICENCE,
        "Me",
        columns=tuple((index, fields[name]) for name, index in columns.items()),
    )


def test_a_table_of_another_form_is_read_as_the_officer_says(write: Write):
    path = write("a.csv", b"Firma,Ort,Strasse\nAcme GmbH,Bonn,Weg 1\n;;\n\nFirma,Ort,Strasse\n")
    settings = mapped(party=0, address_part=1)
    settings = replace(settings, columns=(*settings.columns, (2, OwnField.ADDRESS_PART)))
    found = read_own_list(path, settings)
    record = found.lists[0].records[0]
    assert record.addresses == (Address("Bonn, Weg 1"),)
    assert [name for name, _ in record.published] == ["Firma", "Ort", "Strasse"]
    assert found.lists[0].rows == 2


def test_the_same_file_read_otherwise_is_another_edition(write: Write):
    path = write("a.csv", b"Firm,Other\nAcme,Acme Ltd\nBeta,Beta Ltd\n")
    first = read_own_list(path, mapped(party=0))
    again = read_own_list(path, mapped(party=0))
    other = read_own_list(path, mapped(party=1))
    stricter = read_own_list(path, replace(mapped(party=0), duty=Duty.DENY))
    assert first == again
    assert len({first.sha256, other.sha256, stricter.sha256}) == 3
    assert first.parts[0] == other.parts[0]
    assert first.parts[0].role == "entries"


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (mapped(alias=0), "no column marked as the party"),
        (mapped(party=0, alias=0), "a column marked twice"),
        (mapped(party=-1), "negative"),
        (mapped(party=7), "there is no column 8"),
        (replace(mapped(party=0), code="US-EL"), "has the code “US-EL”"),
        (replace(mapped(party=0), title=" "), "has no title"),
        (replace(mapped(party=0), publisher=""), "has no keeper"),
        (replace(mapped(party=0), sheet="Nope", header_row=9), "names a party"),
        (replace(mapped(party=0), encoding="klingon"), "no encoding"),
        (replace(mapped(party=0), review_days=0), "must be reviewed"),
    ],
)
def test_settings_that_do_not_fit_the_file_are_refused(
    write: Write, settings: OwnListSettings, why: str
):
    path = write("a.csv", b"Firm,Other\nAcme,Acme Ltd\nBeta,Beta Ltd\n")
    with pytest.raises(InputError, match=why) as caught:
        read_own_list(path, settings)
    assert "Nothing was changed" in str(caught.value)


def test_reading_is_told_and_can_be_cancelled(write: Write):
    path = write("a.csv", b"Firm\n" + b"".join(b"Firm %d\n" % n for n in range(2_500)))
    told: list[str] = []
    read_own_list(path, mapped(party=0), progress=lambda step: told.append(step.stage))
    assert "reading the list" in told
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        read_own_list(path, mapped(party=0), cancel=token)


@pytest.mark.real_data
def test_the_military_intelligence_end_users_are_read_as_guessed(shared_data: Path):
    path = shared_data / "lists" / "military_intelligence_end_users.csv"
    guess = guess_own_list(path)
    assert OWN_CODE.fullmatch(guess.code)
    headings = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert {headings[index]: field for index, field in guess.columns} == {
        "Type": OwnField.KIND,
        "Name": OwnField.PARTY,
        "Alias": OwnField.ALIAS,
        "Country": OwnField.COUNTRY,
        "Program": OwnField.PROGRAMME,
        "Date": OwnField.FROM,
        "End date": OwnField.UNTIL,
    }
    settings = replace(
        guess, code="OWN-MIEU", title="§ 744.22", duty=Duty.LICENCE, publisher="Export control"
    )
    item = read_own_list(path, settings).lists[0]
    assert (item.rows, len(item.records), len(item.unread)) == (13, 13, 0)
    assert all(record.kind is PartyKind.COMPANY for record in item.records)
    gru = next(r for r in item.records if "GRU" in {name.text for name in r.names})
    assert gru.countries == ("RU",)
    assert gru.designations == (
        Designation(
            programmes=(
                "Licence: not without a licence (the duty of this list)",
                "US-BIS-MIEU",
            ),
            listed="2021-03-16",
        ),
    )


@pytest.mark.real_data
def test_the_companies_of_section_1260h_are_grouped_over_the_editions(shared_data: Path):
    path = shared_data / "lists" / "dod_1260h.csv"
    preview = preview_own_list(path)
    assert preview.seen.rows == 397
    assert (
        len(read_own_list(path, replace(preview.settings, publisher="Me")).lists[0].records) == 288
    )
    by_heading = {column.heading: column.index for column in preview.seen.columns}
    corrected = {by_heading["Clean Name"]: OwnField.PARTY, by_heading["Name"]: OwnField.ALIAS}
    settings = replace(
        preview.settings,
        publisher="Me",
        columns=tuple({**dict(preview.settings.columns), **corrected}.items()),
    )
    item = read_own_list(path, settings).lists[0]
    assert (item.rows, len(item.records), len(item.unread)) == (397, 233, 0)
    assert Counter(len(r.designations) for r in item.records) == {1: 120, 2: 62, 3: 51}
    assert sum(bool(r.designations[0].ends) for r in item.records) == 18
    assert sum(bool(r.relations) for r in item.records) == 138
    by_name = {record.name: record for record in item.records}
    huawei = by_name["Huawei Technologies Co., Ltd."]
    assert [d.listed for d in huawei.designations] == ["2021-06-03", "2025-01-07", "2026-06-08"]
    assert huawei.relations[0].other == "Huawei Investment & Holding Co., Ltd."
    known = by_name["Beijing Zhidao Chuangyu Information Technology Co., Ltd."]
    texts = {name.text for name in known.names}
    assert {"Knownsec", "Beijing Kownsec", "Knownsec,Beijing Kownsec"} <= texts
    assert not any(record.unread for record in item.records)
