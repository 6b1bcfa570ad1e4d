"""Gathers the names that a list prints for one party in several places, each with its kind.

What it is for: the lists of the UN, the EU and the UK, which print every name apart. It mends
broken letters, reads the acronyms inside names of organisations, and keeps a name that is printed
twice once, as the stronger kind. The Consolidated Screening List, which joins names in one field,
has its own reader.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from caveat.domain.parties import Name, NameKind
from caveat.ingest.lists.inline_names import read_inline_names
from caveat.ingest.lists.text_repair import lost_letters, mend, other_readings, with_apostrophes

_DOUBTFUL = "Name: Letters may be broken; it is searched as “{}” too."
_LOST = "Letters of a name are lost: the release prints ? or � in their place."
_QUOTES = ('"', "“", "”", "„", "«", "»")


@lru_cache(maxsize=8192)
def _is_other_letter(sign: str) -> bool:
    return sign.isalpha() and not unicodedata.name(sign, "LATIN").startswith(("LATIN", "MODIFIER"))


def in_another_script(text: str) -> bool:
    """Whether a text has letters of another script than Latin."""
    return not text.isascii() and any(map(_is_other_letter, text))


def without_quotes(text: str) -> str:
    """A name without the quotation marks that enclose the whole of it ("“Kawa”")."""
    inside = text[1:-1]
    if text[:1] in _QUOTES and text[-1:] in _QUOTES and not any(q in inside for q in _QUOTES):
        return inside.strip()
    return text


@dataclass(slots=True)
class GatheredNames:
    """The names of one party, in the order in which they are added.

    Attributes:
        organisation: Whether brackets at the end of a name may hold its acronym. Those of persons
            hold remarks.
        unread: What could not be read, one sentence each.
        notes: What was mended, likewise.
    """

    organisation: bool
    unread: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    _names: dict[str, Name] = field(default_factory=dict)
    _later: list[tuple[str, NameKind]] = field(default_factory=list)

    def add(self, printed: str, kind: NameKind) -> None:
        """Add a name as printed; blank ones are passed over."""
        text, notes = mend(printed)
        text = without_quotes(text)
        if not any(letter.isalnum() for letter in text):
            return
        self.notes.update((f"Name: {note}", None) for note in notes)
        self._add_with_inside(text, kind)
        for reading in other_readings(printed):
            self.notes[_DOUBTFUL.format(reading)] = None
            self._later.append((reading, _lesser(kind)))
        if lost_letters(text):
            self.unread[_LOST] = None
            self._later.append((with_apostrophes(text), _lesser(kind)))

    def add_whole(self, printed: str, kind: NameKind) -> None:
        """Add a text of which the names were added one by one, so that a search for it finds it."""
        self._later.append((mend(printed)[0], _lesser(kind)))

    def finish(self) -> tuple[Name, ...]:
        """All names, the primary one first; none where none was added.

        Where the list marks none as primary, the first that is not weak takes its place, since a
        party must be called something. Guesses about broken letters come last.
        """
        for text, kind in self._later:
            self._keep(text, kind)
        self._later.clear()
        names = list(self._names.values())
        if not names:
            return ()
        rank = {NameKind.PRIMARY: 0, NameKind.WEAK_ALIAS: 3}
        first = min(
            range(len(names)),
            key=lambda at: rank.get(names[at].kind, 1 + in_another_script(names[at].text)),
        )
        primary = names.pop(first)
        rest = (
            Name(name.text, NameKind.ALIAS) if name.kind is NameKind.PRIMARY else name
            for name in names
        )
        return (Name(primary.text, NameKind.PRIMARY), *rest)

    def _add_with_inside(self, text: str, kind: NameKind) -> None:
        if not self.organisation or in_another_script(text):
            self._keep(text, kind)
            return
        inside, _ = read_inline_names(text)
        self._keep(inside[0].text, kind)
        for name in inside[1:]:
            weak = kind is NameKind.WEAK_ALIAS
            self._keep(name.text, kind if weak else name.kind)
        if inside[0].text != text:
            self._later.append((text, _lesser(kind)))

    def _keep(self, text: str, kind: NameKind) -> None:
        key = text.casefold()
        known = self._names.get(key)
        if known is None or _strength(kind) > _strength(known.kind):
            self._names[key] = Name(known.text if known else text, kind)


def _lesser(kind: NameKind) -> NameKind:
    return NameKind.WEAK_ALIAS if kind is NameKind.WEAK_ALIAS else NameKind.ALIAS


def _strength(kind: NameKind) -> int:
    if kind is NameKind.PRIMARY:
        return 2
    return 0 if kind is NameKind.WEAK_ALIAS else 1
