"""Which part of one person's name stands for which part of the other's, in any order."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from operator import itemgetter

from rapidfuzz.distance import OSA

from caveat.domain.screening import PartRelation
from caveat.matching.names import izafa
from caveat.matching.names.align import Alignment, Link, take
from caveat.matching.names.alike import SAME, Likeness
from caveat.matching.names.given import known_halves, made_of
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_likeness import person_likeness
from caveat.matching.names.person_words import led, person_words
from caveat.matching.names.side import Side
from caveat.matching.names.surnames import sound, southern_of, syllables
from caveat.matching.names.syllabic import given_likeness
from caveat.matching.names.tokens import Token, token

_SHORTEST_JOIN = 5
_JOINED, _JOINED_FROM_APART = 0.85, 0.9
_JOINED_ACROSS, _SHORTEST_ACROSS = 0.95, 4
_MADE_OF = 0.94
_SLIPS = 3
_LOST_IN_JOINING, _LOST_FROM_APART = 0.02, 0.05
_SYLLABLE_LEFT_OUT = 0.85
_MOST_PARTS = 12
"""Parts beyond are not aligned by likeness, only where they are equal."""
_PAIR = 2
_WORD, _LITTLE = WordKind.WORD, WordKind.NOISE

_NOWHERE = frozenset[int](), frozenset[int]()
_Places = tuple[int, ...]
_Found = tuple[float, int, _Places, _Places, Likeness]


def align_persons(
    left: Sequence[Token],
    right: Sequence[Token],
    *,
    syllables_apart: bool = False,
    given: tuple[frozenset[int], frozenset[int]] = _NOWHERE,
) -> Alignment:
    """Aligns two names of persons. Symmetric but for the order of the links.

    Args:
        left: Parts of the one.
        right: Parts of the other.
        syllables_apart: Whether both are East Asian names and the given name of one is written in
            several words, so that one of these may be left out (Sun Shih for Sun Shih Mei).
        given: Of two East Asian names where their given names stand.
    """
    found: list[_Found] = []
    same, (of_left, of_right) = 0, given
    both = bool(of_left and of_right)
    likeness_of_given = _likeness_of_given(left, right, given) if both else given_likeness
    others = right[:_MOST_PARTS]
    for i, a in enumerate(left[:_MOST_PARTS]):
        for j, b in enumerate(others):
            # A surname that a slip made no surname does not make the given name another's.
            given_names = i in of_left and j in of_right if both else i in of_left or j in of_right
            way = likeness_of_given if given_names else person_likeness
            alike = SAME if a is b else way(a, b)
            if syllables_apart and (alike is None or alike.value < _SYLLABLE_LEFT_OUT):
                alike = _syllable_left_out(a, b) or alike
            if alike is not None:
                same += alike is SAME
                weight = min(b.personal, a.personal)
                found.append((-alike.value * (1.0 + weight / 50), abs(i - j), (i,), (j,), alike))
    if len(left) != len(right) or same < len(left):
        found += _joined(left, right, swapped=False)
        found += _joined(right, left, swapped=True)
        found += _joined_across(left, right)
        found += _crossed(left, right)
        if len(left) != len(right):
            short = len(left) < len(right)
            many, one = (right, left) if short else (left, right)
            found += _joined_of_known(many, one, swapped=short)
            found += _led_by_particles(left, right, swapped=False)
            found += _led_by_particles(right, left, swapped=True)
    if len(found) > 1:
        found.sort(key=itemgetter(0, 1, 2, 3))
    free_left, free_right = list(range(len(left))), list(range(len(right)))
    links: list[Link] = []
    for _, _, mine, theirs, alike in found:
        if _are_free(mine, free_left) and _are_free(theirs, free_right):
            links.append(Link(mine, theirs, alike))
            take(mine, free_left)
            take(theirs, free_right)
    return Alignment(tuple(links), tuple(free_left), tuple(free_right))


def _likeness_of_given(
    left: Sequence[Token], right: Sequence[Token], given: tuple[frozenset[int], frozenset[int]]
) -> Callable[[Token, Token], Likeness | None]:
    """How to compare the given names of two East Asian names, of which one may be in Mandarin."""
    mine, theirs = (
        [word.roman for i, word in enumerate(side) if i not in own and word.kind is _WORD]
        for side, own in zip((left, right), given, strict=True)
    )
    if len(mine) != 1 or len(theirs) != 1:
        return given_likeness
    mandarin = southern_of(theirs[0], mine[0]) - southern_of(mine[0], theirs[0])
    return partial(given_likeness, mandarin=mandarin) if mandarin else given_likeness


def others_by_given(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether their given names make two persons of them, whatever the bare words share."""
    if left.given and right.given and _given_differ(left, right, alignment):
        return True
    return left.joined and right.joined and _served_differ(left, right, alignment)


