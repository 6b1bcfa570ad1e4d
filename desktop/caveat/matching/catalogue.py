"""The listed parties and their names as plain arrays, read back one at a time."""

import sys
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import NameKind, PartyKind
from caveat.matching.entries import ListedParty
from caveat.matching.hashed import ranges
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.person_name import PersonName
from caveat.matching.names.person_prepare import bare_codes
from caveat.matching.names.person_words import leads
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.reading import read_name
from caveat.matching.names.side import Side
from caveat.matching.names.split import split_names
from caveat.matching.names.tokens import Token, token, word_code
from caveat.matching.names.words import words_of
from caveat.matching.readings import Read, read_anew
from caveat.matching.texts import encoded, pack, unpack
from caveat.matching.wordings import Also

Array = npt.NDArray[Any]
_KINDS = tuple(PartyKind)
_NAME_KINDS = tuple(NameKind)
_KEPT_SIDES = 200_000
_NOWHERE = frozenset[int]()
_OF_ANY_KIND = (PartyKind.UNKNOWN, PartyKind.ADDRESS)
"""No filter by kind leaves these out: the list says nothing, or lists a place (15 CFR 744.16) where
anybody may sit."""


class CatalogueBuilder:
    """Collects parties and writes the arrays."""

    def __init__(self, read: Read = read_anew) -> None:
        self._read = read
        # Typed runs: lists of numbers take four times the room.
        self._keys = array("q")
        self._list = array("H")
        self._lists: dict[str, int] = {}
        self._kind = array("B")
        self._ends = array("i")
        self._countries: list[str] = []
        self._texts: list[bytes] = []
        self._name_party = array("i")
        self._name_kind = array("B")
        self._name_listed = array("B")
        self._form_name = array("i")
        self._form_part = array("B")
        self._form_wording = array("i")
        self._wordings: dict[tuple[bytes, bool, int, str], int] = {}
        self._readings: list[bytes] = []
        self._bare: list[str] = []
        self._also = array("i"), array("i")
        # Numbers each code when it is first asked for.
        self._codes: defaultdict[str, int] = defaultdict(count().__next__)

    def add(self, party: ListedParty) -> None:
        """Adds a party."""
        row = len(self._keys)
        self._keys.append(party.key)
        self._list.append(self._lists.setdefault(party.list_code, len(self._lists)))
        self._kind.append(_KINDS.index(party.kind))
        self._ends.append(_day(party.ends))
        self._countries.append(sys.intern(" ".join(party.countries)))
        for name in party.names:
            if not name.text.strip():
                continue
            number = len(self._texts)
            self._texts.append(encoded(name.text))
            self._name_party.append(row)
            self._name_kind.append(_NAME_KINDS.index(name.kind))
            self._name_listed.append(name.source is None)
            take_apart = partial(_codes, name.text, party.kind)
            read = self._read(f"name of {party.kind}", name.text, take_apart)
            for part, (codes, person, surname, reading, bare, spelled) in enumerate(read):
                if not codes:
                    continue
                self._form_name.append(number)
                self._form_part.append(part)
                words = array("i", map(self._codes.__getitem__, codes))
                # Al-Din and Aldin are one part; word by word they are two names.
                wording = words.tobytes(), person, surname, bare
                known = self._wordings.setdefault(wording, len(self._wordings))
                self._form_wording.append(known)
                if known == len(self._readings):
                    self._readings.append(reading.encode())
                    self._bare.append(sys.intern(bare or spelled))
                    for code in dict.fromkeys(bare.split()) if person else ():
                        if code not in codes and not leads(code.partition(":")[2]):
                            self._also[0].append(self._codes[code])
                            self._also[1].append(known)

    def words(self) -> list[Token]:
        """The distinct words, in the order of their numbers."""
        return [token(code) for code in self._codes]

    def also(self) -> Also:
        """The words of persons' names that were read as one part with others."""
        words, wordings = (np.array(one, dtype=np.int32) for one in self._also)
        return Also(words, wordings)

    def bare(self) -> list[str]:
        """Of each wording the codes of its words as written, where those are others."""
        return self._bare

    def arrays(self) -> dict[str, Array]:
        """Everything that `Catalogue` reads."""
        form_wording = np.array(self._form_wording, dtype=np.int32)
        per_wording = np.bincount(form_wording, minlength=len(self._wordings))
        lists = sorted(self._lists)
        place = np.array([lists.index(code) for code in self._lists], dtype=np.uint16)
        texts, text_ends = pack(self._texts)
        codes, code_ends = pack(self._codes)
        countries, country_ends = pack(self._countries)
        list_names, list_name_ends = pack(lists)
        readings, reading_ends = pack(self._readings)
        return {
            "party_key": np.array(self._keys, dtype=np.int64),
            "party_list": place[np.array(self._list, dtype=np.uint16)],
            "party_kind": np.array(self._kind, dtype=np.uint8),
            "party_ends": np.array(self._ends, dtype=np.int32),
            "lists": list_names,
            "list_ends": list_name_ends,
            "countries": countries,
            "country_ends": country_ends,
            "texts": texts,
            "text_ends": text_ends,
            "name_party": np.array(self._name_party, dtype=np.int32),
            "name_kind": np.array(self._name_kind, dtype=np.uint8),
            "name_listed": np.array(self._name_listed, dtype=np.bool_),
            "form_name": np.array(self._form_name, dtype=np.int32),
            "form_part": np.array(self._form_part, dtype=np.uint8),
            "form_wording": form_wording,
            "wording_forms": np.argsort(form_wording, kind="stable").astype(np.int32),
            "wording_form_ends": np.cumsum(per_wording).astype(np.int32),
            "wording_words": np.frombuffer(
                b"".join(key[0] for key in self._wordings), dtype=np.int32
            ),
            "wording_ends": np.cumsum([len(key[0]) // 4 for key in self._wordings]).astype(
                np.int32
            ),
            "wording_person": np.array([key[1] for key in self._wordings], dtype=np.bool_),
            "wording_surname": np.array([key[2] for key in self._wordings], dtype=np.uint32),
            "wording_readings": readings,
            "wording_reading_ends": reading_ends,
            "codes": codes,
            "code_ends": code_ends,
        }


def _codes(text: str, kind: PartyKind) -> list[list[Any]]:
    """Of each name within a text: its words, whether it is a person's and how that was read."""
    read = (read_name(one, kind) for one in _names_in(text, kind))
    return [
        [
            [word.code for word in one.tokens],
            one.person,
            sum(1 << i for i in one.surname),
            one.reading.to_json() if one.reading else "",
            " ".join(bare_codes(one.reading)) if one.reading else "",
            _as_written(one) if not one.person else "",
        ]
        for one in read
    ]


def _as_written(name: PreparedName) -> str:
    """The codes of the words as they are written, where an abbreviation stands for others (KB)."""
    if not any(word.code.startswith("c:") for word in name.tokens):
        return ""
    return " ".join(word_code(word) for word in words_of(clean(name.text)) if fold(word))


def _names_in(text: str, kind: PartyKind) -> tuple[str, ...]:
    """A bracket in a person's name is not a name of its own."""
    return (text,) if kind is PartyKind.PERSON else split_names(text)


def _day(text: str) -> int:
    """A date as a number that sorts; 0 for none or an unreadable one, which never expires."""
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return 0


class Catalogue:
    """Reads parties, names and words from the arrays when they are asked for."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self.keys = arrays["party_key"]
        self.ends = arrays["party_ends"]
        self.form_name = arrays["form_name"]
        self._tokens: dict[int, Token] = {}
        self.party_of_forms = arrays["name_party"][self.form_name]
        self._sides: dict[int, Side] = {}
        ends = arrays["list_ends"]
        self.lists = tuple(unpack(arrays["lists"], ends, n) for n in range(len(ends)))

    @property
    def names(self) -> int:
        """How many names there are."""
        return len(self.arrays["text_ends"])

    @property
    def parties(self) -> int:
        """How many parties there are."""
        return len(self.keys)

    def name_text(self, name: int) -> str:
        """A name, verbatim."""
        return unpack(self.arrays["texts"], self.arrays["text_ends"], name)

    def party_name(self, row: int) -> str:
        """The first name of a party, verbatim; empty where it has none."""
        name = int(np.searchsorted(self.arrays["name_party"], row))
        owners = self.arrays["name_party"]
        return self.name_text(name) if name < len(owners) and owners[name] == row else ""

    def name_kind(self, name: int) -> NameKind:
        """How a name is published."""
        return _NAME_KINDS[int(self.arrays["name_kind"][name])]

    def is_listed(self, name: int) -> bool:
        """Whether the list itself publishes the name; otherwise another source gives it."""
        return bool(self.arrays["name_listed"][name])

    def kind(self, party: int) -> PartyKind:
        """What a party is."""
        return _KINDS[int(self.arrays["party_kind"][party])]

    def countries(self, party: int) -> tuple[str, ...]:
        """Countries of a party."""
        return tuple(unpack(self.arrays["countries"], self.arrays["country_ends"], party).split())

    def prepared(self, form: int) -> PreparedName:
        """A form taken apart anew from its text, with the words as written."""
        name = int(self.form_name[form])
        kind = self.kind(int(self.arrays["name_party"][name]))
        text = _names_in(self.name_text(name), kind)[int(self.arrays["form_part"][form])]
        return read_name(text, kind)

    def forms(self, wording: int) -> list[int]:
        """The forms that share a wording, in order."""
        ends = self.arrays["wording_form_ends"]
        start = int(ends[wording - 1]) if wording else 0
        found: list[int] = self.arrays["wording_forms"][start : int(ends[wording])].tolist()
        return found

    def side(self, form: int) -> Side:
        """The words of a form, ready to be scored."""
        return self.wording(self.wording_of(form))

    def wording_of(self, form: int) -> int:
        """The wording of a form."""
        return int(self.arrays["form_wording"][form])

    def wording(self, number: int) -> Side:
        """The words of a wording, ready to be scored."""
        side = self._sides.get(number)
        if side is None:
            ends = self.arrays["wording_ends"]
            start = int(ends[number - 1]) if number else 0
            words = self.arrays["wording_words"][start : int(ends[number])].tolist()
            known = self._tokens
            tokens = tuple([known.get(word) or self._token(word) for word in words])
            forms = frozenset([t.form for t in tokens if t.form])
            if len(self._sides) >= _KEPT_SIDES:
                self._sides.clear()
            person = bool(self.arrays["wording_person"][number])
            side = Side(tokens, forms, person, self._surname(number), self._reading(number))
            self._sides[number] = side
        return side

    def _reading(self, wording: int) -> PersonName | None:
        """How the first name of this wording was read as a person's: kept, for that takes long."""
        arrays = self.arrays
        kept = unpack(arrays["wording_readings"], arrays["wording_reading_ends"], wording)
        return PersonName.of_json(kept) if kept else None

    def _surname(self, wording: int) -> frozenset[int]:
        """Positions of the surname, kept as bits."""
        bits = int(self.arrays["wording_surname"][wording])
        if not bits:
            return _NOWHERE
        return frozenset(i for i in range(bits.bit_length()) if bits >> i & 1)

    def _token(self, word: int) -> Token:
        found = self._tokens.get(word)
        if found is None:
            found = token(unpack(self.arrays["codes"], self.arrays["code_ends"], word))
            self._tokens[word] = found
        return found

    def wordings_of(self, forms: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which wordings some of the forms have."""
        mask = np.zeros(len(self.arrays["wording_ends"]), dtype=np.bool_)
        mask[self.arrays["form_wording"][forms]] = True
        return mask

    def wordings_of_parties(self, rows: Sequence[int]) -> npt.NDArray[np.int64]:
        """The wordings of all names of some parties, in order."""
        # Forms stand in the order of their parties.
        starts = np.searchsorted(self.party_of_forms, rows, side="left")
        ends = np.searchsorted(self.party_of_forms, rows, side="right")
        return np.unique(self.arrays["form_wording"][ranges(starts, ends)[0]]).astype(np.int64)

    def allowed_parties(
        self,
        lists: frozenset[str] | None,
        kind: PartyKind | None,
        only: frozenset[int] | None = None,
        without: frozenset[int] = frozenset(),
    ) -> npt.NDArray[np.bool_] | None:
        """Which parties a filter lets through, or None for all.

        An unknown kind and a listed address pass every filter by kind.

        Args:
            lists: Codes of lists; None or empty for all.
            kind: What they are.
            only: Keys of the parties that pass; None for all.
            without: Keys of parties that do not.
        """
        by_kind = kind not in {None, PartyKind.UNKNOWN}
        if not (lists or by_kind or without) and only is None:
            return None
        mask = np.ones(self.parties, dtype=np.bool_)
        if only is not None:
            mask &= np.isin(self.keys, np.fromiter(only, dtype=np.int64))
        if without:
            mask &= ~np.isin(self.keys, np.fromiter(without, dtype=np.int64))
        if lists:
            wanted = [n for n, code in enumerate(self.lists) if code in lists]
            mask &= np.isin(self.arrays["party_list"], wanted)
        if kind is not None and kind is not PartyKind.UNKNOWN:
            passing = [_KINDS.index(known) for known in (kind, *_OF_ANY_KIND)]
            mask &= np.isin(self.arrays["party_kind"], passing)
        return mask
