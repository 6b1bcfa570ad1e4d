"""Sorts the names of a party that a list gives apart, and tells which of them are native.

Made for OpenSanctions, which prints one name in every spelling that any source has, in no order,
and for own lists. Spellings that differ in case and width only are kept once here (all stay in
`PartyRecord.published`), and the choice among them does not depend on their order, or every release
would look changed. A name in a script of one of the party's countries is its native name; a
Japanese spelling of a Russian firm is an alias.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from caveat.domain.parties import Name, NameKind
from caveat.ingest.folding import same_text
from caveat.ingest.lists.text_repair import lost_letters, mend, other_readings

_SCRIPTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(letters), frozenset(countries.split()))
    for letters, countries in (
        ("[\u0400-\u052f]", "RU BY UA KZ KG TJ UZ TM MN BG RS ME MK BA MD GE AM AZ XK LV EE LT"),
        ("[\u3040-\u30ff]", "JP"),
        ("[\u3400-\u9fff]", "CN TW HK MO SG MY JP"),
        ("[\uac00-\ud7a3]", "KR KP"),
        (
            "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]",
            "AE AF BH DJ DZ EG ER IN IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE",
        ),
        ("[\u0590-\u05ff]", "IL"),
        ("[\u0370-\u03ff]", "GR CY"),
        ("[\u10a0-\u10ff]", "GE"),
        ("[\u0530-\u058f]", "AM"),
        ("[\u0e00-\u0e7f]", "TH"),
        ("[\u0900-\u0dff]", "IN BD NP LK PK"),
        ("[\u1000-\u109f]", "MM"),
        ("[\u1780-\u17ff]", "KH"),
    )
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_STRONGEST = (
    NameKind.PRIMARY,
    NameKind.NATIVE,
    NameKind.ALIAS,
    NameKind.FORMER,
    NameKind.WEAK_ALIAS,
)


@dataclass(frozen=True, slots=True)
class NamesRead:
    """The names of a party, the primary one first; none where nothing names it."""

    names: tuple[Name, ...]
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_names(
    primary: str, others: Iterable[tuple[NameKind, str]], countries: Iterable[str]
) -> NamesRead:
    """The names that an entry publishes.

    Args:
        primary: The name that the list shows it under.
        others: Further names. PRIMARY means "a name like the first", so that it may be native.
        countries: ISO codes of the party, for what its native script is.
    """
    home = frozenset(countries)
    whole, notes = mend(primary)
    told = [f"Name: {note}" for note in notes]
    is_latin = _script(whole) is None
    found = [(NameKind.PRIMARY, whole)] if whole else []
    for given, printed in sorted(others, key=lambda each: (each[1].isupper(), each[1])):
        text, notes = mend(printed)
        told += [f"Alternative name: {note}" for note in notes]
        kind = given
        if given is NameKind.PRIMARY:
            kind = NameKind.NATIVE if is_latin and _is_native(text, home) else NameKind.ALIAS
        found += [(kind, text), *((kind, reading) for reading in other_readings(printed))]
    found += [(NameKind.ALIAS, reading) for reading in other_readings(primary)]
    names = _without_repeats(found)
    if names and names[0].kind is not NameKind.PRIMARY:
        names[0] = Name(names[0].text)
    unread: tuple[str, ...] = ()
    if any(lost_letters(name.text) for name in names):
        unread = ("Letters of a name are lost: the release prints ? or � in their place.",)
    return NamesRead(tuple(names), unread, tuple(dict.fromkeys(told)))


def _without_repeats(found: list[tuple[NameKind, str]]) -> list[Name]:
    strongest = {kind: rank for rank, kind in enumerate(_STRONGEST)}
    first: dict[str, tuple[int, str]] = {}
    for kind, text in found:
        if not text:
            continue
        rank = strongest[kind]
        key = same_text(text)
        if key not in first or rank < first[key][0]:
            first[key] = (rank, first[key][1] if key in first else text)
    ranked = sorted(first.values(), key=lambda each: each[0])
    return [Name(text, _STRONGEST[rank]) for rank, text in ranked]


def _script(text: str) -> frozenset[str] | None:
    """The countries of the script that most letters are in; None for Latin and for none."""
    if text.isascii():
        return None
    most, home = len(_LATIN.findall(text)), None
    for letters, countries in _SCRIPTS:
        count = len(letters.findall(text))
        if count > most:
            most, home = count, countries
    return home


def _is_native(text: str, home: frozenset[str]) -> bool:
    script = _script(text)
    return script is not None and (not home or not home.isdisjoint(script))
