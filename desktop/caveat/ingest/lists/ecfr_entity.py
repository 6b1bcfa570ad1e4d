"""Reads the Entity cell of a supplement to 15 CFR part 744 into names, aliases and addresses.

Such a cell is a small text of its own, line by line:

    Nimbus Works Co., Ltd., a.k.a., the following two aliases:
    —Nimbus; and
    —Cloud Works.
    No. 1, First Road, Beijing, China; and 2 Harbour Street, Hong Kong. (See alternate address
    under Taiwan).
    Subordinate institution
    Nimbus Second Institute, a.k.a., the following one alias:
    —NSI.
    The following addresses apply to the entity and to the one subordinate institution: …

Units ("Subordinate institution", "Affiliated entities:") are entries of their own here, as they are
in the Consolidated Screening List. Where the text tells its parts apart by nothing but words, see
`ecfr_name_end`. What is read is meant to find the party; the cell itself stays in `published`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from caveat.ingest.lists.bis_units import unit_kind
from caveat.ingest.lists.ecfr_addresses import (
    split_addresses,
    without_conjunction,
    without_references,
)
from caveat.ingest.lists.ecfr_name_end import split_name, starts_like_an_address

_DASH = re.compile(r"^\s*(?:[—–―]+|-{1,3}(?=\s|[A-Z“\"(]))\s*")
_INLINE_DASH = re.compile(r"(?<=[:;.,])\s*(?:and|or)?\s*[—–―]\s*(?=\S)|\s[—–―]\s?(?=\S)")
_MARK = re.compile(
    r"[,;.]?\s*\b(?P<mark>a\.\s?k\.\s?a\b\.?|aka\b|also known as|f\.\s?k\.\s?a\b\.?|fka\b"
    r"|formerly known as|n\.\s?k\.\s?a\b\.?|d/b/a|doing business as)[,.:]*\s*",
    re.IGNORECASE,
)
_INTRO = re.compile(
    r"[,;]?\s*(?:and\s+|to include\s+){0,2}(?:the\s+)?following\s+(?:[\w-]+\s+){0,4}?alias(?:es)?"
    r"\s*[:.,;]*\s*",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"^\s*(?P<label>Subordinate\s+instit\w+|Subordinate\s+entit\w+|Affiliated\s+entit\w+)"
    r"\s*[:.—–-]*\s*",
    re.IGNORECASE,
)
_FOLLOWING_UNITS = re.compile(
    r"[,;]?\s*(?:and\s+)?(?:to include\s+)?the\s+following\s+(?:[\w-]+\s+){0,3}?"
    r"(?P<label>subordinate\s+(?:instit\w+|entit\w+)|affiliated\s+entit\w+)\s*[:.]*\s*$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\s*The following (?P<name>.{3,200}?) entities\s*:\s*", re.IGNORECASE)
_APPLY = re.compile(r"^\s*The following address(?:es)? appl[^:]{0,200}:\s*", re.IGNORECASE)
_ADDRESSES_FOR = re.compile(r"^\s*Address(?:es)? for [^:]{1,200}:\s*", re.IGNORECASE)
_ADDRESS_WORD = re.compile(r"[,;.]?\s+Address(?:es)?:\s+", re.IGNORECASE)
_ADDRESS_INSIDE = re.compile(r"\(\s*Address(?:es)?:\s*([^()]*)\)", re.IGNORECASE)
_ADDRESS_ONLY = re.compile(r"\s*(?P<name>Address\s+\d{1,3})\s*[,.:;—–-]*\s*", re.IGNORECASE)
_LEADING_AND = re.compile(r"^\s*(?:and|or)\s+", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?:\b(?:ltd|inc|co|corp|bros|jr|sr|st|no|mfg|tech|intl|sti|şti|tic|san)|\b[^\W\d]|\.\w+)\.$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:nos?|st|str|ul|bldg|rm)\.$", re.IGNORECASE)
"""What a number follows: no sentence ends in "Factory No. 9"."""
_SENTENCE = re.compile(r"\.\s+(?=[A-Z0-9#“(])")

_MOST_LINES = 2_000
_MOST_LETTERS = 60_000
"""The longest addresses of an entry had 3,354 letters in July 2026."""
_LONGEST_ITEM = 2_000
_LONGEST_WORD = 40
_MOST_UNITS = 500
_MOST_ADDRESSES = 400
_INFERRED = "Name and address stand in one sentence; where the name ends was inferred."
_FLAT = "The last alias and the address stand in one sentence; where the alias ends was inferred."
_TOO_LONG = "The entry has more lines than any published one; the rest is in the printed text only."


@dataclass(slots=True)
class Entry:
    """One party that a cell names.

    Attributes:
        printed: Name as printed, with what stands in brackets.
        aliases: Alternative names, verbatim; a former name has "f.k.a." before it.
        addresses: Single addresses, verbatim but for the conjunction and the last stop.
        see: Cross references, verbatim.
        kind: What it is to the first party of the cell, as a phrase; empty for the first itself.
        label: The words of the list that say so.
        notes: What was inferred, one sentence each.
        unread: What could not be read.
    """

    printed: str = ""
    aliases: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    see: list[str] = field(default_factory=list)
    kind: str = ""
    label: str = ""
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_entity(lines: Sequence[str], *, further: bool = False) -> list[Entry]:
    """The parties that a cell names, the first one first.

    Args:
        lines: The lines of the cell, each single-spaced, none empty.
        further: As in `split_name`, for the first name.

    Returns:
        Nothing where the cell names nobody.
    """
    within = _within_limits(lines)
    reader = _Reader(further=further)
    for line in _unfolded(within):
        reader.take(line)
    entries = reader.finish()
    if entries and sum(map(len, within)) < sum(map(len, lines)):
        entries[0].unread.append(_TOO_LONG)
    return entries


def _within_limits(lines: Sequence[str]) -> list[str]:
    """The lines up to the most letters that are read; a single longer line is cut."""
    found: list[str] = []
    left = _MOST_LETTERS
    for line in lines[:_MOST_LINES]:
        if len(line) > left:
            return found or [line[:left]]
        left -= len(line)
        found.append(line)
    return found


def unit_label(lines: Sequence[str]) -> str:
    """The label of a cell that holds nothing but "Subordinate institution:" or the like."""
    found = _UNIT.match(lines[0]) if len(lines) == 1 else None
    return found["label"] if found is not None and found.end() == len(lines[0]) else ""


def continues_the_entry_above(lines: Sequence[str], *, addresses: bool) -> bool:
    """Whether a cell goes on with the entry above: dash items, addresses, a list of units.

    Args:
        lines: Its lines.
        addresses: Whether what begins with a number or a building can only be an address. Where
            rows without any other column are ordinary entries, it may as well be a name.
    """
    first = lines[0]
    return bool(
        _DASH.match(first)
        or _UNIT.match(first)
        or _APPLY.match(first)
        or _ADDRESSES_FOR.match(first)
        or (addresses and starts_like_an_address(first))
        or first[:1].islower()
    )


def applies_to_units(lines: Sequence[str]) -> bool:
    """Whether a cell gives addresses of the entity above and of its units alike."""
    return _APPLY.match(lines[0]) is not None


def _unfolded(lines: Iterable[str]) -> list[str]:
    """Lines with aliases that follow one another in a single line put on lines of their own."""
    found: list[str] = []
    for line in lines:
        intro = _INTRO.search(line)
        if intro is None or intro.end() == len(line):
            found.append(line)
            continue
        found.append(line[: intro.end()])
        rest = line[intro.end() :]
        items = [item for item in _INLINE_DASH.split(f" {rest}") if item.strip()]
        if _DASH.match(rest) or len(items) > 1:
            found += [f"—{item.strip()}" for item in items]
        else:
            found.append(rest)
    return found


class _Reader:
    """Takes the lines of a cell one by one."""

    def __init__(self, *, further: bool) -> None:
        self._further = further
        self._entries = [Entry()]
        self._in_aliases = False
        self._several = False
        self._shared: list[str] = []
        self._apply_to_all = False

    def take(self, line: str) -> None:
        """Take one line."""
        apply = _APPLY.match(line) or _ADDRESSES_FOR.match(line)
        unit = _UNIT.match(line)
        dash = _DASH.match(line)
        if apply is not None:
            self._apply_to_all = _APPLY.match(line) is not None
            self._addresses(line[apply.end() :])
            self._in_aliases = False
        elif unit is not None and self._entries[0].printed:
            self._begin_unit(unit["label"])
            self.take_rest(line[unit.end() :])
        elif dash is not None:
            self._alias(line[dash.end() :])
        else:
            self.take_rest(line)

    def take_rest(self, line: str) -> None:
        """Take a line, or what follows a label in it."""
        if not line.strip():
            return
        current = self._entries[-1]
        if not current.printed:
            self._head(line)
        elif (intro := _INTRO.search(line)) is not None and not _DASH.match(line):
            self._in_aliases = True
            before = line[: intro.start()].strip(" ,;")
            mark = _MARK.search(before)
            before = before[: mark.start()] if mark is not None else before
            if before and self._several:
                self._begin_unit(current.label)
                self._head(line)
            elif before:
                self._addresses(before)
        elif self._several and not self._in_aliases and not self._goes_on(line):
            self._begin_unit(current.label)
            self._head(line)
        else:
            self._addresses(line)
            self._in_aliases = False

    def finish(self) -> list[Entry]:
        """The entries that have a name."""
        found = [entry for entry in self._entries if entry.printed]
        for entry in found:
            entry.addresses += [each for each in self._shared if each not in entry.addresses]
        return found

    def _goes_on(self, line: str) -> bool:
        return not self._entries[-1].addresses and starts_like_an_address(line)

    def _begin_unit(self, label: str) -> None:
        last = self._entries[-1]
        if (last.printed or not last.kind) and len(self._entries) < _MOST_UNITS:
            self._entries.append(Entry())
        plain = " ".join(label.split())
        self._entries[-1].kind = unit_kind(plain)
        self._entries[-1].label = plain
        self._several = plain.casefold().endswith(("ies", "ions"))  # "entities", "institutions"
        self._in_aliases = False
        self._apply_to_all = False

    def _head(self, line: str) -> None:
        """The line that begins an entry: its name, and often more."""
        entry = self._entries[-1]
        only = _ADDRESS_ONLY.match(line)
        if only is not None and (only.end() == len(line) or not line[only.end()].islower()):
            entry.printed = only["name"]
            self._addresses(line[only.end() :])
            return
        group = _GROUP.fullmatch(line)
        if group is not None:
            entry.printed = _name(group["name"])
            self._begin_unit("entities")
            return
        units = _FOLLOWING_UNITS.search(line)
        line = line[: units.start()] if units is not None else line
        intro = _INTRO.search(line)
        head = line[: intro.start()] if intro is not None else line
        mark = _outside_brackets(head)
        if intro is not None:
            entry.printed = _name(head[: mark.start()] if mark is not None else head)
            self._in_aliases = True
            self._addresses(line[intro.end() :])
        elif mark is not None:
            entry.printed = _name(head[: mark.start()])
            self._in_aliases = True
            if mark.end() < len(head):
                other = split_name(head[mark.end() :].strip())
                entry.aliases.append(_marked(mark["mark"], _name(other.name)))
                entry.notes.append(_INFERRED)
                self._addresses(other.rest)
        else:
            self._plain(entry, head)
        if units is not None:
            self._begin_unit(units["label"])
            self._several = True

    def _plain(self, entry: Entry, head: str) -> None:
        word = _ADDRESS_WORD.search(head)
        if word is not None and word.start():
            entry.printed = _name(head[: word.start()])
            self._addresses(head[word.end() :])
            return
        end = split_name(head, further=self._further and len(self._entries) == 1)
        entry.printed = _name(end.name)
        if end.other:
            entry.aliases.append(_name(end.other))
        if end.rest:
            entry.notes.append(_INFERRED)
            self._addresses(end.rest)

    def _alias(self, item: str) -> None:
        entry = self._entries[-1]
        if not entry.printed:
            self._head(without_conjunction(item))
            return
        if self._several and not self._in_aliases:
            self._begin_unit(entry.label)
            self._head(without_conjunction(item))
            return
        if (intro := _INTRO.search(item)) is not None:
            before = item[: intro.start()]
            mark = _outside_brackets(before)
            item = before[: mark.start()] if mark is not None else before
        inside = _ADDRESS_INSIDE.search(item)
        if inside is not None:
            self._addresses(inside[1])
            item = f"{item[: inside.start()]} {item[inside.end() :]}"
        plain = _LEADING_AND.sub("", item)
        if starts_like_an_address(plain) and "," in plain:
            # "3 Stars Trading Co., Ltd." begins like an address, so that it stays a name as well.
            self._addresses(plain)
        sentence = self._sentence(item)
        if sentence is not None:
            entry.notes.append(_FLAT)
            self._addresses(item[sentence.end() :])
            item = item[: sentence.start() + 1]
        alias = _name(without_conjunction(item))
        if alias:
            entry.aliases.append(alias)
        self._in_aliases = True

    @staticmethod
    def _sentence(item: str) -> re.Match[str] | None:
        """Where an alias ends and an address follows in the same line."""
        if len(item) > _LONGEST_ITEM:
            return None
        for found in _SENTENCE.finditer(item):
            before, rest = item[: found.start() + 1], item[found.end() :]
            if _NUMBERED.search(before) or before.count("(") > before.count(")"):
                continue
            if starts_like_an_address(rest) or ("," in rest and not _ABBREVIATED.search(before)):
                return found
        return None

    def _addresses(self, text: str) -> None:
        entry = self._entries[-1]
        plain, references = without_references(text)
        entry.see += references
        for address in split_addresses(plain):
            if self._apply_to_all:
                if len(self._shared) < _MOST_ADDRESSES:
                    self._shared.append(address)
            elif len(entry.addresses) < _MOST_ADDRESSES and address not in entry.addresses:
                entry.addresses.append(address)


def _outside_brackets(text: str) -> re.Match[str] | None:
    """The first a.k.a. or f.k.a. that stands outside of brackets."""
    for found in _MARK.finditer(text):
        before = text[: found.start("mark")]
        if before.count("(") <= before.count(")") and before.strip(" ,;."):
            return found
    return None


def _marked(mark: str, name: str) -> str:
    former = mark.casefold().startswith("f")
    return f"f.k.a. {name}" if former and name else name


def _name(text: str) -> str:
    """A name without what joins it to the next words; a stop stays where it is an abbreviation."""
    name = text.strip().rstrip(" ,;:")
    if name.endswith(".") and not _ABBREVIATED.search(name[-_LONGEST_WORD:]):
        return name.rstrip(" .,;:")
    return name
