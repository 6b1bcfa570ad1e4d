"""The words for ownership, the same in the window, in a memo and on a terminal.

No text here says that a company is free of listed owners: what is not known stays in sight.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from caveat.domain.list_names import list_names, plain_name
from caveat.domain.ownership import Holding, Outcome, OwnershipAnswer, Route, RuleAnswer
from caveat.domain.ownership_known import is_counted
from caveat.domain.ownership_rules import RuleState
from caveat.domain.ownership_view import (
    CitedStatement,
    ListGap,
    OwnershipView,
)
from caveat.domain.relations import Basis, PartyRef
from caveat.domain.rule_words import state_words, with_verify
from caveat.domain.shares import rest

Shown = Callable[[str], str]
"""How a stranger's name is put into a sentence."""
_VERDICT = {
    Outcome.MET: ("Met", "Would be met"),
    Outcome.NOT_MET: ("Not met as far as known", "Would not be met as far as known"),
    Outcome.UNCLEAR: ("Open: the unknown decides", "Open: the unknown would decide"),
    Outcome.NO_HOLDERS: ("Not known", "Not known"),
}
_SAID_BY = {
    Basis.PUBLISHED: "the list itself",
    Basis.STARTER: "starter data",
    Basis.IMPORTED: "your table",
    Basis.TYPED: "typed in by you",
}
_NONE_MET = (
    "By the holdings known and the lists loaded no rule is met. That is no finding that no listed "
    "party owns it."
)
_NOTHING_COUNTED = "No list that a rule counts by is loaded: of listed owners nothing can be said."
_NAMED = 5
_LEADING = 2


def verdict_words(each: RuleAnswer, gaps: Sequence[ListGap]) -> str:
    """What a test comes to, short enough for a table; with “verify” where the rule needs it."""
    if not is_counted(each, gaps):
        return f"Not counted: {list_names(each.rule.lists)} not loaded"
    words = _VERDICT[each.outcome][each.state is not RuleState.IN_FORCE]
    missing = any(gap.list_code in each.rule.lists for gap in gaps)
    if missing and each.outcome is Outcome.NOT_MET:
        words += ", with lists missing"
    return with_verify(words, verified=each.verified)


def share_words(each: RuleAnswer, gaps: Sequence[ListGap]) -> str:
    """The share that counts, or from where to where it may lie."""
    if each.outcome is Outcome.NO_HOLDERS or not is_counted(each, gaps):
        return "–"
    return str(each.counted)


def rule_state_words(each: RuleAnswer) -> str:
    """Whether a rule binds on the day, since when and until when."""
    return state_words(each.rule.as_rule.on(each.day))


def found_words(each: RuleAnswer, gaps: Sequence[ListGap]) -> str:
    """What was found under a rule, a whole sentence."""
    if is_counted(each, gaps):
        return each.sentence
    return (
        f"Not loaded here: {list_names(each.rule.lists)}. Whether a party on it holds "
        f"{each.company} cannot be told."
    )


def extent_words(answer: OwnershipAnswer) -> str:
    """How much is known above a company: ``1 holding known in 1 company``."""
    holdings = f"{answer.holdings:,} holding{'' if answer.holdings == 1 else 's'}"
    companies = f"{answer.companies:,} compan{'y' if answer.companies == 1 else 'ies'}"
    return f"{holdings} known in {companies}"


def means_words(each: RuleAnswer, gaps: Sequence[ListGap]) -> str:
    """What follows from that, as the rule file says."""
    if is_counted(each, gaps):
        return with_verify(each.consequence, verified=each.verified)
    return "Load the list, then look again."


def lead_words(view: OwnershipView, gaps: Sequence[ListGap]) -> tuple[tuple[Outcome, str], ...]:
    """What the first glance must see: each rule that is met or open, or that none is known to be.

    Where no holder is known, only that the party is listed itself. What to ask is left to
    `questions`.
    """
    itself = itself_words(view)
    leads = _leads(view, gaps) if view.known else ()
    return (*([(Outcome.MET, itself)] if itself else ()), *leads)


def itself_words(view: OwnershipView) -> str:
    """That a party is listed itself, whoever owns it; empty where it is not known to be."""
    company = view.answer.company
    codes = list_codes(view).get(company, ())
    if not codes:
        return ""
    return f"{company} is itself listed, on {list_names(codes)}: that binds, whoever owns it."


def _leads(view: OwnershipView, gaps: Sequence[ListGap]) -> Iterator[tuple[Outcome, str]]:
    counted = counted_by(view, gaps)
    telling = [each for each in counted if each.outcome in {Outcome.MET, Outcome.UNCLEAR}]
    for each in telling:
        yield each.outcome, _lead(each)
    if telling:
        return
    yield Outcome.NOT_MET, _NONE_MET if counted else _NOTHING_COUNTED
    with_share = [each for each in counted if each.counted.high]
    for each in sorted(with_share, key=lambda each: -each.counted.low)[:1]:
        yield Outcome.NOT_MET, f"Yet a listed party may have a share: {_lead(each)}"


def _lead(each: RuleAnswer) -> str:
    found = each.sentence
    for question in each.questions[:1]:
        found = found.removesuffix(question.text).rstrip()
    state = "" if each.state is RuleState.IN_FORCE else f", {each.state}"
    return with_verify(f"{each.rule.title}{state}: {found}", verified=each.verified)


