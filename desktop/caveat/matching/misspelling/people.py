"""Names of persons, vessels and aircraft: their parts in other orders and shapes."""

import random
import re

from caveat.domain.parties import PartyKind
from caveat.matching.misspelling.word_changes import added_words
from caveat.matching.misspelling.written import Made, Written, core

_FATHER = re.compile(
    r"^\w{2,}(?:ovich|evich|ich|ovna|evna|ichna|ovych|yovych|ivna|ovic|evic|"
    r"oglu|oglou|ogly|kyzy|qizi|uly|uulu)$",
    re.IGNORECASE,
)
_FEWEST = 2
_FEWEST_WITH_MIDDLE = 3
_MOST_ORDERS = 8
_GAP = re.compile(r"[-\s]+")


def _parts(name: Written) -> tuple[list[str], list[str]]:
    """Surname and given names of a person; all are given names where no comma parts them."""
    before, comma, after = name.text.partition(",")
    if comma and after.strip() and "," not in after:
        return before.split(), after.split()
    return [], [word.strip(",") for word in name.words if core(word)[1]]


def other_order(name: Written, stream: random.Random) -> Made | None:
    """The parts of a person's name in another order, without a comma."""
    surname, given = _parts(name)
    if not name.is_person or len(surname) + len(given) < _FEWEST:
        return None
    if surname:
        return Made(" ".join([*given, *surname]), name.text)
    for _ in range(_MOST_ORDERS):
        mixed = stream.sample(given, len(given))
        if mixed != given:
            return Made(" ".join(mixed), name.text)
    return None


def comma_form(name: Written, _stream: random.Random) -> Made | None:
    """``Given Surname`` as ``SURNAME, Given``; with a comma already, the comma is lost."""
    surname, given = _parts(name)
    if not name.is_person or len(surname) + len(given) < _FEWEST:
        return None
    if surname:
        return Made(" ".join([*surname, *given]), name.text)
    return Made(f"{given[-1].upper()}, {' '.join(given[:-1])}", name.text)


def patronymic_dropped(name: Written, _stream: random.Random) -> Made | None:
    """Without the father's name."""
    if not name.is_person:
        return None
    fathers = [n for n, word in enumerate(name.words) if _FATHER.match(core(word)[1])]
    surname, _ = _parts(name)
    fathers = [n for n in fathers if n >= max(1, len(surname))]
    if not fathers or len(name.words) < _FEWEST_WITH_MIDDLE:
        return None
    text = " ".join([*name.words[: fathers[-1]], *name.words[fathers[-1] + 1 :]]).strip(" ,")
    return Made(text, text)


def middle_dropped(name: Written, stream: random.Random) -> Made | None:
    """Without one of the names between the first and the last."""
    surname, given = _parts(name)
    if not name.is_person or len(surname) + len(given) < _FEWEST_WITH_MIDDLE:
        return None
    kept = [*given]
    if surname and len(given) >= _FEWEST:
        kept.pop(stream.randrange(1, len(kept)))
    elif surname:
        surname = [*surname]
        surname.pop(stream.randrange(len(surname)))
    else:
        kept.pop(stream.randrange(1, len(kept) - 1))
    text = f"{' '.join(surname)}, {' '.join(kept)}" if surname else " ".join(kept)
    return Made(text, text)


def initial(name: Written, _stream: random.Random) -> Made | None:
    """With the given names as initials."""
    surname, given = _parts(name)
    if not name.is_person or len(surname) + len(given) < _FEWEST:
        return None
    last = surname or [given.pop()]
    short = [f"{core(word)[1][0].upper()}." for word in given if core(word)[1]]
    text = " ".join([*short, *last])
    return Made(text, text)


def vessel_prefix(name: Written, stream: random.Random) -> Made | None:
    """A vessel's name with what seamen put before it."""
    if name.kind is not PartyKind.VESSEL:
        return None
    return Made(f"{stream.choice(added_words('vessel'))} {name.text}", name.text)


def craft_spaces(name: Written, _stream: random.Random) -> Made | None:
    """A vessel's or an aircraft's name without its spaces and hyphens, or with one more."""
    if not name.is_craft:
        return None
    if _GAP.search(name.text.strip()):
        return Made(_GAP.sub("", name.text), name.text)
    parted = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", "-", name.text)
    return Made(parted, name.text)
