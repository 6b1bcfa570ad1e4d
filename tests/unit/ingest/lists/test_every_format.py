"""Every format under the same attacks: read whole or refused, and nothing lost in between.

What single formats know better (counts of real files, marks inside cells) is in their own tests.
"""

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from caveat.domain.lists import Override, ParsedFile, ReleaseState
from caveat.domain.progress import CancelledError, CancelToken, ignore_progress
from caveat.errors import CaveatError, InputError, RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.formats import MOST_ROWS, ListFormat, SetFormat
from caveat.ingest.lists.read import group_files, read_list_set, read_whole_rows
from caveat.ingest.lists.registry import ALL, FORMATS, SETS
from caveat.ingest.opened_file import Limits
from caveat.services import guards
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.lists import import_files
from caveat.services.workspace import Workspace
from caveat.storage import releases
from caveat.storage.records import member_ids
from damage import DATA, PARTIES, REAL, SAMPLES, UNITS, Damage, damaged, damages, packed, plain

Form = ListFormat | SetFormat
every_format = pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
xml_format = pytest.mark.parametrize(
    "form", [form for form in ALL if "XML" in form.name], ids=lambda form: form.name
)
"""Formats that entities and document types can be tried on."""
_LONGEST_MESSAGE = 2_000


def sample(form: Form) -> tuple[Path, ...]:
    return tuple(DATA / name for name in SAMPLES[form.name])


def written(folder: Path, form: Form, first: bytes) -> tuple[Path, ...]:
    """The sample with another content of its first file."""
    paths = []
    for path in sample(form):
        target = folder / path.name
        target.write_bytes(first if not paths else path.read_bytes())
        paths.append(target)
    return tuple(paths)


def read_or_refused(paths: Sequence[Path]) -> ParsedFile | None:
    """None where it was refused as it should be: by name, and with the officer's sentence."""
    try:
        return read_list_set(paths)
    except (UnreadableFileError, RefusedReleaseError) as error:
        said = str(error)
    assert "Nothing was changed" in said
    assert len(said) < _LONGEST_MESSAGE
    return None


def entries(parsed: ParsedFile, unit: str) -> int:
    """Parties, or rows, that are in service, unread or on no known list. A party on two lists is
    one."""
    unknown = len(parsed.unknown_rows)
    if unit != PARTIES:
        return sum(item.rows for item in parsed.lists)
    if parsed.format.startswith("OFAC"):
        known = {record.publisher_id for item in parsed.lists for record in item.records}
        unread = {(row.row, row.raw) for item in parsed.lists for row in item.unread}
        return len(known) + len(unread) + unknown
    return sum(len(item.records) + len(item.unread) for item in parsed.lists) + unknown


def assert_whole(parsed: ParsedFile, form: Form, content: bytes) -> None:
    """Nothing that was read is blank, and nothing that stands in the file is missing."""
    for item in parsed.lists:
        assert item.records or item.unread
        for record in item.records:
            assert record.list_code == item.list_code
            assert all(name.text.strip() for name in record.names)
            assert record.name
            assert record.designations
            assert record.published
    unit = UNITS[form.name]
    if unit is not None:
        told = sum(1 for row in parsed.unknown_rows if row.reason.startswith("The element"))
        assert entries(parsed, unit[0]) - told == unit[1](content)


# Recognising --------------------------------------------------------------------------------------


@every_format
def test_every_format_has_a_sample_that_is_read_whole(form: Form):
    (group,) = group_files(sample(form))
    parsed = read_list_set(group)
    assert (parsed.channel, parsed.parser_version) == (form.channel, form.parser_version)
    assert (parsed.tried, parsed.combined) == (form.tried, form.combined)
    assert form.tried == (form.name in REAL) or form.name == "Own list (template)"
    assert_whole(parsed, form, sample(form)[0].read_bytes())


def recognising(head: bytes) -> list[str]:
    found = [form.name for form in FORMATS if form.sniff(head)]
    return found + [form.name for form in SETS for part in form.parts if part.sniff(head)]


@every_format
def test_a_content_is_recognised_by_one_format_under_any_name_and_packing(
    form: Form, tmp_path: Path
):
    for path in sample(form):
        assert recognising(path.read_bytes()[: 64 * 1024]) == [form.name]
    first, *others = sample(form)
    whole = read_list_set(sample(form))
    for name, content in packed(first.read_bytes(), first.name):
        target = tmp_path / name
        target.write_bytes(content)
        assert read_list_set((target, *others)).lists == whole.lists


@pytest.mark.real_data
@pytest.mark.parametrize("name", REAL)
def test_a_real_file_is_recognised_by_one_format(name: str, shared_data: Path):
    for part in REAL[name]:
        assert recognising(plain(shared_data / "lists" / part)[: 64 * 1024]) == [name]


