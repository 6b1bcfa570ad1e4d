"""What two aligned names say on one side only, and what that makes of two names of one brand."""

from collections.abc import Sequence

from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.side import Side
from caveat.matching.names.tokens import Token

_GROUP_OF_FORM = "c:group"
_BODIES, _BRANCH_OFFICE = frozenset({"group", "holding"}), "l:branch office"
_KINDS = len(WordKind)


class Loose:
    """What stands on one side only: nats by kind, or whether there are any.

    Attributes:
        body: Nats of words for a body that any company may have or be, of the units: a group, a
            holding, a branch.
        firm: Whether a word stands alone that is neither a place nor generic nor of such a body.
        anything: Whether a word that says something stands alone.
    """

    __slots__ = (
        "activity", "anything", "body", "direction", "firm", "generic", "group", "letter", "number",
        "place", "unit", "word",
    )  # fmt: skip

    def __init__(self, tokens: Sequence[Token], free: Sequence[int], *, across: bool) -> None:
        """``across`` says that the other name is in another script.

        There the group within a legal form (集团有限公司) says no more than Corporation.
        """
        nats = [0.0] * _KINDS
        self.group = False
        self.body = 0.0
        for i in free:
            token = tokens[i]
            kind = token.kind
            if token.code == _GROUP_OF_FORM:
                self.group = True
                if across and kind is not WordKind.WORD:
                    kind = WordKind.GENERIC
            nats[kind] += token.weight
            if kind is WordKind.UNIT and is_body(token):
                self.body += token.weight
        (
            self.word, self.activity, self.generic, self.unit, self.place, number, direction,
            letter, *_,
        ) = nats  # fmt: skip
        self.number, self.direction, self.letter = number > 0.0, direction > 0.0, letter > 0.0
        unit = self.unit > self.body
        self.firm = bool(self.word or self.activity or unit or number or direction or letter)
        self.anything = bool(self.firm or self.body or self.generic or self.place)

    @property
    def soft(self) -> float:
        """Nats of places and generic words, which alone never take a hit below the line."""
        return self.generic + self.place + self.body

    @property
    def body_alone(self) -> bool:
        """Whether nothing stands alone but a word for a body that any company may have."""
        return bool(self.body) and not (self.firm or self.generic or self.place)

    def more_than(self, *, across: bool) -> bool:
        """Whether the side is more than a bare trade name.

        壁仞科技 is the usual short name of any company of the trade name, whatever it makes.
        """
        return bool(self.firm or self.body or self.place) if across else self.anything

    @property
    def own(self) -> float:
        """Nats of words that tell members of one group apart: all but places."""
        return self.word + self.activity + self.unit + self.generic


def is_body(word: Token) -> bool:
    """Whether a word says of a company only that it has others, or that it is a part of one."""
    is_unit = word.kind is WordKind.UNIT
    return is_unit and (not _BODIES.isdisjoint(word.meanings) or word.code == _BRANCH_OFFICE)


def kin(left: Side, right: Side, mine: Loose, theirs: Loose, *, bare: bool) -> bool:
    """Whether the sides are two members of one group: each, or one of a big one, says what it does.

    Of a trade name that no group has, Inspur and Inspur Electronics, the bare one may be either.
    Between scripts a translation that we lack leaves words over on both sides as well. ``bare``
    says that nothing else agrees but what kind of body they are, and generic words.
    """
    if left.script != right.script:
        return False
    doing, done = mine.word or mine.activity, theirs.word or theirs.activity
    if (doing and theirs.own) or (done and mine.own):
        return True
    return bool(bare and (doing or done)) and _of_group(left, right)


def _of_group(left: Side, right: Side) -> bool:
    """Whether either trade name is that of a group, or abbreviates it (CGN, CETC)."""
    forms = lexicon().brand_forms
    return any(
        " " in form
        for side in (left, right)
        for name in side.tokens[side.head].brands
        for form in forms.get(name, ())
    )
