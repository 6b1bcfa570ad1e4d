"""Says how two words of two names agree, in the words of the officer."""

from caveat.domain.screening import PartRelation
from caveat.matching.names.align import Link
from caveat.matching.names.characters import are_characters
from caveat.matching.names.given import Relation, groups, related
from caveat.matching.names.parts import in_two_scripts
from caveat.matching.names.tokens import Token


def agreement(one: str, other: str, a: Token, b: Token, link: Link, *, person: bool) -> str:
    """A clause such as ``‘Bill’ is a short form of ‘William’``; empty for legal forms.

    Args:
        one: The words of the first name as written.
        other: Likewise of the second.
        a: The first of them as read.
        b: Likewise of the second.
        link: How they agree.
        person: Whether they are parts of persons' names.
    """
    same = link.likeness.relation is PartRelation.SAME
    reason = _why_same(one, other, a, b) if same else link.likeness.reason
    if reason == "brand":
        return _brand(one, other, a, b)
    if reason == "pinyin":
        return _pinyin(one, other, a)
    if person and len(link.left) == len(link.right) == 1:
        given = _given(one, other, a, b)
        if given:
            return given
    thing = "name" if person else "word"
    # Hauwei and 华为: read in pinyin they differ by a slip.
    nearly = "nearly " if _differ_in_pinyin(a, b) else ""
    told = {
        "concept": f"‘{one}’ and ‘{other}’ mean the same",
        "form": "",
        "number": f"‘{one}’ and ‘{other}’ are the same number",
        "variant": f"‘{one}’ and ‘{other}’ are spellings of one {thing}",
        "equivalent": f"‘{one}’ and ‘{other}’ may be one given name",
        "script": f"‘{one}’ and ‘{other}’ are {nearly}one {thing} in two scripts",
        "typing": f"‘{one}’ is spelled almost like ‘{other}’",
        "syllable": f"‘{one}’ and ‘{other}’ differ in a syllable",
        "near": f"‘{one}’ is almost ‘{other}’, which is a {thing} of its own",
        "two": f"‘{one}’ is almost ‘{other}’, which is a {thing} of its own",
        "southern": f"‘{one}’ and ‘{other}’ may be one name in Mandarin and in the south",
        "joined": f"‘{one}’ and ‘{other}’ differ only in how the words are joined",
        "initials": f"‘{_shorter(one, other)}’ are the initials of ‘{_longer(one, other)}’",
        "initial": f"‘{_shorter(one, other)}’ is the initial of ‘{_longer(one, other)}’",
        "prefix": f"‘{one}’ begins ‘{other}’",
    }
    return told.get(reason, f"‘{one}’ sounds like ‘{other}’")


def _why_same(one: str, other: str, a: Token, b: Token) -> str:
    """What makes two words one that are written differently."""
    if not a.meanings.isdisjoint(b.meanings):
        return "concept"
    if "zh" in {a.language, b.language}:
        return "pinyin"
    return "script" if in_two_scripts(one, other) else "variant"


def _given(one: str, other: str, a: Token, b: Token) -> str:
    """How two given names belong together, where the table of given names tells it."""
    relation = related(a.roman, b.roman)
    if relation is Relation.CROSS_LANGUAGE:
        return f"‘{one}’ and ‘{other}’ may be one given name in two languages"
    if relation is not Relation.SHORT:
        return ""
    mine, theirs = dict(groups(a.roman)), dict(groups(b.roman))
    for group in sorted(mine.keys() & theirs.keys()):
        pair = mine[group], theirs[group]
        if Relation.SHORT in pair and max(pair) is Relation.SHORT:
            if pair == (Relation.SHORT, Relation.SHORT):
                return f"‘{one}’ and ‘{other}’ are short forms of one given name"
            short, long = (one, other) if pair[0] is Relation.SHORT else (other, one)
            return f"‘{short}’ is a short form of ‘{long}’"
    return ""


def _brand(one: str, other: str, a: Token, b: Token) -> str:
    if a.brands.isdisjoint(b.brands):
        return f"‘{one}’ may be a translation of ‘{other}’"
    if a.language == "zh" and b.language != "zh":
        return f"{one} is written {other} in Latin letters"
    if b.language == "zh" and a.language != "zh":
        return f"{one} is the Latin form of {other}"
    return f"{one} and {other} are forms of one brand"


def _pinyin(one: str, other: str, a: Token) -> str:
    if a.language == "zh":
        return f"{one} is {other} in pinyin"
    return f"{one} is the pinyin of {other}"


def _shorter(one: str, other: str) -> str:
    return min((one, other), key=lambda text: (len(text), text))


def _longer(one: str, other: str) -> str:
    return max((one, other), key=lambda text: (len(text), text))


def _differ_in_pinyin(a: Token, b: Token) -> bool:
    """Whether the one is in Chinese characters that are read otherwise than the other is spelt."""
    return are_characters((a,)) is not are_characters((b,)) and a.roman != b.roman
