"""The state of reading an address from left to right: words and numbers not yet claimed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caveat.matching.addresses import naming
from caveat.matching.addresses.lexicon import Place, squash
from caveat.matching.addresses.numbers import HouseNumber, parse_number
from caveat.matching.addresses.parsed import SELF_TYPED, Site, Street
from caveat.matching.addresses.tokens import BREAK, Token, TokenKind

WORD_LIMIT = 8
"""A name of more words than this is a sentence; its last words are taken."""

_MARKS = frozenset({"no", "nos", "number", "nr", "num", "numero"})
ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
}
"""Numerals that label a part or a street; V and X are rather letters."""

_STREET_ENDING = re.compile(
    r".{3,}(?:strasse|stras|weg|gasse|platz|allee|laan|straat|gatan|vej|ulitsa|way|gade|utca)"
)
_SHORTEST_STREET = 4
_CODE = 5
_CODE_BEFORE_TOWN = frozenset(
    ("DE", "AT", "CH", "FR", "IT", "ES", "TR", "FI", "SE", "UA", "PL", "CZ")
)
"""Where five digits before a name are its postal code: "14467 Potsdam"."""


@dataclass(slots=True)
class Orphan:
    """A number that waits for its street.

    Attributes:
        text: As printed, folded.
        segment: Which stretch between commas it stands in.
        position: Which token it is.
        marked: Whether "No." stands before it.
        after_building: ``Sugon Building 36``: a building number, unless a street wants it.
        before_building: ``705 Ho King Centre``: a room rather than a house number.
        behind_part: ``Block D, 1801``: it stands right behind a floor, a building or a part of one.
        used: Whether a street or part took it.
    """

    text: str
    segment: int
    position: int
    marked: bool
    after_building: bool = False
    before_building: bool = False
    behind_part: bool = False
    used: bool = False


@dataclass(slots=True)
class PlacedStreet:
    """A street and the stretch between commas that it stands in."""

    street: Street
    segment: int


class Reading:
    """What was read so far, and a cursor over the tokens."""

    def __init__(self, tokens: list[Token], country: str, *, country_sure: bool = True) -> None:
        self.tokens = tokens
        self.country = country
        self.country_sure = country_sure
        self.loose: list[HouseNumber] = []
        self.at = 0
        self.segment = 0
        self.words: list[str] = []
        self.words_from = 0
        self.ordinals: list[str] = []
        self.orphans: list[Orphan] = []
        self.streets: list[PlacedStreet] = []
        self.parks: list[Site] = []
        self.buildings: list[Site] = []
        self.parts: list[tuple[str, str]] = []
        self.floors: list[str] = []
        self.units: list[str] = []
        self.part_ends = -1
        self.places: list[Place] = []
        self.localities: list[str] = []
        self.po_box = ""
        self.postcode = ""

    @property
    def has_words(self) -> bool:
        """Whether words or ordinals wait for what claims them."""
        return bool(self.words or self.ordinals)

    def token(self, offset: int = 0) -> Token:
        """The token at an offset from the cursor; a break beyond either end."""
        position = self.at + offset
        return self.tokens[position] if 0 <= position < len(self.tokens) else BREAK

    def skip_marks(self, offset: int) -> int:
        """Offset of the first token from ``offset`` on that is not "No."."""
        while self.token(offset).text in _MARKS and self.token(offset).meaning("number"):
            offset += 1
        return offset

    def label_at(self, offset: int, *, letters: bool = True) -> str:
        """A number, single letter or Roman numeral that labels a part or a room; or nothing."""
        token = self.token(offset)
        if token.kind is TokenKind.NUMBER or token.kind is TokenKind.ORDINAL:
            return token.text
        letter = token.kind is TokenKind.WORD and (len(token.text) == 1 or token.text in ROMAN)
        return token.text if letters and letter else ""

    def street_follows(self) -> bool:
        """Whether the word at the cursor belongs to a street's name: Tower Road, City Road."""
        word = self.token(1).meaning("street")
        return word is not None and word.position == "after"

    def street_behind(self, offset: int) -> bool:
        """Whether the words from an offset on end in a street's: "33 Mong Kok Road" has one."""
        first = offset
        while self.token(offset).kind is TokenKind.WORD:
            if self.token(offset).meaning("street") and offset > first:
                return True
            offset += 1
        return False

    def printed(self, start: int, end: int, *, skipped: int = 0) -> str:
        """The words of the tokens from a place to another, without the first ``skipped``."""
        words = [token for token in self.tokens[start:end] if token.kind is not TokenKind.BREAK]
        return " ".join(
            _ordinal(token.text) if token.kind is TokenKind.ORDINAL else token.text
            for token in words[skipped:]
        )

    def add_word(self, word: str) -> None:
        """Let a word wait for what claims it."""
        if not self.has_words:
            self.words_from = self.at
        self.words.append(word)

    def add_ordinal(self, ordinal: str) -> None:
        """Let an ordinal wait, as part of a street's name."""
        if not self.has_words:
            self.words_from = self.at
        self.ordinals.append(ordinal)

    def take_words(self) -> tuple[list[str], list[str]]:
        """The waiting words and ordinals; none wait afterwards."""
        taken = self.words[-WORD_LIMIT:], self.ordinals
        self.words, self.ordinals = [], []
        return taken

    def number_before(self, *, direct: bool) -> Orphan | None:
        """The last unused number of this stretch, if ``direct`` right before the words."""
        for orphan in reversed(self.orphans):
            if orphan.segment != self.segment:
                return None
            if not orphan.used and (not direct or orphan.position == self.words_from - 1):
                return orphan
        return None

    def flush(self) -> None:
        """Settle words that nothing claims: known places, a street without type, a locality."""
        if not self.has_words:
            return
        direct = self.number_before(direct=True)
        words, ordinals = self.take_words()
        if direct is not None and self.country == "JP" and "-" in direct.text:
            self.add_street(words, ordinals, "", numbers_of([direct]))  # "2-4-1 Nishi-Shinjuku"
            return
        found, rest = naming.split_places([word for word in words if word not in _MARKS])
        self.places += found
        if not rest:
            return
        told = self.country in _CODE_BEFORE_TOWN or any(one.street.numbers for one in self.streets)
        if direct is not None and told and direct.text.isdigit():
            direct = direct if len(direct.text) < _CODE else None
        typed = _STREET_ENDING.fullmatch(rest[-1]) is not None
        if typed or (direct is not None and not found and len("".join(rest)) >= _SHORTEST_STREET):
            self.add_street(rest, ordinals, SELF_TYPED if typed else "", numbers_of([direct]))
            return
        self.localities.append(squash("".join(rest)))

    def add_street(
        self,
        words: Sequence[str],
        ordinals: Sequence[str],
        kind: str,
        numbers: list[HouseNumber],
        trailing: Sequence[str] = (),
        *,
        printed: str = "",
    ) -> None:
        """Take down a street, unless nothing of a name remains."""
        made = naming.street(
            words,
            ordinals=ordinals,
            kind=kind,
            numbers=numbers,
            country=self.country,
            trailing=trailing,
            printed=printed,
        )
        if made is not None:
            self.streets.append(PlacedStreet(made, self.segment))


def numbers_of(orphans: Sequence[Orphan | None]) -> list[HouseNumber]:
    """House numbers of orphans, which are then used."""
    found: list[HouseNumber] = []
    for orphan in orphans:
        if orphan is not None and (number := parse_number(orphan.text)) is not None:
            orphan.used = True
            found.append(number)
    return found


def _ordinal(digits: str) -> str:
    teen = digits[-2:-1] == "1"
    return digits + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1:], "th"))


def label(text: str) -> str:
    """A label as it is compared: Roman numerals as digits, no leading zeros."""
    return ROMAN.get(text) or text.lstrip("0") or text
