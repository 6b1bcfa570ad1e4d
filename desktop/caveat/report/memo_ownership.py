"""The part of a memo that says who owns the supplier: the rules side by side, and their ground."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from caveat.domain.list_names import list_name, list_names
from caveat.domain.memo import MemoContent
from caveat.domain.ownership import Outcome, RuleAnswer
from caveat.domain.ownership_known import (
    NO_PROOF,
    gap_words,
    is_counted,
    lists_words,
    missing_words,
)
from caveat.domain.ownership_view import (
    CitedHolding,
    CitedListing,
    CitedStatement,
    KnownOwnership,
    OwnershipView,
)
from caveat.domain.ownership_words import (
    chain_words,
    chains,
    found_words,
    holding_words,
    lead_words,
    leading_words,
    means_words,
    questions,
    route_words,
    rule_state_words,
    share_words,
    statement_source_words,
    unknown_words,
    verdict_words,
)
from caveat.domain.rule_words import VERIFY
from caveat.report.memo_sources import Sources
from caveat.report.memo_words import moment
from caveat.report.sheet import Sheet, cell, label
from caveat.report.typeset.blocks import Cell, columns
from caveat.report.typeset.styles import (
    BODY,
    BOLD,
    QUIET_SMALL,
    SMALL,
    SMALL_BOLD,
    WARNING_SMALL,
    Span,
    Style,
)

PART = "Ownership"
MOST_HOLDINGS = 60
"""Holdings that are printed for one company."""
_FLAG = f"({VERIFY})"


def write_ownership(
    sheet: Sheet, content: MemoContent, known: KnownOwnership, sources: Sources
) -> None:
    """Who owns the supplier and the parties decided to be it, as far as was known."""
    sheet.part(PART)
    rules = content.consequences
    until = f"on {moment(known.read_at)}, when this memo was made"
    if known.as_of:
        until = f"by the end of {known.as_of} (UTC), the day of the search"
    sheet.text(
        "Holdings are those of the lists searched, the starter data, the officer's tables and "
        f"typing, as known here {until}; applied to {known.day}. What came on record later does "
        f"not count. What was not read in a source is marked “{VERIFY}” and is "
        f"not stated as law. {NO_PROOF}"
        + (f" Edition of the rules: {rules.book.sha256[:16]}." if rules else ""),
        QUIET_SMALL,
    )
    told = {rule.id for rule, _ in rules.rules} if rules else set()
    for view in known.views:
        _write_view(sheet, view, known)
        if view.says_something and not content.is_short:
            _write_ground(sheet, view, known, sources, told)
    sheet.section("To be known")
    sheet.bullets((lists_words(known), *known.notes), SMALL)


def _write_view(sheet: Sheet, view: OwnershipView, known: KnownOwnership) -> None:
    """What the rules come to, and what is not known."""
    company = view.answer.company
    sheet.section(f"{company} ({', '.join(view.about)})")
    for note in view.notes:
        sheet.text(note, WARNING_SMALL)
    for outcome, words in lead_words(view, known.gaps):
        sheet.text(words, BODY if outcome is Outcome.NOT_MET else BOLD, keep=True)
    if not view.says_something:
        sheet.text(f"No holding in {company} or of it was known here: ask who owns it.", SMALL)
    elif not view.known:
        sheet.text("Nobody was known here to hold any of it.", SMALL)
    else:
        _write_rules(sheet, view, known)
        for words in gap_words(known.gaps):
            sheet.text(words, WARNING_SMALL)
        asked = [
            f"{text} The answer alone could tip a test." if alone else text
            for text, alone in questions(view, known.gaps)
        ]
        _write_bullets(sheet, "What to ask", asked)
        _write_bullets(sheet, "What is not known", unknown_words(view, known.gaps))
        for remark in view.answer.remarks:
            sheet.text(remark, WARNING_SMALL)


def _write_ground(
    sheet: Sheet, view: OwnershipView, known: KnownOwnership, sources: Sources, told: set[str]
) -> None:
    """What that rests on: chains, holdings, listings, the rules in full."""
    _write_chains(sheet, view)
    _write_holdings(sheet, "Holdings that this rests on", view.holdings, sources)
    company = view.answer.company
    _write_holdings(sheet, f"What {company} holds itself", view.held, sources)
    _write_listings(sheet, view.listings, sources)
    if view.known:
        sheet.section("What each rule says of it")
        for each in view.answer.answers:
            _write_rule(sheet, each, known, sources, told)


def _write_rules(sheet: Sheet, view: OwnershipView, known: KnownOwnership) -> None:
    places = columns(146, 98, 68, 151)
    head = sheet.head(places, (f"Rule on {known.day}", "Its test", "Share", "Through"))
    for each in view.answer.answers:
        verdict = verdict_words(each, known.gaps)
        sheet.row(
            places,
            (
                [
                    Span(each.rule.title, SMALL_BOLD),
                    *_flagged(rule_state_words(each), QUIET_SMALL, new_line=True),
                ],
                _flagged(verdict, SMALL_BOLD),
                cell(share_words(each, known.gaps), SMALL),
                cell(leading_words(each, view, known.gaps), SMALL),
            ),
            head=head,
        )
    sheet.close_table()


def _write_chains(sheet: Sheet, view: OwnershipView) -> None:
    found = chains(view)
    if not found:
        return
    sheet.section("Chains from listed parties")
    places = columns(230, 70, 171)
    head = sheet.head(places, ("Chain", "Multiplied", "By which rule"))
    for chain in found:
        sheet.row(
            places,
            (
                cell(route_words(chain.route), SMALL),
                cell(str(chain.route.product), SMALL),
                cell(chain_words(chain), QUIET_SMALL),
            ),
            head=head,
        )
    sheet.close_table()
    if any(each.further_routes for each in view.answer.answers):
        sheet.text("There are more chains; the largest are printed.", QUIET_SMALL)


def _write_holdings(
    sheet: Sheet, title: str, holdings: Sequence[CitedHolding], sources: Sources
) -> None:
    if not holdings:
        return
    sheet.section(title)
    places = columns(128, 86, 118, 131)
    head = sheet.head(places, ("Holder", "Holds", "Of", "Who says so"))
    for cited in holdings[:MOST_HOLDINGS]:
        holding = cited.holding
        said: list[Span] = []
        for statement in cited.statements:
            said += _said(statement, sources, new_line=bool(said))
        if holding.note:
            said.append(Span(holding.note, QUIET_SMALL, new_line=True))
        sheet.row(
            places,
            (
                cell(str(holding.holder), SMALL),
                cell(holding_words(holding), SMALL),
                cell(str(holding.company), SMALL),
                said,
            ),
            head=head,
        )
    sheet.close_table()
    if (more := len(holdings) - MOST_HOLDINGS) > 0:
        sheet.text(f"and {more:,} more; “caveat ownership --json” has all.", QUIET_SMALL)


def _said(statement: CitedStatement, sources: Sources, *, new_line: bool) -> list[Span]:
    spans = _flagged(statement_source_words(statement), QUIET_SMALL, new_line=new_line)
    return [*spans, Span(f"  [{sources.number(statement.citation)}]", SMALL)]


def _write_listings(sheet: Sheet, listings: Sequence[CitedListing], sources: Sources) -> None:
    if not listings:
        return
    sheet.section("Who of them is listed")
    facts: list[tuple[Cell, Cell]] = []
    for party, of_party in groupby(listings, key=lambda each: each.party):
        said = [
            f"{list_name(each.list_code)}{f', since {each.since}' if each.since else ''}"
            f"  [{sources.number(each.citation)}]"
            for each in of_party
        ]
        facts.append((cell(str(party), SMALL), cell("; ".join(said), SMALL)))
    sheet.facts(facts, label_width=170)


def _write_rule(
    sheet: Sheet, each: RuleAnswer, known: KnownOwnership, sources: Sources, told: set[str]
) -> None:
    """``told`` holds the rules whose text is printed already, and grows."""
    gaps = known.gaps_of(each.rule)
    sheet.space(5, keep=True)
    sheet.text(each.rule.title, SMALL_BOLD, keep=True)
    state = _flagged(rule_state_words(each), SMALL)
    if each.period:
        state.append(Span(f"  [{sources.number_of(each.period.source)}]", SMALL))
    lists = list_names(each.rule.lists)
    counts = is_counted(each, gaps)
    found = [Span(found_words(each, gaps), SMALL), *(_figures(each, known) if counts else ())]
    facts: list[tuple[Cell, Cell]] = [
        (label(f"On {each.day}"), state),
        (label("Asks for"), cell(f"{each.test}, of parties on {lists}", SMALL)),
        (label("Found"), found),
        (label("Means"), _flagged(means_words(each, gaps), SMALL)),
    ]
    if each.rule.control_questions:
        facts.append((label("Ask on control"), _lines(each.rule.control_questions, SMALL)))
    if counts and each.notes:
        facts.append((label("To be known"), _lines(each.notes, QUIET_SMALL)))
    if each.rule.id not in told:
        told.add(each.rule.id)
        facts.append((label("The rule says"), _statements(each, sources)))
    sheet.facts(facts)


def _statements(each: RuleAnswer, sources: Sources) -> list[Span]:
    said: list[Span] = []
    for statement in each.rule.statements:
        said.append(Span(statement.text, SMALL, new_line=bool(said)))
        if not statement.verified:
            said.append(Span(f" {_FLAG}", WARNING_SMALL))
        said.append(Span(f"  [{sources.number_of(statement.source)}]", SMALL))
    return said


def _figures(each: RuleAnswer, known: KnownOwnership) -> Iterator[Span]:
    """What can be said only where the lists of a rule are there."""
    if missing := missing_words(known.gaps_of(each.rule)):
        yield Span(f"Counted {missing}.", WARNING_SMALL, new_line=True)
    multiplied = f"Multiplied along all chains: {each.multiplied}; no test of the rule."
    yield Span(multiplied, QUIET_SMALL, new_line=True)
    if each.strictest is not None:
        party, listing, step = each.strictest
        words = f"The most restrictive owner: {party}, {list_name(listing.list_code)}: {step.text}."
        yield Span(words, SMALL, new_line=True)


def _write_bullets(sheet: Sheet, title: str, texts: Sequence[str]) -> None:
    if texts:
        sheet.section(title)
        sheet.bullets(texts, SMALL)


def _lines(texts: Iterable[str], style: Style) -> list[Span]:
    return [Span(text, style, new_line=bool(place)) for place, text in enumerate(texts)]


def _flagged(text: str, style: Style, *, new_line: bool = False) -> list[Span]:
    """A text whose “(verify)” at the end stands out."""
    if not text.endswith(_FLAG):
        return [Span(text, style, new_line=new_line)]
    bare = text.removesuffix(_FLAG)
    return [Span(bare, style, new_line=new_line), Span(_FLAG, WARNING_SMALL)]