def _given_differ(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether two East Asian names share the surname, and the given names are two.

    Both whole: none of one syllable beside one of two, as where a syllable was left out.
    """
    if not left.given.issubset(alignment.left) or not right.given.issubset(alignment.right):
        return False
    if not any([link.likeness.value >= _JOINED for link in alignment.links]):  # noqa: C419 — asked for often
        return False
    short, long = sorted((_letters_given(left), _letters_given(right)), key=len)
    if long.startswith(short) or long.endswith(short):
        return False  # a Western name beside the other: KONG, Kelvin Hok Lai
    mine, theirs = map(_syllables_given, (left, right))
    return bool(mine) and mine == theirs


def _served_differ(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether both have a name that an article joins, and only the first half differs.

    Shafiqul Islam is not Rafiqul Islam, though half of the words are the same.
    """
    mine = [izafa.halves(left.tokens[i].roman) for i in alignment.left]
    theirs = [izafa.halves(right.tokens[i].roman) for i in alignment.right]
    said = {word.roman for word in (*left.tokens, *right.tokens)}
    return any(
        end and end == other_end and said.isdisjoint((name, other))
        for name, end in mine
        for other, other_end in theirs
    )


def _letters_given(side: Side) -> str:
    return "".join([side.tokens[i].roman for i in sorted(side.given)])


def _syllables_given(side: Side) -> int:
    """How many syllables a given name has, 0 if that cannot be told; 2 for more than one."""
    told = syllables(_letters_given(side))
    if told or side.reading is None:
        return told
    parts = [side.reading.parts[i] for i in side.given]
    return min(_PAIR, sum(part.last - part.first + 1 for part in parts))


def _are_free(places: _Places, free: list[int]) -> bool:
    return places[0] in free and (
        len(places) == 1 or all([place in free for place in places])  # noqa: C419 — asked for often
    )


def _joined(many: Sequence[Token], one: Sequence[Token], *, swapped: bool) -> list[_Found]:
    """Abd al-Rahman = Abdulrahman, Jin Ping = Jinping; with a loss in any order and apart."""
    found: list[_Found] = []
    several = many[:_MOST_PARTS]
    initials = [part.roman[:1] if part.kind is _WORD else "" for part in several]
    for j, whole in enumerate(one[:_MOST_PARTS]):
        roman = whole.roman
        letters = len(roman)
        if letters < _SHORTEST_JOIN or whole.kind is not _WORD or roman[0] not in initials:
            continue
        begins = roman[0]
        for i, initial in enumerate(initials):
            if initial != begins:
                continue
            first = several[i].roman
            most = letters - len(first) + _SLIPS
            least = max(most - 2 * _SLIPS, _PAIR)
            if most < least:
                continue
            for k, other in enumerate(several):
                second = other.roman
                if not least <= len(second) <= most or k == i:
                    continue
                beside = k == i + 1
                value = OSA.normalized_similarity(
                    first + second, roman, score_cutoff=_JOINED if beside else _JOINED_FROM_APART
                )
                if not value and beside and _sound_alike(first + second, roman):
                    value = _JOINED
                if not value or value <= OSA.normalized_similarity(first, roman):
                    continue
                lost = _LOST_IN_JOINING if beside else _LOST_FROM_APART
                alike = Likeness(value - lost, PartRelation.SPELLING, "joined")
                rank = -_PAIR * (value - lost + _LOST_IN_JOINING)
                places, place = (min(i, k), max(i, k)), (j,)
                mine, theirs = (place, places) if swapped else (places, place)
                found.append((rank, 0, mine, theirs, alike))
    return found


def _joined_across(left: Sequence[Token], right: Sequence[Token]) -> list[_Found]:
    """Mohammad Reza = محمدرضا: neighbours that make a name of the other script."""
    found: list[_Found] = []
    for many, one, swapped in ((left, right, False), (right, left, True)):
        for j, whole in enumerate(one[:_MOST_PARTS]):
            if whole.kind is not _WORD or len(whole.roman) < _SHORTEST_ACROSS:
                continue
            for i, (first, second) in enumerate(pairwise(many[:_MOST_PARTS])):
                if whole.abjad in {first.abjad, second.abjad} or second.kind is not _WORD:
                    continue
                both = token(f"{second.code[0]}:{first.roman}{second.roman}")
                alike = person_likeness(both, whole)
                if alike is None or alike.value < _JOINED_ACROSS:
                    continue
                if any(
                    alone is not None and alone.value >= _JOINED
                    for alone in (person_likeness(first, whole), person_likeness(second, whole))
                ):
                    continue  # one of them is the name, the other is over
                value = alike.value - _LOST_IN_JOINING
                places, place = (i, i + 1), (j,)
                mine, theirs = (place, places) if swapped else (places, place)
                joined = Likeness(value, PartRelation.TRANSLATION, "script")
                found.append((-_PAIR * alike.value, 0, mine, theirs, joined))
    return found


def _joined_of_known(many: Sequence[Token], one: Sequence[Token], *, swapped: bool) -> list[_Found]:
    """Gholamreza = Qolam Reza: two known given names that the other side joins, and spells so."""
    found: list[_Found] = []
    wholes = [
        (j, word.roman) for j, word in enumerate(one[:_MOST_PARTS]) if known_halves(word.roman)
    ]
    for i, (first, second) in enumerate(pairwise(many[:_MOST_PARTS])) if wholes else ():
        for j, whole in wholes:
            if made_of(whole, first.roman, second.roman):
                alike = Likeness(_MADE_OF, PartRelation.SPELLING, "joined")
                places, place = (i, i + 1), (j,)
                mine, theirs = (place, places) if swapped else (places, place)
                found.append((-_PAIR * _MADE_OF, 0, mine, theirs, alike))
    return found


def _led_by_particles(
    many: Sequence[Token], one: Sequence[Token], *, swapped: bool
) -> list[_Found]:
    """Van der Berg = Vanderberg, Ben Badis = Benbadis: particles joined to the name they lead."""
    found: list[_Found] = []
    for k, name in enumerate(many[:_MOST_PARTS]):
        if k == 0 or name.kind is not _WORD or many[k - 1].kind is not _LITTLE:
            continue
        start = k - 1
        while start and many[start - 1].kind is _LITTLE:
            start -= 1
        # Articles and such may be left out before a name, and the last ones be joined to it.
        for first in range(start, k):
            little = tuple([word.roman for word in many[first:k]])
            for j, whole in enumerate(one[:_MOST_PARTS]):
                alike = _with_particles(little, name, whole)
                if alike is not None:
                    mine, theirs = tuple(range(first, k + 1)), (j,)
                    if swapped:
                        mine, theirs = theirs, mine
                    found.append((-_PAIR * alike.value, 0, mine, theirs, alike))
    return found


@lru_cache(maxsize=65_536)
def _with_particles(little: tuple[str, ...], name: Token, whole: Token) -> Likeness | None:
    """How alike a word is to a name and the particles before it, joined."""
    if whole.kind is not _WORD or len(whole.roman) < _SHORTEST_JOIN or whole.roman == name.roman:
        return None
    rests = [whole.roman]
    for particle in little:
        forms = person_words().spelled.get(particle, (particle,))
        rests = [rest.removeprefix(f) for rest in rests for f in forms if rest.startswith(f)]
    best: Likeness | None = None
    for rest in rests:
        alike = person_likeness(token(f"w:{rest}"), name) if len(rest) > _PAIR else None
        if alike is not None and (best is None or alike.value > best.value):
            best = alike
    if best is None or best.value < _JOINED:
        return None
    return Likeness(best.value - _LOST_IN_JOINING, PartRelation.SPELLING, "joined")


def _sound_alike(joined: str, whole: str) -> bool:
    """Jong Un = Jeongeun: an East Asian given name of two syllables, in two romanisations."""
    if not syllables(whole) or not syllables(joined):
        return False
    return sound(joined) == sound(whole)


def _syllable_left_out(a: Token, b: Token) -> Likeness | None:
    """Shih for Shih Mei, which is one part; as little as an initial is a part of its own."""
    short, long = sorted((a.roman, b.roman), key=len)
    rest = long.removeprefix(short) if len(short) > 1 else long
    if rest in {"", long} or syllables(short) != 1 or syllables(rest) != 1:
        return None
    return Likeness(_SYLLABLE_LEFT_OUT, PartRelation.ABBREVIATION, "initial")


def _crossed(left: Sequence[Token], right: Sequence[Token]) -> list[_Found]:
    """Abdul Ghoura + Satar = Abdul Satar + Ghoura: what is led or ended is another name."""
    found: list[_Found] = []
    mine = _led(tuple(left))
    theirs = _led(tuple(right)) if mine else ()
    for i, lead, own in mine:
        for j, other_lead, other in theirs:
            if lead != other_lead or left[i] is right[j]:
                continue
            for k, a in enumerate(left[:_MOST_PARTS]):
                first = person_likeness(a, other) if k != i else None
                if first is None:
                    continue
                for m, b in enumerate(right[:_MOST_PARTS]):
                    second = person_likeness(own, b) if m != j else None
                    if second is not None:
                        value = min(first.value, second.value) - _LOST_FROM_APART
                        alike = Likeness(value, PartRelation.SPELLING, "joined")
                        places = tuple(sorted((i, k))), tuple(sorted((j, m)))
                        found.append((-_PAIR * value, 0, *places, alike))
    return found


@lru_cache(maxsize=65_536)
def _led(parts: tuple[Token, ...]) -> tuple[tuple[int, str, Token], ...]:
    """Parts made of a little word and a name: where, the little word, the name."""
    found: list[tuple[int, str, Token]] = []
    for i, part in enumerate(parts[:_MOST_PARTS]):
        little, own = led(part.roman) if part.kind is WordKind.WORD else ("", "")
        if little:
            found.append((i, little, token(f"w:{own}")))
    return tuple(found)
