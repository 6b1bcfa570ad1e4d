"""Tells apart the names that a publisher prints inside one name: acronyms, a.k.a., f.k.a."""

import re
from typing import NamedTuple

from rapidfuzz import fuzz

from caveat.domain.parties import NameKind, PartyKind
from caveat.ingest.countries import country_of
from caveat.ingest.lists.bis_units import split_unit


class InlineName(NamedTuple):
    """One name found inside a printed name."""

    text: str
    kind: NameKind


_MARK = re.compile(
    r"(?:^|[\s,;(\[])(?P<mark>a\.\s?k\.\s?a\b\.?|A\.\s?K\.\s?A\b\.?|aka(?=[\s:,])"
    r"|(?<=[(\[])AKA(?=[\s:,])|also known as|d/b/a|D/B/A|d\.b\.a\b\.?|doing business as"
    r"|f\.\s?k\.\s?a\b\.?|F\.\s?K\.\s?A\b\.?|fka(?=[\s:,])|formerly known as"
    r"|n\.k\.a\b\.?|n/k/a|now known as)[,:]?(?:\s+|$)"
)
_FORMER = re.compile(r"f\.?\s?k\.?\s?a|formerly", re.IGNORECASE)
_COUNTED = re.compile(r"the following (?:\w+\s){0,3}alias(?:es)?\s*:?\s*", re.IGNORECASE)
_ITEMS = re.compile(r";\s*(?:and\s+|or\s+)?[—–-]*\s*|\s+[—–]\s*|^[—–]\s*")
_GENERIC = re.compile(
    r"(?:the\s+)?(?:\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth)\b(?:\s+(?:research|design|general|test|testing|institute|factory|department|academy"
    r"|bureau|plant|center|centre))*"
    r"|nuclear reactors\b.*",
    re.IGNORECASE,
)
_EXTENT = re.compile(
    r"[;,]?\s+and\s+(?:any|its|all)\s+(?:successors?|sub-?units?|subsidiar(?:y|ies))\b.*",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\bindividuals?\b", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:a|an|the|see|including|formerly)\s.*|address(?:es)?:.*"
    r"|parent organi[sz]ation\b.*|.*\bofficial"
    r"|.*\bsubsidiary of\b.*",
    re.IGNORECASE,
)
_PART_OF_NAME = re.compile(
    r"(?:ag|bhd|branch|cjsc|closed|co|company|corp|corporation|d\.o\.o|dmcc|eurl|fz|fz-llc|fzc|fzco"
    r"|fze|gmbh|group|h\.k|hk|holdings?|inc|international|jlt|joint|jsc|liability|limited|llc|llp|ltd"
    r"|n\.?v|off-?shore|off|shore|ojsc|ooo|oao|zao|pao|ao|open|partnership|pjsc|plc|private|prc|pt|pte|pty"
    r"|public|pvt|s\.a|s\.a\.l|sa|sal|sdn|smc-private|u\.?k|us|usa|uae)\.?"
)
_BELONGS_TO_ANOTHER = re.compile(r"\bnot under\b", re.IGNORECASE)
"""One real row: "… reactors (…) not under International Atomic Energy Agency (IAEA)"."""

_RESEMBLES = 75.0
"""Likeness of two words, 0 to 100, above which one is a spelling of the other ("Ershov")."""

_LONGEST_NAME = 2000
"""Letters. The longest name seen has 384; in a longer one nothing is looked for."""

_MOST_NAMES = 200


def read_inline_names(
    whole: str, *, treasury: bool = False
) -> tuple[list[InlineName], PartyKind | None]:
    """The primary name inside a printed name, first, and the others.

    Args:
        whole: A name on one line, without spaces around it, not empty.
        treasury: In the Treasury's lists, where names are in capitals, a parenthesis is an alias
            only if its letters are initials of the name ("(AIO)", but not "(KIEV)").

    Returns:
        The names, never empty, and what the party is where a remark says it is an individual.
    """
    if len(whole) > _LONGEST_NAME:
        return [InlineName(whole, NameKind.PRIMARY)], None
    unit = split_unit(whole)
    if unit is not None and _EXTENT.search(whole) is None:
        return _unit(whole, unit.parent, unit.unit, treasury=treasury), None
    base = _EXTENT.sub("", whole)
    base, others = _split_marks(base)
    base, aliases, kind = _split_end(base, treasury=treasury)
    names = [InlineName(base, NameKind.PRIMARY)] if base else [InlineName(whole, NameKind.PRIMARY)]
    names += [InlineName(alias, NameKind.ALIAS) for alias in aliases]
    for other in others[:_MOST_NAMES]:
        text, more, _ = _split_end(other.text, treasury=treasury)
        names.append(InlineName(text or other.text, other.kind))
        names += [InlineName(alias, NameKind.ALIAS) for alias in more]
    return names, kind


def is_generic(name: str) -> bool:
    """Whether a name is only a number or a general word: "201 Research Institute"."""
    return len(name) <= _LONGEST_NAME and _GENERIC.fullmatch(name) is not None


