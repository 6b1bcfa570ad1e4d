"""Rows that reach over others, go on, or hold no entry."""

from caveat.ingest.lists.read import read_list_file
from regulation import NIMBUS, WHOLE, Write, entities, supplement


def test_a_country_may_reach_down_over_rows_or_stand_in_a_row_of_its_own(write: Write):
    other = NIMBUS.replace("Nimbus", "Cumulus")
    rows = f"<TR><TD rowspan='2'>IRAN</TD>{NIMBUS}</TR><TR>{other}</TR>"
    rows += f"<TR><TD colspan='5'>OMAN</TD></TR><TR><TD/>{NIMBUS.replace('Nimbus', 'Oryx')}</TR>"
    rows += "<TR><TD>CUBA</TD><TD/><TD/><TD/><TD/></TR>"
    rows += f"<TR><TD/>{NIMBUS.replace('Nimbus', 'Palma')}</TR>"
    found = entities(write, rows)
    assert [(record.name, record.countries) for record in found] == [
        *(("Nimbus", ("IR",)), ("Cumulus", ("IR",)), ("Oryx", ("OM",)), ("Palma", ("CU",))),
    ]


def test_a_row_that_goes_on_belongs_to_the_entry_above(write: Write):
    rows = (
        "<TR><TD>OMAN</TD><TD>Oryx, a.k.a., the following two aliases:<br/>—One;</TD><TD>All</TD>"
        "<TD>Denial</TD><TD>90 FR 1</TD></TR><TR><TD/><TD>—Two.</TD><TD/><TD/><TD/></TR>"
        "<TR><TD/><TD>5 Road, Muscat, Oman.</TD><TD/><TD/><TD/></TR>"
    )
    (record,) = entities(write, rows)
    assert [name.text for name in record.names] == ["Oryx", "One", "Two"]
    assert record.addresses[0].text == "5 Road, Muscat, Oman"
    assert dict(record.published)["Entity"].endswith("—Two.\n5 Road, Muscat, Oman.")


def test_rows_below_a_plural_label_are_units_until_a_row_has_columns_of_its_own(write: Write):
    bare = "<TR><TD/><TD>{}</TD><TD/><TD/><TD/></TR>"
    texts = ("Affiliated entities:", "Alpha Works", "Beta Works, a.k.a., the following one alias:")
    rows = WHOLE + "".join(map(bare.format, (*texts, "—Beta.", "Gamma Works")))
    found = entities(write, f"{rows}<TR><TD/>{NIMBUS.replace('Nimbus', 'Other')}</TR>")
    assert [(record.name, len(record.relations)) for record in found] == [
        *(("Nimbus", 0), ("Alpha Works", 1), ("Beta Works", 1), ("Gamma Works", 1), ("Other", 0)),
    ]
    assert [name.text for name in found[2].names] == ["Beta Works", "Beta"]


def test_a_name_without_licence_columns_is_a_party_that_says_so(write: Write):
    rows = f"{WHOLE}<TR><TD/><TD>Lonely Trading LLC, Muscat, Oman.</TD><TD/><TD/><TD/></TR>"
    _, lonely = entities(write, rows)
    assert lonely.name == "Lonely Trading LLC"
    assert "those of the entry above" in lonely.unread[0]
    assert lonely.designations[0].licence_requirement == "All items"


def test_a_row_with_another_number_of_cells_is_read_as_far_as_it_goes(write: Write):
    _, short = entities(write, f"{WHOLE}<TR>{NIMBUS.replace('Nimbus', 'Short')}</TR>")
    assert short.name == "Short"
    assert "4 cells instead of 5" in short.unread[0]
    assert short.designations[0].licence_requirement == "All items"


def test_a_row_that_names_nobody_is_kept_as_raw_text(write: Write):
    rows = f"{WHOLE}<TR><TD/><TD/><TD>All</TD><TD/><TD/></TR><TR><TD>Lost words</TD></TR>"
    found = read_list_file(write("one.xml", supplement(rows))).lists[0]
    assert (found.rows, len(found.records)) == (3, 1)
    assert [row.raw for row in found.unread] == [" |  | All |  | ", "Lost words"]


def test_notes_footnotes_reserved_and_blank_rows_are_no_entries(write: Write):
    rows = (
        f"{WHOLE}<TR><TD/><TD/><TD/><TD/><TD/></TR><TR><TD>BURMA</TD><TD>[Reserved]</TD><TD/><TD/>"
        "<TD/></TR><TR><TD colspan='5'>Note 1 to table: x</TD></TR><TR><TD colspan='5'><SU>1</SU> "
        "For this entity, see x</TD></TR><TR><TD colspan='5'>[63 FR 64325]</TD></TR>"
    )
    found = read_list_file(write("one.xml", supplement(rows))).lists[0]
    assert (found.rows, found.unread) == (1, ())
