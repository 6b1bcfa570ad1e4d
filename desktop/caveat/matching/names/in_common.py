"""What two aligned names of organisations agree in, in nats."""

from caveat.matching.names.align import Alignment
from caveat.matching.names.kinship import is_own
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.side import SILENT, Side
from caveat.matching.names.slips import is_one_slip

_SLIPS = frozenset({"typing", "variant"})
_EXACT = frozenset({"concept", "script", "pinyin", "brand", "number", "form", "joined", "variant"})
"""Ways to agree in which nothing is misspelled: another language, script or space."""
_SAYS_NO_TRADE = frozenset({WordKind.UNIT, WordKind.GENERIC})
SURE, _SURE_ACROSS = 0.95, 0.88
"""How alike words must be to be one word: in one script; in two, which write vowels otherwise."""
_DIRECTION_AGREED = 2.0
"""Nats that one direction on both sides says at the most: many names hold one, two differ."""
_WORD, _DIRECTION, _MEANT = WordKind.WORD, WordKind.DIRECTION, "concept"


class InCommon:
    """What stands on both sides.

    Attributes:
        distinctive: Nats of distinctive words.
        ordinary: Nats of all other words.
        rarest: Nats of the rarest distinctive word.
        telling: How many words agree, forms and little words left out.
        lexical: Whether all agrees as written, or as the same word in another script.
        solid: Whether a distinctive word agrees that is no abbreviation.
        own: Whether a word agrees that is somebody's own (see `is_own`).
        brands_alone: Whether no distinctive word agrees but brands of the table.
        bare: Whether nothing else agrees but what kind of body they are, and generic words.
        head: How alike the first trade names are, 0-1; 0 if they are not aligned.
        head_misspelled: By how much a trade name that begins a name is misspelled, 0-1.
        misspelled: Nats lost by slips.
        unsure: The words of which it is not sure that they are the same.
    """

    __slots__ = (
        "bare", "brands_alone", "distinctive", "head", "head_misspelled", "lexical", "misspelled",
        "ordinary", "own", "rarest", "solid", "telling", "unsure",
    )  # fmt: skip

    def __init__(self, left: Side, right: Side, alignment: Alignment) -> None:
        a_tokens, b_tokens = left.tokens, right.tokens
        distinctive = ordinary = rarest = misspelled = head = head_misspelled = 0.0
        lexical = brands_alone = bare = True
        solid = own = False
        telling, unsure = 0, []
        for places, other_places, likeness in alignment.links:
            value, reason = likeness.value, likeness.reason
            i, j = places[0], other_places[0]
            a, b = a_tokens[i], b_tokens[j]
            one, other = a.weight, b.weight
            for k in places[1:]:
                one += a_tokens[k].weight
            for k in other_places[1:]:
                other += b_tokens[k].weight
            kind = a.kind
            telling += kind not in SILENT
            lexical = lexical and reason != _MEANT
            least = min(other, one)
            gained = least
            if value < 1.0:
                gained = least * value * value * value
                sure = value >= SURE or (reason == "script" and value >= _SURE_ACROSS)
                if not (sure and reason in _EXACT):
                    unsure.append((a, b))
                if reason in _SLIPS and not sure:
                    misspelled += least * (1.0 - value)
            if kind is _WORD and b.kind is _WORD:
                distinctive += gained
                solid = solid or not (a.acronym or b.acronym)
                own = own or (is_own(a) and is_own(b))
                brands_alone = brands_alone and bool(a.brands and b.brands)
                rarest = max(rarest, gained)
                if i == left.head and j == right.head:
                    head = value
                # A slip in a place makes a trade name of it on its side.
                if value < SURE and reason in _SLIPS and (i == left.head or j == right.head):
                    head_misspelled = max(head_misspelled, 1.0 - value)
            else:
                ordinary += min(gained, _DIRECTION_AGREED) if kind is _DIRECTION else gained
                bare = bare and (kind in _SAYS_NO_TRADE or kind in SILENT)
        self.distinctive, self.ordinary, self.rarest = distinctive, ordinary, rarest
        self.telling, self.lexical, self.solid, self.own = telling, lexical, solid, own
        self.brands_alone, self.bare = brands_alone, bare
        self.head, self.head_misspelled, self.misspelled = head, head_misspelled, misspelled
        self.unsure = unsure

    @property
    def slip(self) -> bool:
        """Whether all words are the same but for one slip of the hand in one of them."""
        return len(self.unsure) == 1 and is_one_slip(*self.unsure[0])
