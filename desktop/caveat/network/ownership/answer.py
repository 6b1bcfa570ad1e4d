"""Asks every rule about one company on one day, side by side."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from caveat.domain.ownership import (
    Likeness,
    Listing,
    Outcome,
    OwnershipAnswer,
    Question,
    RuleAnswer,
)
from caveat.domain.ownership_rules import OwnershipRule, Strictness
from caveat.domain.relations import PartyRef
from caveat.network.ownership.holdings import Holdings, low_units
from caveat.network.ownership.likely import Likely, likely
from caveat.network.ownership.multiplied import Multiplied, multiply
from caveat.network.ownership.pass_on import Counting, count
from caveat.network.ownership.questions import MOST_QUESTIONS, questions
from caveat.network.ownership.routes import largest_routes
from caveat.network.ownership.traces import Traced, trace
from caveat.network.ownership.upstream import (
    WHOLE_UNITS,
    Upstream,
    as_interval,
    as_percent,
    contradictions,
)
from caveat.network.ownership.wording import consequence, notes, sentence

Listings = Mapping[PartyRef, Sequence[Listing]]
"""Who is on which lists on the day asked about."""
_SHOWN = 5


def ownership_of(
    company: PartyRef,
    holdings: Holdings,
    listed: Listings,
    rules: Iterable[OwnershipRule],
    day: date,
    *,
    alike: Mapping[PartyRef, Sequence[Likeness]] = MappingProxyType({}),
) -> OwnershipAnswer:
    """Who owns a company on a day, under each rule.

    Args:
        company: Whom it is about.
        holdings: All that is known of who holds whom.
        listed: Who is on which lists *on that day*: a party listed later does not count.
        rules: The rules to ask, whatever their state on that day.
        day: The date of the transaction.
        alike: Who bears a name like that of a party listed on that day. They do not count; a test
            that they could tip is unclear.

    Returns:
        One answer a rule. Where nothing is known about the company's holders every answer says
        so; that is no finding that nobody listed holds it.
    """
    upstream = Upstream(holdings, company, day)
    asked = tuple(rules)
    multiplied: dict[frozenset[int], Multiplied] = {}
    answers = []
    for rule in asked:
        asking = _Asking(company, upstream, listed, rule, day, alike=alike)
        of_them = frozenset(asking.places)
        if upstream.company is not None and upstream.edges and of_them not in multiplied:
            multiplied[of_them] = multiply(upstream, upstream.company, of_them)
        answers.append(asking.answer(multiplied.get(of_them)))
    return OwnershipAnswer(
        company=company,
        day=day,
        answers=tuple(answers),
        companies=len(upstream.order) - len(upstream.ends),
        holdings=upstream.edges,
        remarks=contradictions(upstream),
    )


class _Asking:
    """One rule, asked about one company."""

    def __init__(
        self,
        company: PartyRef,
        upstream: Upstream,
        listed: Listings,
        rule: OwnershipRule,
        day: date,
        *,
        alike: Mapping[PartyRef, Sequence[Likeness]],
    ) -> None:
        self._company = company
        self._alike = alike
        self._upstream = upstream
        self._rule = rule
        self._day = day
        self._listings = {
            party: tuple(each for each in listings if each.list_code in rule.lists)
            for party, listings in listed.items()
        }
        places = (upstream.place(party) for party, found in self._listings.items() if found)
        self.places = sorted(place for place in places if place is not None)

    def answer(self, multiplied: Multiplied | None) -> RuleAnswer:
        upstream, rule, day = self._upstream, self._rule, self._day
        period, test = rule.on(day), rule.test_on(day)
        least = low_units(test.least)
        company = upstream.company
        if multiplied is None or company is None:
            return self._nothing_known()
        counting = count(upstream, company, self.places, least, aggregated=test.aggregated)
        outcome = (
            Outcome.MET
            if counting.low >= least
            else Outcome.UNCLEAR
            if counting.high >= least
            else Outcome.NOT_MET
        )
        maybe = self._likely(company, counting)
        if outcome is Outcome.NOT_MET and maybe.high >= least:
            outcome = Outcome.UNCLEAR
        traced = trace(upstream, company, self.places, counting)
        asked: tuple[Question, ...] = ()
        further = 0
        if outcome is not Outcome.MET:
            asked, further = questions(upstream, company, counting, traced.unexplored)
            further += max(0, len(asked) + len(maybe.questions) - MOST_QUESTIONS)
            asked = (*maybe.questions, *asked)[:MOST_QUESTIONS]
        routes, more = largest_routes(
            upstream, company, frozenset(self.places), counting.certain.members
        )
        owners = self._owners(company, counting)
        high = counting.high if outcome is Outcome.MET else max(counting.high, maybe.high)
        counted = as_interval(counting.low, high)
        return RuleAnswer(
            rule=rule,
            period=period,
            test=test,
            company=self._company,
            day=day,
            outcome=outcome,
            counted=counted,
            multiplied=as_interval(multiplied.low, multiplied.high),
            exact=multiplied.exact,
            owners=owners,
            strictest=self._strictest(owners),
            traces=traced.traces,
            further_traces=traced.left_out,
            routes=routes,
            further_routes=more,
            questions=asked,
            further_questions=further,
            not_looked_into=tuple(
                upstream.party(place) for place in traced.unexplored if not upstream.holders[place]
            ),
            sentence=sentence(
                self._company,
                outcome,
                counted,
                test,
                not_named=traced.traces[0].not_named,
                question=asked[0].text if asked else "",
            ),
            consequence=consequence(rule, period, outcome),
            notes=(
                *maybe.notes,
                *notes(rule, period, test, day, has_share=bool(routes)),
                *self._notes(counting, traced, multiplied),
            ),
            may_be=maybe.pairs,
        )

    def _likely(self, company: int, counting: Counting) -> Likely:
        """Holders that may be on the rule's lists under a name written otherwise."""
        upstream, listed = self._upstream, set(self.places)
        found = {}
        for party, each in self._alike.items():
            place = upstream.place(party)
            of_rule = tuple(like for like in each if like.list_code in self._rule.lists)
            if of_rule and place is not None and place != company and place not in listed:
                found[place] = of_rule
        test = self._rule.test_on(self._day)
        return likely(upstream, company, self.places, found, counting, aggregated=test.aggregated)

    def _nothing_known(self) -> RuleAnswer:
        rule, day = self._rule, self._day
        period, test = rule.on(day), rule.test_on(day)
        question = Question(
            self._company,
            as_percent(WHOLE_UNITS),
            f"Ask who holds {self._company}: no holder of it is known on {day}.",
            alone=True,
        )
        everything = as_interval(0, WHOLE_UNITS)
        outcome = Outcome.NO_HOLDERS
        return RuleAnswer(
            rule=rule,
            period=period,
            test=test,
            company=self._company,
            day=day,
            outcome=outcome,
            counted=everything,
            multiplied=everything,
            exact=True,
            owners=(),
            strictest=None,
            traces=(),
            further_traces=0,
            routes=(),
            further_routes=False,
            questions=(question,),
            further_questions=0,
            not_looked_into=(),
            sentence=sentence(
                self._company,
                outcome,
                everything,
                test,
                not_named=question.unknown,
                question=question.text,
            ),
            consequence=consequence(rule, period, outcome),
            notes=(*notes(rule, period, test, day, has_share=False), *self._itself()),
        )

    def _owners(self, company: int, counting: Counting) -> tuple[tuple[PartyRef, Listing], ...]:
        """Listed parties from whom a chain of certain holders leads down to the company."""
        upstream, members = self._upstream, counting.certain.members
        listed = set(self.places)
        seen = {company}
        order = [company]
        found = []
        for place in order:  # grows while it is walked
            if place in listed and place != company:
                found.append(place)
                continue
            for holder, low, _ in upstream.holders[place]:
                if low and members[holder] and holder not in seen:
                    seen.add(holder)
                    order.append(holder)
        return tuple(
            (party, listing)
            for place in sorted(found)
            for party in (upstream.party(place),)
            for listing in self._listings[party]
        )

    def _strictest(
        self, owners: Iterable[tuple[PartyRef, Listing]]
    ) -> tuple[PartyRef, Listing, Strictness] | None:
        found = list(owners)
        for step in self._rule.strictest:
            for party, listing in found:
                requirement = " ".join(listing.requirement.lower().split())
                if listing.list_code == step.list_code and step.requirement_has in requirement:
                    return party, listing, step
        return None

    def _itself(self) -> list[str]:
        found = self._listings.get(self._company, ())
        if not found:
            return []
        lists = ", ".join(each.list_code for each in found)
        return [f"{self._company} is itself listed ({lists}): that binds whoever owns it."]

    def _notes(self, counting: Counting, traced: Traced, multiplied: Multiplied) -> list[str]:
        said = self._itself()
        if counting.alone is not None:
            said.append(f"The largest is {self._upstream.party(counting.alone)}.")
        if counting.cut:
            said.append(
                "Too many listed parties lie above the company to count each alone: the lower end "
                "may be too low, and the upper end is that of all together."
            )
        if traced.unexplored:
            nearest = traced.unexplored[:_SHOWN]
            shown = ", ".join(str(self._upstream.party(place)) for place in nearest)
            more = len(traced.unexplored) - len(nearest)
            said.append(
                "Counted as not owned by parties on this rule's lists, though not all who hold "
                f"them are known: {shown}{f' and {more:,} more' if more else ''}".rstrip(".")
                + "."
            )
        if not multiplied.exact:
            said.append(
                "Holdings go round in large circles: the multiplied figures are right, but wider "
                "than they had to be."
            )
        if self._rule.control_questions:
            said.append("Ownership alone does not settle it; control must be asked about.")
        return said
