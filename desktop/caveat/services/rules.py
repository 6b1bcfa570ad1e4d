"""The rules of law as an edition: those of the program and the officer's own, and what hits mean.

An edition is named by a hash. Every answer carries it, and the edition that a screening rests on
is on record with it, so that years later the hits still say what they said then.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from caveat.domain.consequences import Consequences, HitConsequences, OwnRules, RuleBook
from caveat.domain.parties import PartyKind
from caveat.domain.screening import Answer, Hit
from caveat.errors import InputError
from caveat.law.book import built_in_files
from caveat.law.book import rule_book as read_book
from caveat.proof.canonical import canonical
from caveat.services.workspace import Workspace
from caveat.storage import rule_editions
from caveat.storage.driver import sqlite3
from caveat.storage.rule_editions import StoredOwnRules

_NOT_STORED = (
    "The edition of the rules that this screening was made with is not stored here, or cannot be "
    "read by this version of the program. Today's edition is shown for its day."
)
_NO_EDITION = (
    "This screening was recorded before the program kept dated rules. Today's edition is shown for "
    "its day."
)


@dataclass(frozen=True, slots=True)
class Edition:
    """The texts of one edition.

    Attributes:
        files: Name and text of each file of the program.
        own: The officer's file; None where there is none.
    """

    files: tuple[tuple[str, str], ...]
    own: StoredOwnRules | None


def rules_sha256(connection: sqlite3.Connection) -> str:
    """Hash of the edition that counts now."""
    return edition_text(_current(connection))[1]


def current_rules(ws: Workspace) -> RuleBook:
    """The rules as they count now.

    Where the officer's file cannot be read, the program's rules count and the book warns.
    """
    with ws.store.reading() as connection:
        return _book(_current(connection))


def consequences_of(ws: Workspace, answer: Answer) -> Consequences:
    """What the hits of an answer mean on its day, by the edition that it was made with."""
    day = answer.query.in_force or answer.as_of
    book = book_of(ws, answer.engine.rules_sha256)
    return Consequences(day, book, tuple(consequence_of(hit, book, day) for hit in answer.hits))


def consequences_of_hit(ws: Workspace, answer: Answer, hit: Hit) -> Consequences:
    """What one party found means, a near miss or a delisted one too; see `consequences_of`."""
    return consequences_of(ws, replace(answer, hits=(hit,)))


def by_rules_of(ws: Workspace, answer: Answer, sha256: str) -> Answer:
    """An answer by the edition that a record names, if that is still to be had.

    No hit hangs on the rules, so that only the name changes. A record of a version without rules
    names none.
    """
    with ws.store.reading() as connection:
        if sha256 and edition_named(connection, sha256) is None:
            return answer
    return replace(answer, engine=replace(answer.engine, rules_sha256=sha256))


def edition_named(connection: sqlite3.Connection, sha256: str) -> Edition | None:
    """The edition with a hash: stored, or put together anew from what is stored."""
    stored = rule_editions.edition(connection, sha256)
    if stored is not None:
        return _edition(json.loads(stored))
    for known in _known(connection):
        if edition_text(known)[1] == sha256:
            return known
    return None


@lru_cache(maxsize=8)
def edition_text(edition: Edition) -> tuple[str, str]:
    """An edition as the text that is stored, and its hash."""
    own = edition.own
    said = {"text": own.text, "by": own.by, "at": own.at, "reason": own.reason} if own else None
    text = canonical({"files": dict(edition.files), "own": said})
    return text, hashlib.sha256(text.encode()).hexdigest()


def _edition(data: Any) -> Edition:
    own = StoredOwnRules(**data["own"]) if data["own"] else None
    return Edition(tuple(data["files"].items()), own)


def _current(connection: sqlite3.Connection) -> Edition:
    newest = next(rule_editions.own_rules(connection), None)
    return Edition(_files(), newest if newest and newest.text else None)


def _known(connection: sqlite3.Connection) -> Iterator[Edition]:
    yield Edition(_files(), None)
    for own in rule_editions.own_rules(connection):
        if own.text:
            yield Edition(_files(), own)


def _files() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(built_in_files().items()))


@lru_cache(maxsize=4)
def _book(edition: Edition) -> RuleBook:
    files, sha256, own = dict(edition.files), edition_text(edition)[1], edition.own
    if own is None:
        return read_book(files, sha256)
    given = OwnRules(own.by, datetime.fromisoformat(own.at), own.reason, frozenset())
    try:
        return read_book(files, sha256, own.text, given)
    except InputError as error:
        warning = (
            f"The rules that {own.by} gave on {own.at[:10]} cannot be used: {error} The program's "
            "own rules count until they are corrected (“caveat rules export”, then “import”)."
        )
        return replace(read_book(files, sha256), warnings=(warning,))


def book_of(ws: Workspace, sha256: str) -> RuleBook:
    """The edition that an answer names; today's, with a warning, where it is not to be had."""
    with ws.store.reading() as connection:
        current = _current(connection)
        if sha256 == edition_text(current)[1]:
            return _book(current)
        found = edition_named(connection, sha256) if sha256 else None
    if found is not None:
        try:
            return _book(found)
        except (InputError, KeyError):
            pass  # the files of another version of the program
    book = _book(current)
    said = _NOT_STORED if sha256 else _NO_EDITION
    return replace(book, warnings=(said, *book.warnings))


def consequence_of(hit: Hit, book: RuleBook, day: date) -> HitConsequences:
    """What one hit brings with it on a day, by an edition of the rules."""
    code = hit.party.list_code
    footnotes = [n for cited in hit.designations for n in cited.designation.footnotes]
    is_address = hit.party.kind is PartyKind.ADDRESS
    return HitConsequences(
        hit=hit.hit,
        party=hit.party.id,
        list_code=code,
        card=book.card(code),
        rules=tuple(
            (rule, on)
            for rule, on in book.rules_on(day)
            if rule.concerns(code, footnotes, is_address=is_address)
        ),
    )