def _unit(whole: str, parent: str, unit: str, *, treasury: bool) -> list[InlineName]:
    inside, _ = read_inline_names(unit, treasury=treasury)
    if not is_generic(inside[0].text):
        return inside
    parent_name, _, _ = _split_end(parent, treasury=treasury)
    return [
        InlineName(whole, NameKind.PRIMARY),
        InlineName(f"{parent_name} {inside[0].text}", NameKind.ALIAS),
        *(InlineName(name.text, NameKind.ALIAS) for name in inside),
    ]


def _split_marks(text: str) -> tuple[str, list[InlineName]]:
    """Cut a name at its a.k.a. and f.k.a. marks."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return text, []
    base = text[: marks[0].start("mark")].rstrip(" ,;([")
    others: list[InlineName] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start("mark") if following is not None else len(text)
        inside, after = _inside(text[mark.end() : end])
        base = f"{base} {after}".strip() if after else base
        kind = NameKind.FORMER if _FORMER.match(mark["mark"]) else NameKind.ALIAS
        inside = _COUNTED.sub("", inside).strip(" ,;([")
        pieces = [piece.strip(" ,;") for piece in _ITEMS.split(inside)]
        for piece in pieces:
            others += [InlineName(name, kind) for name in _by_comma(piece)]
    return base, others


def _inside(text: str) -> tuple[str, str]:
    """What belongs to a mark, and what follows the bracket that closes it."""
    depth = 0
    for at, letter in enumerate(text):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
            if depth < 0:
                return text[:at], text[at + 1 :].strip(" ,.;")
    return text, ""


def _by_comma(text: str) -> list[str]:
    """Several names joined by commas, told from one name with commas: every part has two words."""
    if not text:
        return []
    pieces = text.split(", ")
    if len(pieces) > 1 and all(
        " " in piece and not _PART_OF_NAME.fullmatch(piece.split()[0].casefold())
        for piece in pieces
    ):
        return pieces
    return [text]


def _split_end(text: str, *, treasury: bool) -> tuple[str, list[str], PartyKind | None]:
    """Take the brackets at the end of a name off, as far as they are no part of the name."""
    aliases: list[str] = []
    kept = ""
    kind: PartyKind | None = None
    while text.endswith((")", "]")):
        start = _opening(text)
        bracket = text[start:]
        inside = bracket[1:-1].strip(" ,;")
        before = text[:start].rstrip(" ,;")
        if start <= 0 or not before or not inside:
            break
        if _PERSON.search(inside):
            kind = PartyKind.PERSON
        elif _REMARK.fullmatch(inside) is None:
            if _is_alias(inside, before, treasury=treasury):
                aliases.append(inside)
            else:
                kept = f" {bracket}{kept}"
        text = before
    return text + kept, aliases[::-1], kind


def _opening(text: str) -> int:
    """Where the bracket that the last letter closes was opened; -1 if nowhere."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] in ")]":
            depth += 1
        elif text[at] in "([":
            depth -= 1
            if depth == 0:
                return at
    return -1


def _is_alias(inside: str, before: str, *, treasury: bool) -> bool:
    """Whether a bracket is another name, and not a place, a legal form or a branch.

    "(SMIC)", "(Huawei)", "(Elkomtex)" and "(Russian Technologies State Corporation)" are;
    "(Shanghai)", "(HK)", "(Private)" and "(KIEV)" are not.
    """
    words = [
        word
        for word in inside.replace(",", " ").split()
        if not _PART_OF_NAME.fullmatch(word.casefold())
    ]
    if not words or words[-1].casefold() in {"branch", "office"}:
        return False
    if _BELONGS_TO_ANOTHER.search(before) or _belong_to_the_parent(inside, before):
        return False
    initials = _are_initials(inside, before)
    if initials or treasury or country_of(inside):
        return initials
    if len(words) > 1:
        return True
    if inside.isupper() and before.isupper():
        return False
    capitals = sum(letter.isupper() for letter in words[0])
    return capitals > 1 or _resembles_a_word(words[0], before)


def _belong_to_the_parent(inside: str, before: str) -> bool:
    """Whether the initials are those of a parent named at the end.

    "20th Research Institute of China Electronic Technology Group Corp (CETC)" is not the CETC,
    "… Problems (IITP), Russian Academy of Sciences (RAS)" not the academy.
    """
    if inside[0].casefold() == before[0].casefold():
        return False
    numbered = before[0].isdigit() and not any(letter.isdigit() for letter in inside)
    _, comma, end = before.rpartition(", ")
    return (numbered and _are_initials(inside, before)) or (
        bool(comma) and _are_initials(inside, end)
    )


def _resembles_a_word(inside: str, before: str) -> bool:
    return any(
        fuzz.ratio(inside.casefold(), word) >= _RESEMBLES
        for word in re.findall(r"\w+", before.casefold())
    )


def _are_initials(inside: str, before: str) -> bool:
    """Whether every letter stands, in order, at the beginning of a word of the name."""
    initials = "".join(word[0] for word in re.findall(r"\w+", before.casefold()))
    letters = [letter for letter in inside.casefold() if letter.isalnum()]
    at = 0
    for letter in letters:
        at = initials.find(letter, at) + 1
        if at == 0:
            return False
    return len(letters) > 1