@every_format
@pytest.mark.parametrize(
    "name", ["../up", "a\nb.csv", "=cmd|' /C calc'!A0", "-rf", "\u202evsc.", ".", "ä" * 60, "%s{0}"]
)
def test_a_hostile_file_name_changes_nothing(form: Form, name: str, tmp_path: Path):
    first, *others = sample(form)
    target = tmp_path / f"x{name.replace('/', '_')}"
    target.write_bytes(first.read_bytes())
    assert read_list_set((target, *others)).lists == read_list_set(sample(form)).lists
    target.write_bytes(first.read_bytes()[:-40])
    assert read_or_refused((target, *others)) is None or form.name == "Own list (template)"


# Damage -------------------------------------------------------------------------------------------


@every_format
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=damages())
def test_a_damaged_file_is_read_whole_or_refused(form: Form, changes: list[Damage], tmp_path: Path):
    content = damaged(sample(form)[0].read_bytes(), changes)
    parsed = read_or_refused(written(tmp_path, form, content))
    if parsed is not None:
        assert_whole(parsed, form, content)


@pytest.mark.parametrize("name", SAMPLES["OFAC's lists, CSV files"][1:])
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=damages())
def test_a_damaged_part_of_a_set_costs_no_party(name: str, changes: list[Damage], tmp_path: Path):
    (form,) = SETS
    paths = list(written(tmp_path, form, sample(form)[0].read_bytes()))
    target = tmp_path / Path(name).name
    target.write_bytes(damaged(target.read_bytes(), changes))
    parsed = read_or_refused(paths)
    if parsed is not None:
        assert_whole(parsed, form, paths[0].read_bytes())


@every_format
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=damages())
def test_the_whole_rows_of_a_damaged_file_are_read_or_it_is_refused(
    form: Form, changes: list[Damage], tmp_path: Path
):
    path, *others = written(tmp_path, form, damaged(sample(form)[0].read_bytes(), changes))
    try:
        parsed = read_whole_rows(path)
    except InputError as error:
        said = str(error)
    else:
        assert not others
        said = "Nothing was changed"
        assert all(record.name for item in parsed.lists for record in item.records)
    assert "Nothing was changed" in said


@every_format
def test_a_file_joined_to_itself_is_refused(form: Form, tmp_path: Path):
    content = sample(form)[0].read_bytes()
    assert read_or_refused(written(tmp_path, form, content + content)) is None


@pytest.mark.real_data
@pytest.mark.parametrize("name", REAL)
def test_a_real_file_that_was_damaged_is_read_whole_or_refused(
    name: str, shared_data: Path, tmp_path: Path
):
    form = next(form for form in ALL if form.name == name)
    chance = random.Random(name)  # noqa: S311  # the same damage in every run
    paths = [shared_data / "lists" / part for part in REAL[name]]
    whole = plain(paths[0])
    for how in chance.sample(("flip", "hole", "exchange", "swap lines", "drop a line", "cut"), 3):
        change = Damage(how, chance.random(), chance.random(), chance.randrange(256))
        target = tmp_path / "first"
        target.write_bytes(change.of(whole))
        parsed = read_or_refused((target, *paths[1:]))
        if parsed is not None:
            assert_whole(parsed, form, target.read_bytes())


# Hostile content ----------------------------------------------------------------------------------


def with_a_word(form: Form, replacement: bytes) -> tuple[bytes, bytes]:
    """The first file with its first party's name replaced, and that name."""
    content = sample(form)[0].read_bytes()
    parsed = read_list_set(sample(form))
    names = [record.name for item in parsed.lists for record in item.records]
    word = next(
        word.encode() for name in names for word in name.split() if word.encode() in content
    )
    return content.replace(word, replacement, 1), word


@every_format
@pytest.mark.parametrize(
    "monster",
    [b"x" * 1_000_000, b"a.k.a. " * 150_000, b"(" * 1_000_000, b"; " * 500_000, b"1) " * 300_000],
    ids=["letters", "aliases", "brackets", "semicolons", "numbers"],
)
def test_a_field_of_a_million_letters_is_read_or_refused(
    form: Form, monster: bytes, tmp_path: Path
):
    content, word = with_a_word(form, monster)
    assert word not in monster
    parsed = read_or_refused(written(tmp_path, form, content))
    if parsed is not None:
        assert_whole(parsed, form, content)


@pytest.mark.parametrize(
    "form",
    [form for form in ALL if "XML" not in form.name and "JSON" not in form.name],
    ids=lambda form: form.name,
)
def test_lines_without_content_are_counted_and_can_be_cancelled(form: Form, tmp_path: Path):
    content = sample(form)[0].read_bytes() + b"\n" * (MOST_ROWS + 1)
    paths = written(tmp_path, form, content)
    if len(paths) == 1:
        (token := CancelToken()).cancel()
        with pytest.raises(CancelledError):
            read_list_set(paths, cancel=token)
    if form.name != "Own list (template)":  # its spreadsheet reader has a limit of its own
        with pytest.raises(UnreadableFileError, match="more than 500,000 rows"):
            read_list_set(paths)


@every_format
def test_a_nul_in_a_name_is_refused_or_mended(form: Form, tmp_path: Path):
    content, _ = with_a_word(form, b"Aca\0cia")
    parsed = read_or_refused(written(tmp_path, form, content))
    if parsed is not None:
        assert all("\0" not in name.text for r in parsed.lists[0].records for name in r.names)


