"""What two aligned names of organisations say for and against being one: a vector of numbers.

Two designs were held against each other. A product of factors (coverage, contradictions, belief)
reads well but cannot be fitted: every factor bends all others. This one, a list of features with
a sign each, is a logistic model: the coefficients come from labelled pairs
(``packaging/fit_scoring.py``), every feature moves the score in one direction only, so that better
spelling can only help, and what a word costs can be told in the same units as what it gains. On
1,703 adversarial pairs the first came to an AUC of 0.74, the second to 0.78.
"""

import math

from caveat.matching.coefficients import coefficients
from caveat.matching.names.added_words import abbreviates_beside, only_describes
from caveat.matching.names.align import Alignment
from caveat.matching.names.at_home import adds_only_its_country
from caveat.matching.names.characters import OTHER_CHARACTERS
from caveat.matching.names.contradicting import contradictions
from caveat.matching.names.in_common import SURE, InCommon
from caveat.matching.names.letters import letters_alike, spoken_but
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.loose import Loose, kin
from caveat.matching.names.side import Side

FEATURES: tuple[tuple[str, int], ...] = (
    ("distinctive_agreed", 1),
    ("ordinary_agreed", 1),
    ("rarest_agreed", 1),
    ("same_words", 1),
    ("letters_alike", 1),
    ("head_agreed", 1),
    ("rare_and_covered", 1),
    ("distinctive_and_covered", 1),
    ("heads_differ", -1),
    ("word_added", -1),
    ("word_for_word", -1),
    ("activity_added", -1),
    ("activity_for_activity", -1),
    ("unit_added", -1),
    ("unit_for_unit", -1),
    ("other_for_other", -1),
    ("bare_for_bare", -1),
    ("generic_added", -1),
    ("generic_for_generic", -1),
    ("place_added", -1),
    ("place_for_place", -1),
    ("number_added", -1),
    ("number_for_number", -1),
    ("letter_added", -1),
    ("direction_added", -1),
    ("direction_for_direction", -1),
    ("form_for_form", -1),
    ("misspelled", -1),
    ("head_misspelled", -1),
    ("nothing_distinctive", -1),
    ("uncovered", -1),
    ("uncovered_in_both", -1),
    ("usual_and_more", -1),
)
"""Every feature with the direction in which it may move the score."""

_EMPTY = frozenset({"the", "al", "and", "firm", "corporation", "plural"})
"""What little words mean that never tell two names apart."""
_BEFORE_VESSELS = "p:mv"
"""What is written before a vessel's name, whatever it is (see `prepare`)."""
_TYPED = "typing"
_SHORT = 6
"""Letters of a word of which one more that is wrong makes another firm's name: Stena, Stela."""
_WORD, _DIRECTION = WordKind.WORD, WordKind.DIRECTION
_SLIPPED = 0.7
"""What the same words but for one slip of the hand count as, where the same words count 1."""
_HALF_DISTINCTIVE, _HALF_ORDINARY, _HALF_WORDS, _HALF_OTHERS = 10.0, 4.0, 3.0, 2.0
_BARE = 6.0
_RAREST = 10.0
_MANY = 3


