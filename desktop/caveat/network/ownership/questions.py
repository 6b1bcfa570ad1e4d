"""What to ask: which unknown shares could tip a test, the weightiest first."""

from collections.abc import Sequence
from itertools import islice

from caveat.domain.ownership import Question
from caveat.domain.shares import percent, rest
from caveat.network.ownership.pass_on import Counting, spread_further
from caveat.network.ownership.upstream import WHOLE_UNITS, Upstream, as_percent

MOST_QUESTIONS = 12
_LOOKED_AT = 24
"""Unknown shares that are tried one by one."""
_BEHIND = 200
"""Holders that are tried so."""
_MOST_NAMED = 3
_MOST_COMPANIES = 1_000


def questions(
    upstream: Upstream, company: int, counting: Counting, unexplored: Sequence[int]
) -> tuple[tuple[Question, ...], int]:
    """The questions whose answers could tip a test that is not met, and how many were left out.

    First come the unknown shares, then the holders of which not all holders are known. The latter
    are asked about even where the test is not met: that nobody listed is known there says nothing
    about who is behind them.

    Args:
        upstream: The holdings.
        company: Whom it is about.
        counting: What was counted, with the unknown shares undecided.
        unexplored: Holders of which not all holders are known, and no listed one.
    """
    asked: list[Question] = []
    undecided = counting.high >= counting.need[company]
    in_question = _in_question(upstream, company, counting) if undecided else []
    unknown = [place for place in in_question if upstream.not_named(place)]
    for place in unknown[:_LOOKED_AT]:
        alone = _tips_alone(upstream, company, counting, place)
        amount = upstream.not_named(place)
        text = _text(upstream, place, amount)
        asked.append(Question(upstream.party(place), as_percent(amount), text, alone))
    asked.sort(key=lambda question: not question.alone)
    if circle := [place for place in in_question if place in upstream.closed]:
        asked.insert(0, _circle(upstream, circle))
    behind = (
        each for each in unexplored[:_BEHIND] if _tips_alone(upstream, company, counting, each)
    )
    asked += [_behind(upstream, place) for place in islice(behind, MOST_QUESTIONS)]
    left_out = len(unknown) - len(unknown[:_LOOKED_AT]) + len(asked[MOST_QUESTIONS:])
    return tuple(asked[:MOST_QUESTIONS]), left_out


def _in_question(upstream: Upstream, company: int, counting: Counting) -> list[int]:
    """The company, then the holders that may pass on but not for certain, the nearest first."""
    certain, possible = counting.certain.members, counting.possible.members
    order = [company]
    seen = {company}
    for place in order:  # grows while it is walked
        for holder, _, _ in upstream.holders[place]:
            if possible[holder] and not certain[holder] and holder not in seen:
                seen.add(holder)
                order.append(holder)
        if len(order) > _MOST_COMPANIES:
            break
    return order


def _tips_alone(upstream: Upstream, company: int, counting: Counting, place: int) -> bool:
    """Whether the unknown of one company would do, if listed parties had all of it."""
    if counting.certain.got[place] + upstream.not_named(place) < counting.need[place]:
        return False
    return place == company or _tips(upstream, company, counting, place)


def _tips(upstream: Upstream, company: int, counting: Counting, place: int) -> bool:
    """Whether the test would be met if a holder counted."""
    further = spread_further(upstream, counting.need, [place], counting.certain)
    return further.got.get(company, 0) >= counting.need[company]


def _circle(upstream: Upstream, places: Sequence[int]) -> Question:
    named = ", ".join(str(upstream.party(place)) for place in places[:_MOST_NAMED])
    more = len(places) - _MOST_NAMED
    return Question(
        upstream.party(places[0]),
        as_percent(WHOLE_UNITS),
        f"Ask who stands behind {named}{f' and {more:,} more' if more > 0 else ''}: as far as is "
        "known they are held only by each other, in a circle, and by nobody outside it.",
        alone=True,
    )


def _behind(upstream: Upstream, place: int) -> Question:
    holder = upstream.party(place)
    company, low = next(each for each in upstream.held[place] if upstream.above[each[0]])
    unknown = upstream.not_named(place)
    text = (
        _text(upstream, place, unknown)  # as where a listed party is known: asked once for both
        if upstream.holders[place]
        else f"{holder} has {percent(as_percent(low))} of {upstream.party(company)}, and nobody is "
        f"known to hold {holder}: unless it is a person, ask who does."
    )
    return Question(holder, as_percent(unknown), text, alone=True)


def _text(upstream: Upstream, place: int, unknown: int) -> str:
    company = upstream.party(place)
    open_ = [(holder, low, high) for holder, low, high in upstream.holders[place] if low < high]
    open_.sort(key=lambda row: (row[1] - row[2], row[0]))
    asked = []
    for holder, _, _ in open_[:_MOST_NAMED]:
        ties = upstream.holding(place, holder).ties
        stated = next((tie.share.stated for tie in ties if tie.share and tie.share.stated), "")
        how = f"stated as “{stated}”" if stated else "stated without a figure"
        asked.append(f"how much {upstream.party(holder)} holds ({how})")
    if len(open_) > _MOST_NAMED:
        asked.append(f"how much {len(open_) - _MOST_NAMED:,} further holders hold")
    known = upstream.named[place]
    if not upstream.holders[place]:
        return f"Ask who holds {company}: no holder of it is known."
    if not asked:
        other = rest(as_percent(unknown))
        return f"Ask who holds {'the other ' if other[0].isdigit() else ''}{other} of {company}."
    if sum(high - low for _, low, high in open_) >= unknown and known == 0 and len(open_) == 1:
        return f"Ask {asked[0]} in {company}, and who holds the rest."
    return (
        f"Who holds {rest(as_percent(unknown))} of {company} is not known: ask "
        f"{', '.join(asked)}, and who holds the rest."
    )