@every_format
@pytest.mark.parametrize("opening", [b"[", b'{"a":', b"<a>", b"(", b'"', b"<TR><TD>"])
def test_brackets_without_end_are_read_or_refused(form: Form, opening: bytes, tmp_path: Path):
    content = sample(form)[0].read_bytes()
    half = len(content) // 2
    nested = content[:half] + opening * 200_000 + content[half:]
    parsed = read_or_refused(written(tmp_path, form, nested))
    if parsed is not None:
        assert_whole(parsed, form, nested)


BILLION = b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(12)
)


@xml_format
@pytest.mark.parametrize(
    ("subset", "reference"),
    [
        (BILLION, b"&l11;"),
        (b'<!ENTITY x SYSTEM "file:///etc/hostname">', b"&x;"),
        (b'<!ENTITY x SYSTEM "http://127.0.0.1:9/x">', b"&x;"),
        (b'<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;', b""),
        (b'<!ENTITY x "harmless">', b"&x;"),
    ],
)
def test_entities_are_refused_and_nothing_is_fetched(
    form: Form, subset: bytes, reference: bytes, tmp_path: Path
):
    content, _ = with_a_word(form, reference or b"Acacia")
    declaration, rest = content.split(b"?>", 1)
    hostile = declaration + b"?><!DOCTYPE x [" + subset + b"]>" + rest
    with pytest.raises(UnreadableFileError, match=r"document type|not a list"):
        read_list_set(written(tmp_path, form, hostile))


@every_format
def test_a_file_that_unpacks_without_end_is_stopped(form: Form, tmp_path: Path):
    content = sample(form)[0].read_bytes()
    few = Limits(inflated_bytes=len(content) + 1000, ratio=20, ratio_from=len(content) + 1000)
    for _, bomb in packed(content + b" " * 2_000_000, "x")[1:]:
        paths = written(tmp_path, form, bomb)
        with pytest.raises(UnreadableFileError, match="unpacks to more than"):
            read_list_set(paths, limits=few)


# Into service -------------------------------------------------------------------------------------


def take(ws: Workspace, parsed: ParsedFile, *accepted: Override) -> list[ReleaseState]:
    options = IntakeOptions(accept=frozenset(accepted), reason="compared")
    report = take_in(ws, parsed, options, progress=ignore_progress, cancel=None)
    return [outcome.state for outcome in report.outcomes]


@every_format
def test_what_enters_service_after_damage_is_within_the_guard(
    form: Form, ws: Workspace, tmp_path: Path
):
    whole = read_list_set(sample(form))
    take(ws, whole, *Override)
    chance = random.Random(form.name)  # noqa: S311  # the same damage in every run
    hows = ("hole", "exchange", "empty", "columns", "drop a line", "swap lines", "repeat a line")
    for how in hows * 3:
        change = Damage(how, chance.random(), chance.random(), chance.randrange(256))
        content = change.of(sample(form)[0].read_bytes())
        parsed = read_or_refused(written(tmp_path, form, content))
        if parsed is None:
            continue
        with ws.store.reading() as connection:
            before = {item.list_code: item for item in releases.in_service(connection)}
        take(ws, parsed)
        with ws.store.reading() as connection:
            for item in releases.in_service(connection):
                old = before[item.list_code]
                least = 1 - guards.SHRINK_LIMIT
                assert item.id == old.id or item.parties >= old.parties * least
                assert item.id == old.id or item.names >= old.names * least
                assert item.parties == len(member_ids(connection, item.id))


@pytest.mark.parametrize("damage", ["cut", "none"])
@pytest.mark.parametrize(
    "name", ["UN Security Council consolidated list, XML", "Consolidated Screening List, CSV"]
)
def test_a_bad_second_file_leaves_the_first_out_too(
    name: str, damage: str, ws: Workspace, tmp_path: Path
):
    form = next(form for form in ALL if form.name == name)
    good = sample(next(form for form in ALL if form.name == "OFAC's lists, classic XML"))
    content = sample(form)[0].read_bytes()
    paths = written(tmp_path, form, content[:-30] if damage == "cut" else content)
    with ws.store.reading() as connection:
        before = releases.in_service(connection)
    if damage == "cut":
        with pytest.raises(CaveatError, match="Nothing was changed"):
            import_files(ws, [*good, *paths])
        with ws.store.reading() as connection:
            assert releases.in_service(connection) == before
    else:
        report = import_files(ws, [*good, *paths])
        assert len({outcome.channel for outcome in report.outcomes}) == 2


def test_a_bomb_is_stopped_in_the_process_that_reads_it(ws: Workspace, tmp_path: Path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        lines = (b" " * 1_000 + b"\n") * 40_000
        archive.writestr("csl.csv", (DATA / "csl_small.csv").read_bytes() + lines)
    path = tmp_path / "csl.zip"
    path.write_bytes(bomb.getvalue())
    with pytest.raises(UnreadableFileError, match="unpacks to more than"):
        import_files(ws, [path])
