"""Reads what stands around and within a site: boxes, rooms, floors, parts, buildings, parks."""

import re

from caveat.matching.addresses import naming
from caveat.matching.addresses.lexicon import directions, places, squash
from caveat.matching.addresses.numbers import parse_number
from caveat.matching.addresses.reading import Orphan, Reading, label
from caveat.matching.addresses.tokens import Token, TokenKind

_NO_MEANING = re.compile(r"(?<![0-9])0+(?=\d)|(?<=^[a-z])-(?=\d{2})")
"""Of a room: leading zeros, and the dash of ``B-404``."""
_AREA = re.compile(r"\d{1,2}")
_TOWER = re.compile(r"[a-z]{1,2}\d{1,2}")
_MOST = 12
"""Of the floors or rooms of one range."""


def take_box(reading: Reading, token: Token) -> bool:
    """``PO Box 1234``."""
    following = reading.skip_marks(1)
    found = reading.label_at(following)
    if not token.meaning("pobox") or not found:
        return False
    reading.flush()
    reading.po_box = reading.po_box or label(found)
    reading.at += following + 1
    return True


def take_floor(reading: Reading, token: Token) -> None:
    """A floor that folding has marked; ranges are written out."""
    reading.flush()
    number = parse_number(token.text)
    if number is None:
        reading.floors.append(token.text)
    elif number.last != number.first and not number.tag:
        floors = range(number.first, min(number.last, number.first + _MOST) + 1)
        reading.floors += [str(floor) for floor in floors]
    else:
        reading.floors.append(f"{number.first}{number.tag}")
    reading.at += 1


def take_floor_word(reading: Reading, token: Token) -> bool:
    """A floor word that means so in one country only: Turkish ``K 7``."""
    following = reading.skip_marks(1)
    found = reading.label_at(following, letters=False)
    if not token.meaning("floor") or not found.isdigit():
        return False
    reading.flush()
    reading.floors.append(label(found))
    reading.at += following + 1
    return True


def take_unit(reading: Reading, token: Token) -> bool:
    """A room word with its labels: ``Flat/RM 2309``, ``Rooms 1318 & 1319``."""
    if not token.meaning("unit") or (token.text == "bay" and reading.words):
        return False  # "Jumeirah Bay X2"
    following = reading.skip_marks(1)
    while True:
        if reading.token(following).meaning("unit"):
            following = reading.skip_marks(following + 1)
        elif reading.token(following + 1).meaning("unit") and not reading.label_at(following):
            following += 1
        else:
            break
    found = reading.label_at(following)
    if not found:
        return False
    reading.flush()
    while found:
        slavic = reading.country in naming.SLAVIC  # "pom. IV"
        reading.units += units_of(label(found) if slavic else found)
        following += 1
        joined = reading.token(following).text == "and"
        found = reading.label_at(following + 1) if joined else ""
        following += 1 if found else 0
    reading.at += following
    return True


def units_of(text: str) -> list[str]:
    """Rooms of a label, ranges written out, without leading zeros."""
    number = parse_number(text)
    if number is None or number.last == number.first:
        return [_NO_MEANING.sub("", text)]
    rooms = range(number.first, min(number.last, number.first + _MOST) + 1)
    return [f"{room}{number.tag}" for room in rooms]


def take_phase(reading: Reading, token: Token) -> bool:
    """``Phase I``."""
    phase = token.meaning("phase")
    following = reading.skip_marks(1)
    found = reading.label_at(following)
    if phase is None or not found:
        return False
    reading.flush()
    reading.parts.append((phase.canonical, label(found)))
    reading.at += following + 1
    return True


def take_part(reading: Reading, token: Token) -> bool:
    """A numbered part of a site: ``Block C``, ``korp. 2``, ``A Blok``."""
    block = token.meaning("block")
    if block is None or (token.meaning("street") and reading.has_words):
        return False
    following = reading.skip_marks(1)
    found = reading.label_at(following)
    before = reading.number_before(direct=False)
    labelled = before is not None and before.position == reading.at - 1
    if block.position == "both" and labelled and before is not None and before.text[0].isalpha():
        before.used = True  # "C2 Blok No: 2B"
        reading.parts.append((block.canonical, label(before.text)))
        reading.at += 1
        return True
    lettered = len(reading.words) > 0 and _is_side(reading.words[-1])
    if (
        block.position in {"before", "both"}
        and found
        and not (block.position == "both" and lettered)
    ):
        reading.flush()
        reading.parts.append((block.canonical, label(found)))
        reading.at += following + 1
        return True
    if lettered and (block.position in {"after", "both"} or not found):  # "Y Block"
        reading.parts.append((block.canonical, label(reading.words.pop())))
        if block.position == "both" and reading.words:  # "Nidakule Batı Blok"
            made = naming.site(reading.take_words()[0], "")
            reading.buildings += [made] if made is not None else []
        reading.at += 1
        return True
    return False


def _is_side(word: str) -> bool:
    """What a block is told by that stands before its word: a letter, or west in "Batı Blok"."""
    return len(word) == 1 or word in directions()