def route_words(route: Route, shown: Shown = str, *, codes: Sequence[str] = ()) -> str:
    """A chain from the listed party down: ``A [Entity List] 60 % → B 30 % → C``."""
    listed = f" [{', '.join(map(plain_name, codes))}]" if codes else ""
    steps = [
        f"{shown(str(party))}{'' if place else listed} {share}"
        for place, (party, share) in enumerate(zip(route.parties, route.shares, strict=False))
    ]
    return " → ".join((*steps, shown(str(route.parties[-1]))))


def leading_words(
    each: RuleAnswer, view: OwnershipView, gaps: Sequence[ListGap], shown: Shown = str
) -> str:
    """The largest chains from listed parties under a rule; that none is known."""
    if not is_counted(each, gaps):
        return "–"  # nobody was looked for
    if not each.routes:
        return "no listed holder known"
    codes = list_codes(view)
    words = []
    for route in each.routes[:_LEADING]:
        under = [code for code in codes.get(route.parties[0], ()) if code in each.rule.lists]
        words.append(route_words(route, shown, codes=under))
    more = len(each.routes) - len(words)
    if more or each.further_routes:
        words.append(f"and {more}{' or more' if each.further_routes else ''} further")
    return "; ".join(words)


def list_codes(view: OwnershipView) -> dict[PartyRef, tuple[str, ...]]:
    """The lists that carry each listed party of a view."""
    found: dict[PartyRef, tuple[str, ...]] = {}
    for listing in view.listings:
        found[listing.party] = (*found.get(listing.party, ()), listing.list_code)
    return found


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of holdings, with the rules by which its companies pass their stakes on.

    Attributes:
        counts_under, not_under: Titles of rules for which the first party is listed.
    """

    route: Route
    counts_under: tuple[str, ...]
    not_under: tuple[str, ...]


def chains(view: OwnershipView) -> tuple[Chain, ...]:
    """The largest chains from listed parties, each once over all rules."""
    found: dict[tuple[PartyRef, ...], Chain] = {}
    for each in view.answer.answers:
        for route in each.routes:
            known = found.get(route.parties, Chain(route, (), ()))
            title = (each.rule.title,)
            found[route.parties] = Chain(
                known.route,
                known.counts_under + (title if route.passes_on else ()),
                known.not_under + (() if route.passes_on else title),
            )
    return tuple(
        sorted(
            found.values(), key=lambda chain: (-chain.route.product.low, len(chain.route.parties))
        )
    )


def chain_words(chain: Chain) -> str:
    """By which rules the whole of the last step counts."""
    words = []
    if chain.counts_under:
        words.append(f"Counts for {', '.join(chain.counts_under)}")
    if chain.not_under:
        words.append(
            f"Not sure to count for {', '.join(chain.not_under)}: a company between may not pass "
            "its stake on"
        )
    return "; ".join(words)


def counted_by(view: OwnershipView, gaps: Sequence[ListGap]) -> tuple[RuleAnswer, ...]:
    """The answers of a view whose lists are there."""
    return tuple(each for each in view.answer.answers if is_counted(each, gaps))


def questions(view: OwnershipView, gaps: Sequence[ListGap]) -> tuple[tuple[str, bool], ...]:
    """What to ask, each once over all rules, and whether its answer alone could tip a test."""
    found: dict[str, bool] = {}
    for each in counted_by(view, gaps):
        for question in each.questions:
            found[question.text] = found.get(question.text, False) or question.alone
    return tuple(sorted(found.items(), key=lambda item: not item[1]))


def unknown_words(
    view: OwnershipView, gaps: Sequence[ListGap], shown: Shown = str
) -> tuple[str, ...]:
    """What is not known of the companies that the figures rest on, one sentence each."""
    said: dict[str, None] = {}
    unlisted: dict[PartyRef, None] = {}
    for each in counted_by(view, gaps):
        for trace in each.traces:
            if trace.not_named:
                company = shown(str(trace.company))
                said[f"Of {company} it is not known who has {rest(trace.not_named)}."] = None
        unlisted |= dict.fromkeys(each.not_looked_into)
    if unlisted:
        named = ", ".join(shown(str(party)) for party in islice(unlisted, _NAMED))
        more = len(unlisted) - _NAMED
        tail = f" and {more:,} more" if more > 0 else ""
        said[f"Of {named}{tail} nobody is known to hold anything."] = None
    return tuple(said)


def holding_words(holding: Holding) -> str:
    """The share, and since when it is held: ``25 to 35 %, since 2022-03-01``."""
    words = [str(holding.share)]
    if holding.share.low == 0 and holding.share.high == 100:  # noqa: PLR2004  # all is possible
        words = ["share not stated"]
    since = next((tie.period.since for tie in holding.ties if tie.period.since), "")
    until = next((tie.period.until for tie in holding.ties if tie.period.until), "")
    words += [f"since {since}"] if since else []
    words += [f"until {until}"] if until else []
    return ", ".join(words)


def statement_source_words(statement: CitedStatement) -> str:
    """Where it stands and who brought it in; with “verify” where it was not read in its source."""
    tie = statement.tie
    words = [_SAID_BY.get(tie.basis, str(tie.basis))]
    if tie.row:
        words.append(f"row {tie.row:,}")
    if tie.share is not None and tie.share.stated and not tie.share.interval.known:
        words.append(f"stated as “{tie.share.stated}”")
    if tie.note and tie.note != tie.kind:  # the starter set repeats its kind there
        words.append(tie.note)
    said = f"{statement.citation.title} ({', '.join(words)})"
    return with_verify(said, verified=statement.verified)
