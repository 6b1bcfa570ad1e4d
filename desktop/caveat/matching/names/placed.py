"""Reads words whose place in a name says what they are, though they mean nothing by themselves.

“ПО” is a preposition, but behind a legal form a production association; “SC” begins the names of
Romanian companies; a town stands behind the legal form and a comma.
"""

import re
from functools import cache

from caveat.matching.names.addressed import may_hold_an_address, names_somebody, without_address
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import CYRILLIC, Token, token

_WORD, _FORM = WordKind.WORD, WordKind.FORM
_BEHIND_FORM = {
    "po": "c:production", "vo": "c:foreign", "vpo": "c:foreign", "gk": "c:group",
    "pkf": "c:production", "ppo": "c:production", "pko": "c:production", "td": "c:trading",
}  # fmt: skip
"""Производственное объединение, внешнеторговое объединение, группа компаний, торговый дом."""
_ASSOCIATIONS, _LONG = frozenset({"po", "vo", "vpo", "ppo", "pko"}), 6
_OF_JAPAN, _EITHER = "工業大学", "c:university;institute"
"""Written so, neither in simplified nor in traditional characters, it is Japanese: Institutes of
Technology call themselves so. In China 北京工业大学 is another than the Beijing Institute."""
_STATE = "t:republic"
_ON, _FEDERATION = "r:na", ("federatsi", "federaci")
_ROMANIAN = frozenset({"srl", "sa", "s r l", "s a", "societate pe actiuni", "snc", "scs", "sc"})
_PUBLIC = "PJSC"
_SOLDIERS = frozenset({"w:pmc", "r:chvk", "w:chvk"})
_SOLDIERS_IN_FULL = ("c:private", "c:military", "c:company")
"""Private military company, частная военная компания: a group, as Wagner is called, too."""
_TAIL = re.compile(r",\s*([^\W\d_]{3,}(?:[\s-][^\W\d_]{3,})?)\s*\.?$")
"""One or two words behind the last comma."""
_OF_AIR = frozenset({"clean", "fresh", "pure", "open", "hot", "cold", "cool", "compressed", "the"})
"""What air is that no airline is meant by."""
_MOVED = frozenset(
    {_ON, "w:sc", "w:ptc", "l:air", _SOLDIERS_IN_FULL[0], *_SOLDIERS}
)  # fmt: skip
"""Codes of words that mean something else in some places."""
_TWO = 2
_NAMES = frozenset({WordKind.WORD, WordKind.PLACE})


def placed(tokens: list[Token], forms: set[str], cleaned: str) -> list[Token]:
    """The words of a name as they are meant where they stand; as many as before.

    Args:
        tokens: The words as the tables have them.
        forms: The legal forms stated; a form that is found is added.
        cleaned: The whole name.
    """
    if len(tokens) < _TWO:
        return tokens
    if may_hold_an_address(cleaned):
        tokens = without_address(tokens, cleaned)
    formed = _FORM in [word.kind for word in tokens]
    if not any(map(_may_move, tokens)) and _OF_JAPAN not in cleaned:
        return _in_town(tokens, cleaned) if formed and "," in cleaned else tokens
    made = _of_states(tokens)
    if _OF_JAPAN in cleaned:
        made = [
            token(_EITHER)
            if word.code == "c:university" and at and made[at - 1].code == "c:technology"
            else word
            for at, word in enumerate(made)
        ]
    made = _led_by_association(made)
    if formed:
        made = _of_associations(_of_romania(made))
        if "," in cleaned:
            made = _in_town(made, cleaned)
    if made[-1].code == "w:ptc" and made[0].kind is _WORD:
        # Public traded company, as some translate публичное акционерное общество.
        forms.add(_PUBLIC)
        made = [*made[:-1], token(f"f:{_PUBLIC}")]
    return _of_trade(made)


@cache
def _may_move(word: Token) -> bool:
    """Whether its place may make a word another; most words stay what they are anywhere."""
    way, _, letters = word.code.partition(":")
    return (
        word.code in _MOVED
        or letters in _BEHIND_FORM
        or "republic" in word.meanings
        or (way == CYRILLIC and word.roman.startswith(_FEDERATION))
    )