class Balance:
    """What speaks for and against two names of organisations.

    Attributes:
        contradictions: ``place``, ``number``, ``direction``, ``form``.
        distinctive: Nats of distinctive words that agree.
        ordinary: Nats of all other words that agree.
        same_words: Whether both sides say the same words, but for forms and little words.
        lexical: Whether all that agrees does so as written, or as the same word in another script:
            not in meaning alone.
        kin: Whether a brand of the table is the only distinctive word that agrees, and each side
            goes on in words of its own: two members of one group.
        solid: Whether a distinctive word agrees that is no abbreviation.
        own: Whether what agrees is somebody's own: a word that is neither of the dictionary nor a
            usual one of two pinyin syllables, or several such together.
        links: How many words agree, forms and little words left out.
    """

    __slots__ = (
        "_agreed", "_alignment", "_exact", "_letters", "_mine", "_sides", "_theirs",
        "contradictions", "distinctive", "kin", "lexical", "links", "ordinary", "own",
        "same_words", "solid",
    )  # fmt: skip

    def __init__(self, left: Side, right: Side, alignment: Alignment) -> None:
        agreed = InCommon(left, right, alignment)
        across = left.script != right.script
        mine, theirs = (
            Loose(left.tokens, alignment.left, across=across),
            Loose(right.tokens, alignment.right, across=across),
        )
        self._sides, self._alignment = (left, right), alignment
        self._mine, self._theirs = mine, theirs
        self.contradictions = contradictions(left, right, mine, theirs, alignment)
        self._agreed = agreed
        self.distinctive, self.ordinary, self.lexical = (
            agreed.distinctive, agreed.ordinary, agreed.lexical,
        )  # fmt: skip
        self.links, self.solid = agreed.telling, agreed.solid
        self.kin = (
            agreed.brands_alone
            and agreed.distinctive > 0.0
            and kin(left, right, mine, theirs, bare=agreed.bare)
        )
        # One word and little ones: "Victory City" is not "Victory", "Media" not "Number Media".
        self._exact = not agreed.unsure and (agreed.telling > 1 or self.silent)
        self.same_words = self._exact and not mine.anything and not theirs.anything
        self.own = agreed.own or agreed.distinctive >= coefficients().evidence["core_in_all"]
        self._letters = letters_alike(left.spoken, right.spoken)

    @property
    def brand_alone(self) -> bool:
        """Whether one side is nothing but a word that the other side begins with.

        The other goes on from there in ordinary words only.
        """
        mine, theirs = self._mine, self._theirs
        across = self._sides[0].script != self._sides[1].script
        return (
            self._exact
            and not self.kin
            and self.links == 1
            and self._agreed.head >= SURE
            and mine.word == theirs.word == 0.0
            and not (mine.more_than(across=across) and theirs.more_than(across=across))
            and not any(x.number or x.letter or x.direction for x in (mine, theirs))
            # Inspur Software is not the Group (浪潮集团), though it carries its name.
            and not ((mine.group and theirs.activity) or (theirs.group and mine.activity))
        )

    def _letters_without(self, *, left: bool, right: bool) -> float:
        """Likeness of the letters as if what is forgiven were not there."""
        if not left and not right:
            return self._letters
        one, other = (
            spoken_but(side, free if forgiven else ())
            for side, free, forgiven in zip(
                self._sides,
                (self._alignment.left, self._alignment.right),
                (left, right),
                strict=True,
            )
        )
        return max(self._letters, letters_alike(one, other))

    @property
    def silent(self) -> bool:
        """Whether no little word stands alone but articles, what means company, and MV."""
        free = self._alignment.left, self._alignment.right
        return not any(
            side.tokens[i].kind is WordKind.NOISE
            and side.tokens[i].meanings.isdisjoint(_EMPTY)
            and side.tokens[i].code != _BEFORE_VESSELS
            for side, places in zip(self._sides, free, strict=True)
            for i in places
        )

    @property
    def as_spoken(self) -> bool:
        """Whether both sides say the same letters."""
        return self._sides[0].spoken == self._sides[1].spoken

    @property
    def heads_differ(self) -> bool:
        """Whether both sides begin with a trade name of their own."""
        left, right = self._sides
        return left.head in self._alignment.left and right.head in self._alignment.right

    @property
    def slipped(self) -> bool:
        """Whether both sides say the same words but for one slip of the hand."""
        return self._said_alike(forgive_left=False, forgive_right=False) == _SLIPPED

    @property
    def softened(self) -> bool:
        """Whether one side adds places or generic words and nothing contradicts."""
        return bool(self._mine.soft or self._theirs.soft) and not (
            self.contradictions and set(self.contradictions) != {"form"}
        )

    @property
    def directed(self) -> bool:
        """Whether a direction agrees."""
        tokens = self._sides[0].tokens
        return any(tokens[link.left[0]].kind is _DIRECTION for link in self._alignment.links)

    @property
    def near(self) -> bool:
        """Whether a short trade name agrees but for a letter, which may make another's name."""
        left, right = self._sides
        for places, other_places, likeness in self._alignment.links:
            if likeness.reason == _TYPED and likeness.value < SURE:
                a, b = left.tokens[places[0]], right.tokens[other_places[0]]
                if _WORD in {a.kind, b.kind} and len(a.roman) <= _SHORT:
                    return True
        return False

    @property
    def sounds_alike(self) -> bool:
        """Whether a trade name agrees by its sound, and both names tell it in other characters."""
        left = self._sides[0].tokens
        return any(
            link.likeness.reason == OTHER_CHARACTERS and left[link.left[0]].kind is _WORD
            for link in self._alignment.links
        )

    @property
    def abbreviation_added(self) -> bool:
        """Whether one side is the other with an abbreviation, of no more, before or behind it.

        HESA Iran Aircraft Manufacturing Industries: in another language, its letters tell nothing.
        """
        if not self._exact or self.links < _MANY or self._mine.soft or self._theirs.soft:
            return False
        return abbreviates_beside(self._sides, self._alignment)

    @property
    def described(self) -> bool:
        """Whether one side only says before the name what sort of producer bears it.

        АО «НПО «Сплав», АО «Концерн «Созвездие»: all others call them by the name alone.
        """
        if not self._exact or not self.own:
            return False
        return only_describes(self._sides, self._alignment)

    @property
    def at_home(self) -> bool:
        """Whether one side only adds the country whose language the other is in."""
        if not self._exact or self.links <= 1 or (self._mine.soft and self._theirs.soft):
            return False
        left, right = self._sides
        free = self._alignment
        if self._mine.place:
            return not self._mine.firm and adds_only_its_country(left, free.left, right)
        return bool(self._theirs.place) and adds_only_its_country(right, free.right, left)

    @property
    def unit_added(self) -> bool:
        """Whether one side is a group, an institute or a branch, and the other does not say so."""
        return (self._mine.unit > 0.0) != (self._theirs.unit > 0.0)

    @property
    def body_alone(self) -> bool:
        """Whether all that one side says more is that it is a group, or the like."""
        return self._mine.body_alone or self._theirs.body_alone

    @property
    def one_sided(self) -> bool:
        """Whether one side at the most goes on in words that are neither places nor generic."""
        mine, theirs = self._mine, self._theirs
        return not ((mine.firm or mine.body) and (theirs.firm or theirs.body))

    def same_but(self, *, forgive_left: bool = False, forgive_right: bool = False) -> bool:
        """Whether both sides say the same words, but for places and generic words forgiven."""
        mine = self._mine.firm if forgive_left else self._mine.anything
        theirs = self._theirs.firm if forgive_right else self._theirs.anything
        return self._exact and not mine and not theirs

    def _said_alike(self, *, forgive_left: bool, forgive_right: bool) -> float:
        """Whether both sides say the same words (1), the same but for one slip, or not (0)."""
        mine = self._mine.firm if forgive_left else self._mine.anything
        theirs = self._theirs.firm if forgive_right else self._theirs.anything
        if mine or theirs:
            return 0.0
        if self._exact:
            return 1.0
        slip = self._agreed.slip and self.silent
        return _SLIPPED if slip else 0.0

    def features(
        self,
        *,
        forgive_left: bool = False,
        forgive_right: bool = False,
        forgive_forms: bool = False,
    ) -> list[float]:
        """The vector, in the order of `FEATURES`.

        Args:
            forgive_left: As if places and generic words that only the left side has were not
                there.
            forgive_right: Likewise.
            forgive_forms: As if the legal forms did not contradict.
        """
        mine, theirs, against = self._mine, self._theirs, self.contradictions
        same = self._said_alike(forgive_left=forgive_left, forgive_right=forgive_right)
        letters = self._letters
        if forgive_left or forgive_right:
            letters = self._letters_without(left=forgive_left, right=forgive_right)
        distinctive, ordinary = self.distinctive, self.ordinary
        agreed = distinctive + ordinary + 1e-9
        generic_left = 0.0 if forgive_left else mine.generic
        generic_right = 0.0 if forgive_right else theirs.generic
        place_left = 0.0 if forgive_left else mine.place
        place_right = 0.0 if forgive_right else theirs.place
        of_unit = mine.unit - (mine.body if forgive_left else 0.0)
        of_their_unit = theirs.unit - (theirs.body if forgive_right else 0.0)
        lost_left = mine.word + mine.activity + of_unit + generic_left + place_left
        lost_right = theirs.word + theirs.activity + of_their_unit + generic_right + place_right
        open_left, open_right = lost_left / (agreed + lost_left), lost_right / (agreed + lost_right)
        word_one, word_both = _split(mine.word, theirs.word, _HALF_WORDS)
        activity_one, activity_both = _split(mine.activity, theirs.activity, _HALF_OTHERS)
        unit_one, unit_both = _split(of_unit, of_their_unit, _HALF_OTHERS)
        generic_one, generic_both = _split(generic_left, generic_right, _HALF_OTHERS)
        place = max(place_right, place_left)
        own_left = mine.word + mine.activity + of_unit + (generic_left + place_left) / 2
        own_right = theirs.word + theirs.activity + of_their_unit
        own_right += (generic_right + place_right) / 2
        own = min(own_right, own_left)
        own = own / (own + _HALF_WORDS)
        bare = math.exp(-((distinctive / _BARE) ** 2))
        most, less = (open_left, open_right) if open_left > open_right else (open_right, open_left)
        rarest = self._agreed.rarest / _RAREST
        more = max(
            mine.word + mine.activity + of_unit + place_left,
            theirs.word + theirs.activity + of_their_unit + place_right,
        )
        told = distinctive / (distinctive + _HALF_DISTINCTIVE)
        return [
            told,
            ordinary / (ordinary + _HALF_ORDINARY),
            rarest,
            same,
            letters,
            self._agreed.head,
            rarest * (1.0 - most),
            told * (1.0 - most),
            1.0 if self.heads_differ else 0.0,
            word_one,
            word_both,
            activity_one,
            activity_both,
            unit_one,
            unit_both,
            own,
            own * bare,
            generic_one,
            generic_both,
            place / (place + _HALF_OTHERS),
            1.0 if "place" in against else 0.0,
            1.0 if mine.number != theirs.number else 0.0,
            1.0 if "number" in against else 0.0,
            1.0 if mine.letter or theirs.letter else 0.0,
            1.0 if mine.direction != theirs.direction else 0.0,
            1.0 if "direction" in against else 0.0,
            1.0 if "form" in against and not forgive_forms else 0.0,
            self._agreed.misspelled / agreed,
            self._agreed.head_misspelled,
            bare,
            most,
            less,
            0.0 if self.own else more / (more + _HALF_WORDS),
        ]


def _split(one: float, other: float, half: float) -> tuple[float, float]:
    """What only one side has more, and what both fill differently, each 0-1."""
    if not one and not other:
        return 0.0, 0.0
    both = min(other, one)
    more = one + other - 2 * both
    return more / (more + half), both / (both + half)