def take_avenue_tower(reading: Reading, token: Token) -> bool:
    """``Mazaya Business Avenue BB2``: a tower named like a street."""
    named = bool(reading.words)
    return named and take_tower(reading, [*reading.words, token.text], reading.token(1), 2)


def take_tower(reading: Reading, name: list[str], number: Token, tokens: int) -> bool:
    """``Jumeirah Bay X2``: towers of Dubai go by such labels."""
    labelled = number.kind is TokenKind.NUMBER and _TOWER.fullmatch(number.text) is not None
    made = naming.site(name, "tower") if labelled and reading.country == "AE" else None
    if made is None:
        return False
    reading.take_words()
    reading.buildings.append(made)
    reading.parts.append(("building", number.text))
    reading.at += tokens
    reading.part_ends = reading.at
    return True


def take_place_of_buildings(reading: Reading, token: Token) -> bool:
    """``Jumeirah Lake Towers``: a district that is named like a building."""
    named = squash("".join([*reading.words, token.text])) in places()
    if len(reading.words) < 2 or not named:  # noqa: PLR2004 - "Dubai Tower" is a building
        return False
    reading.add_word(token.text)
    reading.at += 1
    return True


def take_building(reading: Reading, token: Token) -> bool:
    """``Building 5``, ``4 Bldg``, ``Lippo Centre``, ``Sugon Building 36``, ``Menara Park``."""
    building = token.meaning("building")
    if building is None or reading.street_follows():
        return False
    if reading.has_words:
        _named_building(reading, building.canonical, numbered=building.position == "both")
        return True
    following = reading.skip_marks(1)
    found = reading.label_at(following)
    if found and building.position in {"both", "before"}:
        reading.parts.append(("building", label(found)))
        reading.at += following + 1
        return True
    before = reading.number_before(direct=False)
    if before is not None and before.position == reading.at - 1:
        before.used = True
        reading.parts.append(("building", label(before.text)))
        reading.at += 1
        return True
    names_it = building.position == "before" and reading.token(1).kind is TokenKind.WORD
    if names_it and not (token.text == "burj" and _street_at_once(reading)):
        return _building_before_name(reading, building.canonical)
    return False


def _street_at_once(reading: Reading) -> bool:
    """Whether the words from the cursor on end in a street's: "Burj Khalifa Street"."""
    offset = 1
    while reading.token(offset).kind is TokenKind.WORD and not reading.token(offset).meanings:
        offset += 1
    return reading.token(offset).meaning("street") is not None and offset > 1


def _named_building(reading: Reading, kind: str, *, numbered: bool) -> None:
    before = reading.number_before(direct=True)
    words, ordinals = reading.take_words()
    if ordinals and not words:
        reading.parts.append(("building", ordinals[-1]))
        reading.at += 1
        return
    made = naming.site([*ordinals, *words], kind)
    if made is not None:
        reading.buildings.append(made)
        if before is not None and not before.marked:
            before.before_building = True
    reading.at += 1
    following = reading.skip_marks(0)
    found = reading.label_at(following)
    if not found or not numbered or (following and reading.street_behind(following + 1)):
        return  # "Bright Way Tower No. 33 Mong Kok Road"
    token = reading.token(following)
    if following == 0 and token.kind is TokenKind.NUMBER:
        orphan = Orphan(token.text, reading.segment, reading.at, marked=False, after_building=True)
        reading.orphans.append(orphan)
    else:
        reading.parts.append(("building", label(found)))
    reading.at += following + 1


def _building_before_name(reading: Reading, kind: str) -> bool:
    offset = 1
    names: list[str] = []
    while (token := reading.token(offset)).kind is TokenKind.WORD and not token.meanings:
        names.append(token.text)
        offset += 1
    made = naming.site(names, kind)
    if made is None:
        return False
    reading.buildings.append(made)
    reading.at += offset
    return True


def take_park(reading: Reading, token: Token) -> bool:
    """``Zhongguancun Software Park``, with its plot: ``No. 36 Zhongguancun Software Park``."""
    park = token.meaning("park")
    if park is None or reading.street_follows():
        return False
    if not reading.has_words:
        nameless = reading.country == "TR" and " " in token.text  # "Organize Sanayi Bölgesi"
        reading.at += nameless
        return nameless
    number = reading.number_before(direct=True)
    words, ordinals = reading.take_words()
    found, rest = naming.leading_places(words)
    reading.places += found
    made = naming.site([*rest, *ordinals], park.canonical)
    if made is not None:
        reading.parks.append(made)
        if reading.country == "AE" and _AREA.fullmatch(reading.token(1).text):
            reading.parts.append(("area", reading.token(1).text))  # "Al Quoz Industrial Area 3"
            reading.at += 1
        known, unknown = naming.split_places(rest)
        reading.places += known if not unknown else []
        if number is not None:
            number.used = True
            reading.parts.append(("building", label(number.text)))
    reading.at += 1
    return True