def _of_states(tokens: list[Token]) -> list[Token]:
    """Российской Федерации, на Република България: what sort of state, beside its name."""
    made = tokens
    for at, word in enumerate(tokens):
        if word.code == _ON and 0 < at < len(tokens) - 1:
            made = [*made[:at], token("p:na"), *made[at + 1 :]]
        elif "republic" in word.meanings or (
            word.code[0] == CYRILLIC and word.roman.startswith(_FEDERATION)
        ):
            behind = tokens[at + 1 : at + 1 + _TWO]
            if behind and behind[0].kind is not WordKind.NOISE:
                behind = behind[:1]
            if any(one.kind is WordKind.PLACE for one in (*tokens[max(0, at - 1) : at], *behind)):
                made = [*made[:at], token(_STATE), *made[at + 1 :]]
    return made


def _led_by_association(tokens: list[Token]) -> list[Token]:
    """PO SEVMASH without its legal form; not Po Hing, nor anything else in syllables of pinyin."""
    way, _, letters = tokens[0].code.partition(":")
    name = tokens[1]
    if letters not in _ASSOCIATIONS or way not in {"w", CYRILLIC} or name.kind is not _WORD:
        return tokens
    if len(name.roman) < _LONG or name.syllables:
        return tokens
    return [token(_BEHIND_FORM[letters]), *tokens[1:]]


def _of_associations(tokens: list[Token]) -> list[Token]:
    """АО «ПО «Севмаш», ОАО ВО «Технопромэкспорт», JSC PO Sevmash: what stands before the name."""
    for at in range(1, len(tokens) - 1):
        way, _, letters = tokens[at].code.partition(":")
        meant = _BEHIND_FORM.get(letters)
        if meant is None or way not in {"w", CYRILLIC} or tokens[at - 1].kind is not _FORM:
            continue
        if way == CYRILLIC or tokens[at - 1].form in {"JSC", "PJSC", "CJSC", "FSUE", "LLC"}:
            return [*tokens[:at], token(meant), *tokens[at + 1 :]]
    return tokens


def _of_romania(tokens: list[Token]) -> list[Token]:
    """SC Microelectronica SA: societate comercială."""
    if tokens[0].code == "w:sc" and any(
        word.kind is _FORM and word.code.partition(":")[2] in _ROMANIAN for word in tokens[2:]
    ):
        return [token("t:sc"), *tokens[1:]]
    return tokens


def _in_town(tokens: list[Token], cleaned: str) -> list[Token]:
    """Bharat Dynamics Ltd, Hyderabad: a town that no table holds says nothing of who is named."""
    tail = _TAIL.search(cleaned)
    if tail is None:
        return tokens
    size = len(re.split(r"[\s-]", tail.group(1)))
    before, town = tokens[:-size], tokens[-size:]
    if not before or before[-1].kind is not _FORM or any(word.kind is not _WORD for word in town):
        return tokens
    if not names_somebody(before):
        return tokens
    return [*before, *(token(f"t:{word.roman or word.lemma}") for word in town)]


def _of_trade(tokens: list[Token]) -> list[Token]:
    """Mahan Air is an airline, PMC Wagner a group."""
    last = len(tokens) - 1
    while last > 0 and tokens[last].kind is _FORM:
        last -= 1
    for at, word in enumerate(tokens):
        flies = at == last and all(
            before.kind in _NAMES and before.roman not in _OF_AIR for before in tokens[:last]
        )
        if word.code == "l:air" and not flies:
            tokens = [*tokens[:at], token("w:air"), *tokens[at + 1 :]]
    for at in range(len(tokens) - 2):
        if tuple(word.code for word in tokens[at : at + 3]) == _SOLDIERS_IN_FULL:
            return [
                *tokens[:at],
                token("c:group"),
                token("t:military"),
                token("t:company"),
                *tokens[at + 3 :],
            ]
    for at in (0, last):
        if tokens[at].code in _SOLDIERS and last == 1 and tokens[1 - at].kind is _WORD:
            return [token("c:group") if i == at else word for i, word in enumerate(tokens)]
    return tokens
