"""Compares what two channels print of one party, as far as channels can be compared at all.

Channels word the same facts in their own way: a country as a code or a name, a birthday as a day or
a span, several addresses as one entry or as several, a field that the other leaves out. Counted as
different is only what would change a search or a decision: names, weak marks, places, programmes,
footnotes, end dates.
"""

from collections.abc import Iterable

from caveat.domain.differences import FieldChange
from caveat.domain.identity import name_key
from caveat.domain.parties import NameKind, PartyRecord
from caveat.ingest.countries import country_name, country_of


def differences_across(old: PartyRecord, new: PartyRecord) -> tuple[FieldChange, ...]:
    """The facts in which two channels disagree about one party; texts are verbatim."""
    found = [
        _change("names", [n.text for n in old.names], [n.text for n in new.names]),
        _change("weak aliases", _weak(old), _weak(new)),
        _places(old, new),
        _where_both_say("programmes", _programmes(old), _programmes(new)),
        _where_both_say("footnotes", _footnotes(old), _footnotes(new)),
        _where_both_say(
            "ends",
            [d.ends for d in old.designations if d.ends],
            [d.ends for d in new.designations if d.ends],
        ),
    ]
    return tuple(change for change in found if change is not None)


def _weak(record: PartyRecord) -> list[str]:
    return [name.text for name in record.names if name.kind is NameKind.WEAK_ALIAS]


def _programmes(record: PartyRecord) -> list[str]:
    return [programme for d in record.designations for programme in d.programmes]


def _footnotes(record: PartyRecord) -> list[str]:
    return [str(footnote) for d in record.designations for footnote in d.footnotes]


def _change(name: str, old: Iterable[str], new: Iterable[str]) -> FieldChange | None:
    before = {_words(text): text for text in old}
    after = {_words(text): text for text in new}
    gone = tuple(text for key, text in before.items() if key not in after)
    come = tuple(text for key, text in after.items() if key not in before)
    return FieldChange(name, gone, come) if gone or come else None


def _where_both_say(name: str, old: list[str], new: list[str]) -> FieldChange | None:
    return _change(name, old, new) if old and new else None


def _words(text: str) -> frozenset[str]:
    return frozenset(name_key(text).split()) or frozenset({text})


def _places(old: PartyRecord, new: PartyRecord) -> FieldChange | None:
    before, after = _by_place(old), _by_place(new)
    gone = tuple(text for words, text in before.items() if not _printed_among(words, after))
    come = tuple(text for words, text in after.items() if not _printed_among(words, before))
    return FieldChange("addresses", gone, come) if gone or come else None


def _by_place(record: PartyRecord) -> dict[frozenset[str], str]:
    """Addresses by their words without the country; a bare country is no address."""
    found = {}
    for address in record.addresses:
        code = address.country or country_of(address.text)
        country = _words(code) | _words(country_name(code)) if code else frozenset[str]()
        words = _words(address.text) - country
        if words:
            found[words] = address.text
    return found


def _printed_among(words: frozenset[str], others: Iterable[frozenset[str]]) -> bool:
    """Whether another address has all these words, or only words of it."""
    return any(words <= other or other <= words for other in others)
