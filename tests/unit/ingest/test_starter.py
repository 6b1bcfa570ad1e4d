"""Faults in the starter set's files are named with file and row."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.starter import BrokenStarterError, read_starter
from caveat.ingest.lists.starter_tables import read_table

STARTER = Path(__file__).resolve().parents[3] / "resources" / "starter"


@pytest.fixture
def copied(tmp_path) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path / "starter"))


def _edit(folder: Path, file: str, old: str, new: str) -> int:
    """Replace a text that stands in the file; the row of its first place."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


FAULTS = {
    "an unknown source": (
        "relations.csv",
        ",al-mayadeen,verified",
        ",al-jazeera,verified",
        "source",
    ),
    "an unknown mark": ("relations.csv", ",al-mayadeen,verified", ",al-mayadeen,sure", "mark"),
    "a mark that only a list can give": (
        "relations.csv",
        ",al-mayadeen,verified",
        ",al-mayadeen,published",
        "cannot be 'published'",
    ),
    "a statement stronger than its source": (
        "overlay_names.csv",
        ",compiler,unverified",
        ",compiler,verified",
        "marked verified, but its source is unverified",
    ),
    "a date that does not exist": ("relations.csv", ",2025-03-26,", ",2025-02-30,", "no date"),
    "a date in another form": ("entries.csv", ",2025-03-28,", ",3/28/25,", "no date"),
    "a relation of an unknown kind": ("relations.csv", ",denies,", ",contests,", "kind"),
    "a relation without a detail": (
        "relations.csv",
        ",Alias in the list.,",
        ",,",
        "detail is empty",
    ),
    "a relation to a party that is not there": (
        "relations.csv",
        "n014,,el-nettrix-information-industry",
        "n014,,el-nettrix",
        "subject_party",
    ),
    "a relation whose subject is given twice": (
        "relations.csv",
        "n014,,el-nettrix",
        "n014,Nettrix,el-nettrix",
        "either a text or a party",
    ),
    "a repeated relation": ("relations.csv", "\nn002,", "\nn001,", "stands twice"),
    "a repeated entry": (
        "entries.csv",
        "\nel-air-force-engineering-university,",
        "\nel-aerospace-star-technology-application,",
        "stands twice",
    ),
    "a repeated source": ("sources.csv", "\nofac-ns-cmic,", "\necfr-entity-list,", "stands twice"),
    "a repeated overlay name": (
        "overlay_names.csv",
        "el-sugon,曙光,",
        "el-sugon,中科曙光,",
        "twice",
    ),
    "a name of no entry": ("entry_names.csv", "\nel-sugon,alias", "\nel-sugo,alias", "entry"),
    "an address of no entry": ("entry_addresses.csv", "\nel-sugon,", "\nel-sugo,", "entry"),
    "an address in no country": ("entry_addresses.csv", ",CN", ",China", "no country code"),
    "a binding to an entry that is not there": (
        "overlay_parties.csv",
        "el-dji,DJI,el-dji,",
        "el-dji,DJI,el-dj,",
        "entry",
    ),
    "a binding without a list": (
        "overlay_parties.csv",
        "Dahua Technology,,US-EL,,Dahua",
        "Dahua Technology,,,,Dahua",
        "list and name",
    ),
    "two parties bound to one entry": (
        "overlay_parties.csv",
        "FiberHome Technologies Group,,US-EL,,FiberHome Technologies Group,",
        "FiberHome Technologies Group,el-dji,,,,",
        "stands twice",
    ),
    "an entry of a list that the manifest lacks": ("entries.csv", ",US-CMIC,", ",US-MEU,", "list"),
    "an unknown footnote": ("entries.csv", " 4,4,", " 4,6,", "unknown footnotes"),
    "a review policy without its mark": (
        "entries.csv",
        "Presumption of denial,secondary",
        "Presumption of denial,",
        "go together",
    ),
    "an unknown reason": ("entries.csv", ",quantum-technology,", ",quantum,", "reason"),
    "an address of a source that is none": (
        "sources.csv",
        ",https://menafn.com/1108525472,",
        ",menafn.com/1108525472,",
        "is no address",
    ),
    "a modification without its date": (
        "entries.csv",
        ",2019-11-13,2025-03-25,",
        ",2019-11-13,,",
        "date of the modification",
    ),
    "an extent that is neither whole nor excerpt": ("entries.csv", ",excerpt,", ",part,", "extent"),
    "a name of an unknown kind": ("overlay_names.csv", ",former name,", ",old name,", "kind"),
    "a binding twice over": (
        "overlay_parties.csv",
        "el-dji,DJI,el-dji,,",
        "el-dji,DJI,el-dji,US-EL,",
        "to a list besides",
    ),
    "an overlay party without a label": (
        "overlay_parties.csv",
        ",Betapex,",
        ",,",
        "label is empty",
    ),
    "a cell with spaces": (
        "reasons.csv",
        ",Quantum technology,",
        ",Quantum technology ,",
        "spaces",
    ),
    "a row with a cell too few": ("reasons.csv", ",Quantum technology,", ",", "cells"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_refused_with_file_and_row(copied, fault):
    file, old, new, words = FAULTS[fault]
    row = _edit(copied, file, old, new)
    with pytest.raises(BrokenStarterError) as caught:
        read_starter(copied)
    assert caught.value.file == file
    # A text that begins with a line break stands on the row after it.
    assert caught.value.row == row + old.startswith("\n")
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{file}, row ")


def test_an_entry_without_a_name_is_refused_at_the_entry(copied):
    names = copied / "entry_names.csv"
    lines = names.read_text(encoding="utf-8").splitlines(keepends=True)
    names.write_text("".join(x for x in lines if not x.startswith("el-dji,")), encoding="utf-8")
    with pytest.raises(BrokenStarterError, match="needs one name") as caught:
        read_starter(copied)
    assert caught.value.file == "entries.csv"


def test_a_missing_file_a_missing_column_and_other_bytes_are_named(copied):
    (copied / "reasons.csv").write_text("key,reason\n", encoding="utf-8")
    with pytest.raises(BrokenStarterError, match=r"reasons\.csv, row 1: the columns must be key"):
        read_starter(copied)
    (copied / "reasons.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(BrokenStarterError, match=r"reasons\.csv: "):
        read_starter(copied)
    (copied / "reasons.csv").unlink()
    with pytest.raises(BrokenStarterError, match=r"reasons\.csv: the file is missing"):
        read_starter(copied)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("as_of = 2026-07-09", 'as_of = "9 July 2026"'),
        ("as_of = 2026-07-09", ""),
        ("as_of = ", "as_of "),
        ('label = "Starter set"', 'label = ""'),
    ],
)
def test_a_manifest_that_does_not_say_what_the_set_is_is_refused(copied, old, new):
    _edit(copied, "manifest.toml", old, new)
    with pytest.raises(BrokenStarterError, match=r"manifest\.toml"):
        read_starter(copied)


def test_the_fault_is_a_value_error_so_that_it_counts_as_our_bug():
    assert issubclass(BrokenStarterError, ValueError)


def test_the_program_finds_its_own_set(copied):
    assert read_starter() == read_starter(copied)


def test_the_hash_ignores_line_ends_of_a_checkout_and_notices_any_other_change(copied):
    before = read_starter(copied).sha256
    relations = copied / "relations.csv"
    relations.write_bytes(relations.read_bytes().replace(b"\n", b"\r\n"))
    assert read_starter(copied).sha256 == before
    _edit(copied, "relations.csv", "Alias in the list.", "An alias in the list.")
    assert read_starter(copied).sha256 != before


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from([4, 7, 10]))
def test_every_partial_iso_date_is_a_date(day, length):
    (row,) = read_table("t.csv", f"day\n{day.isoformat()[:length]}\n".encode(), ("day",))
    assert row.day("day") == day.isoformat()[:length]


@given(st.text(alphabet="0123456789-", min_size=1, max_size=11))
def test_what_is_no_iso_date_is_refused(text):
    (row,) = read_table("t.csv", f"day\n{text}\n".encode(), ("day",))
    whole = (text + "-01-01"[len(text) - 4 :]) if len(text) in {4, 7, 10} else ""
    try:
        # strptime, since fromisoformat also takes forms that are not ours (20260709, 2026-W28-4).
        is_date = datetime.strptime(whole, "%Y-%m-%d").date().isoformat() == whole  # noqa: DTZ007  # a day has no zone
    except ValueError:
        is_date = False
    if is_date:
        assert row.day("day") == text
    else:
        with pytest.raises(BrokenStarterError):
            row.day("day")
