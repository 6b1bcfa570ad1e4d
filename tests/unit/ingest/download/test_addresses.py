"""The table of addresses: the program's is sound, the officer's is judged row by row."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.lists import Channel
from caveat.domain.sources import Mark
from caveat.errors import CaveatError, EnvironmentProblemError, InputError
from caveat.ingest.download.addresses import TABLE, list_addresses
from caveat.ingest.download.rules import Rules
from caveat.ingest.lists.catalogue import published_lists

HEADER = "key,lists,channel,urls,files,date_from,hosts,what,default,source,mark\n"
ROW = "mine,US-EL,csl,https://example.gov/a.csv,a.csv,,,My list,yes,me,verified\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / TABLE


def test_every_list_that_the_program_knows_has_an_address() -> None:
    covered = {code for address in list_addresses() for code in address.lists}
    assert covered == {known.code for known in published_lists()}


def test_every_list_is_in_exactly_one_address_that_is_fetched_by_default() -> None:
    codes = [code for a in list_addresses() if a.default for code in a.lists]
    assert sorted(codes) == sorted(known.code for known in published_lists())


def test_every_address_of_the_program_may_be_asked_and_says_where_it_comes_from() -> None:
    table = list_addresses()
    rules = Rules.of(table)
    for address in table:
        for url in (*address.urls, *filter(None, [address.date_from])):
            rules.check(url.replace("{date}", "2026-07-09"))
            assert urlsplit(url).scheme == "https"
        assert address.source
        assert address.mark in {Mark.VERIFIED, Mark.SECONDARY}
    assert len({address.key for address in table}) == len(table)


def test_the_consolidated_screening_list_covers_its_thirteen_lists() -> None:
    csl = next(address for address in list_addresses() if address.channel is Channel.CSL)
    from_csl = {known.code for known in published_lists() if known.csl_sources}
    assert set(csl.lists) == from_csl
    assert len(csl.lists) == 13


def test_the_officers_table_takes_the_place_of_the_programs(own: Path) -> None:
    own.write_text(HEADER + ROW, encoding="utf-8")
    (only,) = list_addresses(own)
    assert (only.key, only.lists, only.default) == ("mine", ("US-EL",), True)
    own.unlink()
    assert len(list_addresses(own)) > 1


def test_a_table_saved_by_a_spreadsheet_program_is_read(own: Path) -> None:
    own.write_bytes(b"\xef\xbb\xbf" + (HEADER + ROW).replace("\n", "\r\n").encode())
    assert [address.key for address in list_addresses(own)] == ["mine"]


def test_own_lists_may_have_addresses_too(own: Path) -> None:
    own.write_text(HEADER + ROW.replace("US-EL", "OWN-DENY").replace("csl", "own"), "utf-8")
    assert list_addresses(own)[0].lists == ("OWN-DENY",)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ROW + ROW, "line 3: the key mine is there twice"),
        (ROW.replace("mine", "My Key"), "“My Key” is no key"),
        (ROW.replace("mine", ""), "is no key"),
        (ROW.replace("US-EL", "Entity List"), "is no list code"),
        (ROW.replace("US-EL", ""), "must be filled"),
        (ROW.replace("csl", "fax"), "“fax” is no channel"),
        (ROW.replace("csl", "starter"), "“starter” is no channel"),
        (ROW.replace("example.gov/a", "example.gov:99999/a"), "is no address of a file"),
        (ROW.replace("example.gov/a", "example.gov:x/a"), "is no address of a file"),
        (ROW.replace("example.gov/a", "[::1/a"), "Invalid IPv6"),
        (ROW.replace("yes", "perhaps"), "default must be yes or no"),
        (ROW.replace("https://example.gov/a.csv", "example.gov"), "is no address of a file"),
        (ROW.replace("https://example.gov/a.csv", "file:///etc/passwd"), "is no address of a file"),
        (ROW.replace("https:", "javascript:"), "is no address of a file"),
        (ROW.replace(",a.csv,", ",../../a.csv,"), "is no file name"),
        (ROW.replace(",a.csv,", ",.htaccess,"), "is no file name"),
        (ROW.replace(",a.csv,", ",a.csv|b.csv,"), "one file name for each"),
        (ROW.replace("/a.csv,a.csv", "/a|https://example.gov/b,a.csv|a.csv"), "each another"),
        (ROW.replace("/a.csv,", "/{date}/a.csv,"), "go together"),
        (ROW.replace(",a.csv,,", ",a.csv,https://example.gov/dates,"), "go together"),
        (ROW.replace("/a.csv,", "/ä.csv,"), "characters that an address cannot have"),
        (ROW.replace("verified", "sure"), "sure"),
        ('mine,"US-EL', "it is not CSV"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line(own: Path, row: str, why: str) -> None:
    own.write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(InputError, match=r"line \d: .*Nothing was fetched") as unusable:
        list_addresses(own)
    assert why in str(unusable.value)
    assert str(own) in str(unusable.value)


def test_a_table_without_its_columns_is_named(own: Path) -> None:
    own.write_text("key,url\nmine,https://example.gov/\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1: the column lists is missing"):
        list_addresses(own)


def test_a_table_in_another_encoding_or_too_large_is_refused(own: Path) -> None:
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not in UTF-8"):
        list_addresses(own)
    own.write_bytes(b"a" * (1024 * 1024 + 1))
    with pytest.raises(InputError, match="too large"):
        list_addresses(own)


def test_a_table_that_cannot_be_read_is_the_environment(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.write_text(HEADER, encoding="utf-8")

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(EnvironmentProblemError, match="Permission denied"):
        list_addresses(own)


@given(text=st.text(max_size=300), header=st.booleans())
def test_no_table_is_too_strange(
    tmp_path_factory: pytest.TempPathFactory, text: str, *, header: bool
) -> None:
    own = tmp_path_factory.mktemp("own") / TABLE
    own.write_text((HEADER if header else "") + text, encoding="utf-8", errors="replace")
    try:
        table = list_addresses(own)
    except CaveatError as error:
        said = str(error)
    else:
        said = "" if header and not table else "read"
    assert said == "" or "Nothing was fetched" in said
