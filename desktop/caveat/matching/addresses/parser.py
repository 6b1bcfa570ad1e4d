"""Takes an address apart, left to right, by what its words mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caveat.matching.addresses import naming
from caveat.matching.addresses.folding import fold, sound
from caveat.matching.addresses.han import has_han, is_japanese
from caveat.matching.addresses.lexicon import Place, Word, directions, places, squash
from caveat.matching.addresses.numbers import HouseNumber, parse_number
from caveat.matching.addresses.parsed import ParsedAddress, Site, Street
from caveat.matching.addresses.tokens import BREAK, Token, TokenKind, tokenise

_SIX_DIGIT_POSTCODES = frozenset("CN RU BY KZ KG UZ TJ TM SG IN MN VN RO AM EC CO".split())
_MAX_FLOORS = 12
_WORD_LIMIT = 8
"""A name of more words than this is a sentence; its last words are taken."""
_STREET_ENDING = re.compile(
    r".{3,}(?:strasse|stras|weg|gasse|platz|allee|laan|straat|gatan|vej|ulitsa|way|gade|utca)"
)


@dataclass(slots=True)
class _Orphan:
    """A number that waits for its street."""

    text: str
    segment: int
    position: int
    marked: bool
    after_building: bool = False
    used: bool = False


@dataclass(slots=True)
class _Street:
    street: Street
    segment: int


class _Reader:
    def __init__(self, tokens: list[Token], country: str) -> None:
        self.tokens = tokens
        self.country = country
        self.at = 0
        self.segment = 0
        self.words: list[str] = []
        self.words_from = 0
        self.ordinals: list[str] = []
        self.orphans: list[_Orphan] = []
        self.streets: list[_Street] = []
        self.parks: list[Site] = []
        self.buildings: list[Site] = []
        self.parts: list[tuple[str, str]] = []
        self.floors: list[str] = []
        self.units: list[str] = []
        self.places: list[Place] = []
        self.localities: list[str] = []
        self.po_box = ""
        self.postcode = ""

    # looking around

    def token(self, offset: int = 0) -> Token:
        position = self.at + offset
        return self.tokens[position] if 0 <= position < len(self.tokens) else BREAK

    def skip_marks(self, offset: int) -> int:
        """Offset of the first token that is not "no"."""
        while (token := self.token(offset)).meaning("number") and token.text in {
            "no",
            "nos",
            "number",
            "nr",
            "num",
            "numero",
        }:
            offset += 1
        return offset

    def label_at(self, offset: int, *, letters: bool = True) -> str:
        """A number or single letter at an offset, as a label of a part or room."""
        token = self.token(offset)
        if token.kind in {TokenKind.NUMBER, TokenKind.ORDINAL}:
            return token.text
        if letters and token.kind is TokenKind.WORD and len(token.text) == 1:
            return token.text
        if letters and token.text in {"i", "ii", "iii", "iv", "v", "vi"}:
            return token.text
        return ""

    # taking

    def add_word(self, word: str) -> None:
        if not self.words and not self.ordinals:
            self.words_from = self.at
        self.words.append(word)

    def take_words(self) -> tuple[list[str], list[str]]:
        taken = self.words[-_WORD_LIMIT:], self.ordinals
        self.words, self.ordinals = [], []
        return taken

    def number_before(self, *, direct: bool) -> _Orphan | None:
        """The last unused number of this segment, if ``direct`` right before the words."""
        for orphan in reversed(self.orphans):
            if orphan.segment != self.segment:
                return None
            if not orphan.used and (not direct or orphan.position == self.words_from - 1):
                return orphan
        return None

    def flush(self) -> None:
        """Words that no later word claims: known places, a street without type, a locality."""
        if not self.words and not self.ordinals:
            return
        direct = self.number_before(direct=True)
        words, ordinals = self.take_words()
        found, rest = naming.split_places(words)
        self.places += found
        if not rest:
            return
        self_typed = _STREET_ENDING.fullmatch(rest[-1])
        if (direct is not None and not found) or self_typed:
            numbers = _numbers([direct] if direct else [])
            if self_typed or len("".join(rest)) > 3:  # noqa: PLR2004 - "5 A" is no street
                self.add_street(rest, ordinals, "", numbers)
                return
        self.localities.append(squash("".join(rest)))

    def add_street(
        self,
        words: Sequence[str],
        ordinals: Sequence[str],
        kind: str,
        numbers: list[HouseNumber],
        trailing: Sequence[str] = (),
    ) -> None:
        made = naming.street(words, ordinals, kind, numbers, self.country, trailing)
        if made is not None:
            self.streets.append(_Street(made, self.segment))

    def read(self) -> None:
        while self.at < len(self.tokens):
            token = self.token()
            if token.kind is TokenKind.BREAK:
                self.flush()
                self.segment += 1
                self.at += 1
            elif token.kind is TokenKind.FLOOR:
                self.flush()
                self.floors += _floors(token.text)
                self.at += 1
            elif token.kind is TokenKind.ORDINAL:
                if not self.words and not self.ordinals:
                    self.words_from = self.at
                self.ordinals.append(token.text)
                self.at += 1
            elif token.kind is TokenKind.NUMBER:
                self.take_number(marked=False)
            else:
                self.take_word(token)
        self.flush()

    def take_number(self, *, marked: bool) -> None:
        token = self.token()
        following = self.token(1)
        if marked and self.words and following.meaning("street") and not following.meaning("block"):
            self.ordinals.append(token.text)  # "Keji No. 2 Road"
            self.at += 1
            return
        if self.words and not marked:
            found, rest = naming.split_places(self.words)
            if rest and not found and len("".join(rest)) > 3 and not self.ordinals:  # noqa: PLR2004
                ends = following.kind is TokenKind.BREAK or following.meaning("block", "unit")
                if ends and parse_number(token.text):  # "Vereiskaya 29"
                    words, ordinals = self.take_words()
                    self.add_street(words, ordinals, "", _parsed([token.text]))
                    self.at += 1
                    return
        self.flush()
        self.orphans.append(_Orphan(token.text, self.segment, self.at, marked))
        self.at += 1

    def take_word(self, token: Token) -> None:  # noqa: C901, PLR0911, PLR0912 - one branch a meaning
        following = self.skip_marks(1)
        label = self.label_at(following)
        has_words = bool(self.words or self.ordinals)
        if token.meaning("drop"):
            self.flush()
            self.at += following
            while self.token().kind is TokenKind.NUMBER:
                self.at += 1
            return
        if token.meaning("pobox") and label:
            self.flush()
            self.po_box = self.po_box or label.lstrip("0")
            self.at += following + 1
            return
        if token.meaning("unit") and self.take_unit(following):
            return
        if token.meaning("number") and self.label_at(following, letters=False):
            if not (token.text == "house" and has_words):
                self.at += following
                self.take_number(marked=True)
                return
        block = token.meaning("block")
        if (
            block
            and not (token.meaning("street") and has_words)
            and self.take_part(block, following)
        ):
            return
        if (phase := token.meaning("phase")) and label:
            self.flush()
            self.parts.append((phase.canonical, _label(label)))
            self.at += following + 1
            return
        if (building := token.meaning("building")) and self.take_building(building, following):
            return
        if (word := token.meaning("street", "street_or_building")) and self.take_street(word):
            return
        if (park := token.meaning("park")) and has_words:
            self.take_park(park)
            return
        if word := token.meaning("district", "town", "city", "province"):
            if word.position == "before" and not has_words:
                self.at += 1
                return
            if has_words:
                words, ordinals = self.take_words()
                found, rest = naming.split_places(words)
                self.places += found
                if rest or ordinals:
                    self.localities.append(squash("".join([*rest, *ordinals])))
            self.at += 1
            return
        if token.meaning("near"):
            self.flush()
            while self.token().kind is not TokenKind.BREAK:
                self.at += 1
            return
        if token.meaning("also") and not has_words:
            self.at += 1
            return
        self.add_word(token.text)
        self.at += 1

    def take_unit(self, following: int) -> bool:
        """A room word with its labels: ``Flat/RM 2309``, ``Rooms 1318 & 1319``."""
        while self.token(following).kind is TokenKind.BREAK or self.token(following).meaning(
            "unit"
        ):
            if not self.token(following + 1).meaning("unit") and not self.token(following).meaning(
                "unit"
            ):
                break
            following = self.skip_marks(following + 1)
        if not self.label_at(following):
            return False
        self.flush()
        while label := self.label_at(following):
            self.units += _units(label)
            following += 1
            if self.token(following).text == "and" and self.label_at(following + 1):
                following += 1
            elif (
                self.token(following).kind is not TokenKind.NUMBER or len(self.units) > _MAX_FLOORS
            ):
                break
            else:
                break
        self.at += following
        return True

    def take_part(self, block: Word, following: int) -> bool:
        """A numbered part of a site: ``Block C``, ``korp. 2``, ``A Blok``."""
        label = self.label_at(following)
        if block.position in {"before", "both"} and label:
            self.flush()
            self.parts.append((block.canonical, _label(label)))
            self.at += following + 1
            return True
        if block.position in {"after", "both"} and self.words and len(self.words[-1]) == 1:
            self.parts.append((block.canonical, _label(self.words.pop())))
            self.at += 1
            return True
        return False

    def take_building(self, building: Word, following: int) -> bool:
        has_words = bool(self.words or self.ordinals)
        label = self.label_at(following)
        if not has_words:
            direct = self.number_before(direct=False)
            if label and building.position in {"both", "before"}:
                self.parts.append(("building", _label(label)))
                self.at += following + 1
                return True
            if direct is not None and direct.position == self.at - 1:
                direct.used = True
                self.parts.append(("building", _label(direct.text)))
                self.at += 1
                return True
            if building.position == "before":
                self.at += 1
                return True
            if label:
                self.at += 1
                return True
            return False
        words, ordinals = self.take_words()
        if not words and ordinals:
            self.parts.append(("building", ordinals[-1]))
            self.at += 1
            return True
        made = naming.site(words, building.canonical)
        if made is not None:
            self.buildings.append(made)
        self.at += 1
        number = self.label_at(following - 1)
        if number and following == 1 and building.position == "both":
            token = self.token()
            if token.kind is TokenKind.NUMBER:
                self.orphans.append(
                    _Orphan(token.text, self.segment, self.at, marked=False, after_building=True)
                )
            else:
                self.parts.append(("building", _label(number)))
            self.at += 1
        elif following > 1 and number:
            self.parts.append(("building", _label(number)))
            self.at += following
        return True

    def take_street(self, word: Word) -> bool:
        has_words = bool(self.words or self.ordinals)
        if has_words and self.token(1).meaning("building") and not self.label_at(2):
            return False  # "Bright Way Tower"
        if word.role == "street_or_building" and has_words and not self.number_before(direct=True):
            words, _ = self.take_words()
            made = naming.site(words, word.canonical)
            if made is not None:
                self.buildings.append(made)
            self.at += 1
            return True
        if has_words and word.position == "both":
            found, rest = naming.split_places(self.words)
            if found and not rest and self.token(1).kind is TokenKind.WORD:
                self.flush()
                has_words = False
        if has_words and word.position in {"after", "both"}:
            self.street_after_name(word)
            return True
        if not has_words and word.position in {"before", "both"}:
            return self.street_before_name(word)
        if not has_words and (label := self.label_at(self.skip_marks(1))):
            numbers = _numbers([self.number_before(direct=False)])
            self.add_street([], [label], word.canonical, numbers)
            self.at += self.skip_marks(1) + 1
            return True
        return False

    def street_after_name(self, word: Word) -> None:
        before = self.number_before(direct=True) or self.number_before(direct=False)
        words, ordinals = self.take_words()
        if before is None or before.position != self.words_from - 1:
            found, words = naming.leading_places(words)
            self.places += found
        trailing: list[str] = []
        self.at += 1
        while (direction := directions().get(self.token().text)) and not direction.only_at_end:
            if self.token(1).meaning("street", "district", "town", "park"):
                break
            trailing.append(self.token().text)
            self.at += 1
        numbers = _numbers([before])
        if not numbers:
            offset = self.skip_marks(0)
            token = self.token(offset)
            if token.kind is TokenKind.NUMBER and not self.token(offset + 1).meaning("street"):
                numbers = _parsed([token.text])
                self.at += offset + 1 if numbers else 0
        self.add_street(words, ordinals, word.canonical, numbers, trailing)

    def street_before_name(self, word: Word) -> bool:
        names: list[str] = []
        ordinals: list[str] = []
        offset = 1
        while len(names) < _WORD_LIMIT:
            token = self.token(offset)
            if token.kind is TokenKind.WORD and not token.meaning(
                "number", "unit", "block", "town", "district", "building", "street"
            ):
                names.append(token.text)
            elif token.kind is TokenKind.ORDINAL or (
                token.kind is TokenKind.NUMBER and not names and not ordinals
            ):
                ordinals.append(token.text)
            else:
                break
            offset += 1
        if not names and not ordinals:
            return False
        numbers = _numbers([self.number_before(direct=False)])
        self.at += offset
        if not numbers:
            offset = self.skip_marks(0)
            if self.token(offset).kind is TokenKind.NUMBER:
                numbers = _parsed([self.token(offset).text])
                self.at += offset + 1
        self.add_street(names, ordinals, word.canonical, numbers)
        return True

    def take_park(self, park: Word) -> None:
        number = self.number_before(direct=True)
        words, ordinals = self.take_words()
        found, rest = naming.leading_places(words)
        self.places += found
        made = naming.site([*rest, *ordinals], park.canonical)
        if made is not None:
            self.parks.append(made)
            self.places += naming.split_places(rest)[0] if not naming.split_places(rest)[1] else []
            if number is not None:
                number.used = True
                self.parts.append(("building", _label(number.text)))
        self.at += 1

    # settling

    def settle(self) -> None:
        """Gives the numbers that stood apart to their streets, then names what is left."""
        for orphan in self.orphans:
            if not orphan.used and self.looks_like_postcode(orphan):
                orphan.used = True
                self.postcode = self.postcode or orphan.text
        for entry in self.streets:
            if entry.street.numbers:
                continue
            orphan = self.nearest_number(entry.segment)
            if orphan is not None:
                numbers = _numbers([orphan])
                entry.street = _with_numbers(entry.street, numbers)
        for orphan in self.orphans:
            if not orphan.used and orphan.after_building:
                orphan.used = True
                self.parts.append(("building", _label(orphan.text)))
        self.streets.sort(key=lambda entry: not entry.street.numbers)

    def nearest_number(self, segment: int) -> _Orphan | None:
        free = [orphan for orphan in self.orphans if not orphan.used]
        before = [orphan for orphan in free if orphan.segment == segment - 1]
        if before:
            return before[-1]
        after = [orphan for orphan in free if orphan.segment == segment + 1]
        if after:
            return after[0]
        marked = [orphan for orphan in free if orphan.marked]
        return marked[0] if len(marked) == 1 else None

    def looks_like_postcode(self, orphan: _Orphan) -> bool:
        text = orphan.text
        if re.fullmatch(r"\d{5}-\d{4}", text) or (
            self.country == "JP" and re.fullmatch(r"\d{3}-\d{4}", text)
        ):
            return True
        if orphan.marked or not text.isdigit():
            return False
        if len(text) >= 7:  # noqa: PLR2004 - no house number is as long
            return True
        if len(text) == 6:  # noqa: PLR2004 - Chinese, Russian, Singapore and Indian codes
            return self.country in _SIX_DIGIT_POSTCODES or self.country in {"", "HK"}
        if len(text) == 5:  # noqa: PLR2004 - American and European codes
            return any(entry.street.numbers for entry in self.streets) or orphan.segment > 0
        numbered = any(entry.street.numbers for entry in self.streets)
        alone = self.tokens[orphan.position - 1] is BREAK if orphan.position else False
        return len(text) == 4 and numbered and alone  # noqa: PLR2004 - Austria, Cyprus …

    def result(self, text: str) -> ParsedAddress:
        known = {place.name: place for place in self.places if place.kind != "country"}
        lies_in = {place.within for place in known.values() if place.within}
        by_name = places()
        chain = set(known) | lies_in
        for name in lies_in:
            outer = by_name.get(squash(name))
            if outer is not None and outer.within:
                chain.add(outer.within)
        first = {}
        for place in self.places:
            first.setdefault(place.kind, place.name)
        numbers = _parsed([orphan.text for orphan in self.orphans if not orphan.used])
        return ParsedAddress(
            text=text,
            country=self.country,
            province=first.get("province", ""),
            city=first.get("city", ""),
            district=first.get("district", ""),
            places=frozenset(chain),
            localities=tuple(dict.fromkeys(sound(word) for word in self.localities if word)),
            parks=tuple(dict.fromkeys(self.parks)),
            streets=tuple(dict.fromkeys(entry.street for entry in self.streets)),
            buildings=tuple(dict.fromkeys(self.buildings)),
            parts=tuple(dict.fromkeys(self.parts)),
            floors=tuple(dict.fromkeys(self.floors)),
            units=tuple(dict.fromkeys(self.units)),
            numbers=tuple(numbers),
            po_box=self.po_box,
            postcode=self.postcode,
        )


def _with_numbers(street: Street, numbers: list[HouseNumber]) -> Street:
    return Street(
        street.name, street.key, street.kind, street.directions, street.ordinals, tuple(numbers)
    )


def _numbers(orphans: Sequence[_Orphan | None]) -> list[HouseNumber]:
    found: list[HouseNumber] = []
    for orphan in orphans:
        if orphan is not None and (number := parse_number(orphan.text)) is not None:
            orphan.used = True
            found.append(number)
    return found


def _parsed(texts: Sequence[str]) -> list[HouseNumber]:
    return [number for text in texts if (number := parse_number(text)) is not None]


def _label(text: str) -> str:
    roman = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "vi": "6"}
    return roman.get(text) or text.lstrip("0") or text


def _floors(text: str) -> list[str]:
    number = parse_number(text)
    if number is None:
        return [text]
    if number.last != number.first and not number.tag:
        return [str(floor) for floor in range(number.first, number.last + 1)][:_MAX_FLOORS]
    return [f"{number.first}{number.tag}"]


def _units(text: str) -> list[str]:
    number = parse_number(text)
    if number is None or number.last == number.first:
        return [re.sub(r"(?<![0-9])0+(?=\d)", "", text)]
    return [str(unit) for unit in range(number.first, number.last + 1)][:_MAX_FLOORS]


def _country_of(tokens: list[Token]) -> str:
    """The country that the words of an address give away, read from its end."""
    by_name = places()
    words = [token.text for token in tokens if token.kind is TokenKind.WORD]
    for end in range(len(words), 0, -1):
        for length in (3, 2, 1):
            place = by_name.get("".join(words[max(0, end - length) : end]).replace(" ", ""))
            if place is not None and place.country:
                return place.country
    return ""


def parse(text: str, country: str = "") -> ParsedAddress:
    """Take an address apart.

    Args:
        text: Any text in any script; what lies beyond 1,000 characters is not read.
        country: ISO 3166 alpha-2 code where it is known apart; otherwise it is read from the
            text, as far as the place table knows it.

    Returns:
        The levels that were found. Never raises.
    """
    country = country.strip().upper()
    folded = fold(text, country)
    if not country and has_han(text) and is_japanese(text, country):
        country = "JP"
    if not country:
        country = _country_of(tokenise(folded, ""))
    reader = _Reader(tokenise(folded, country), country)
    reader.read()
    reader.settle()
    return reader.result(text)
