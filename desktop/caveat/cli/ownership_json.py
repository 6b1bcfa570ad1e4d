"""Who owns a company, as ``caveat ownership --json`` gives it."""

from collections.abc import Sequence
from typing import Any

from caveat.cli.relations import remark_json, tie_json
from caveat.domain.ownership import (
    CompanyTrace,
    CountedHolding,
    Route,
    RuleAnswer,
)
from caveat.domain.ownership_report import OwnershipReport
from caveat.domain.ownership_view import ListGap, OwnershipView
from caveat.domain.ownership_words import list_codes
from caveat.domain.relations import PartyRef
from caveat.domain.shares import Interval
from caveat.domain.sources import Source


def report_json(report: OwnershipReport) -> dict[str, Any]:
    """Every company with every rule; the sentences are those of the window."""
    return {
        "on": report.day.isoformat(),
        "companies": [_view_json(view, report.gaps) for view in report.views],
        "further_companies": report.further,
        "remarks": [remark_json(remark) for remark in report.remarks],
        "notes": list(report.notes),
        "gaps": [
            {"list": gap.list_code, "in_service": "starter" if gap.starter else None}
            for gap in report.gaps
        ],
    }


def _view_json(view: OwnershipView, gaps: Sequence[ListGap]) -> dict[str, Any]:
    answer = view.answer
    return {
        "company": _party_json(answer.company),
        "itself_listed": list(list_codes(view).get(answer.company, ())),
        "known": {"companies": answer.companies, "holdings": answer.holdings},
        "rules": [_rule_json(each, gaps) for each in answer.answers],
        "held": [
            {
                "company": _party_json(each.holding.company),
                "share": _interval_json(each.holding.share),
            }
            for each in view.held
        ],
        "listings": [
            {"party": _party_json(each.party), "list": each.list_code, "since": each.since}
            for each in view.listings
        ],
        "remarks": list(answer.remarks),
    }


def _rule_json(each: RuleAnswer, gaps: Sequence[ListGap]) -> dict[str, Any]:
    period = each.period
    missing = {gap.list_code for gap in gaps if not gap.starter}
    return {
        "rule": each.rule.id,
        "title": each.rule.title,
        "authority": each.rule.authority,
        "state": each.state,
        "since": period.since.isoformat() if period else None,
        "until": period.until.isoformat() if period and period.until else None,
        "verified": each.verified,
        "source": _source_json(period.source) if period else None,
        "test": str(each.test),
        "outcome": each.outcome,
        "lists_not_loaded": [code for code in each.rule.lists if code in missing],
        "counted": _interval_json(each.counted),
        "multiplied": _interval_json(each.multiplied),
        "owners": [
            {"party": _party_json(party), "list": listing.list_code}
            for party, listing in each.owners
        ],
        "strictest": None
        if each.strictest is None
        else {
            "party": _party_json(each.strictest[0]),
            "list": each.strictest[1].list_code,
            "text": each.strictest[2].text,
        },
        "sentence": each.sentence,
        "consequence": each.consequence,
        "questions": [question.text for question in each.questions],
        "further_questions": each.further_questions,
        "traces": [_trace_json(trace) for trace in each.traces],
        "routes": [_route_json(route) for route in each.routes],
        "notes": list(each.notes),
        "may_be": [
            {
                "holder": _party_json(holder),
                "listed": _party_json(like.listed),
                "list": like.list_code,
                "score": round(like.score, 1),
            }
            for holder, like in each.may_be
        ],
    }


def _trace_json(trace: CompanyTrace) -> dict[str, Any]:
    return {
        "company": _party_json(trace.company),
        "standing": trace.standing,
        "counted": _interval_json(trace.counted),
        "not_named": float(trace.not_named),
        "holdings": [_holding_json(each) for each in trace.holdings],
        "further_holdings": trace.further_holdings,
    }


def _holding_json(each: CountedHolding) -> dict[str, Any]:
    return {
        "holder": _party_json(each.holding.holder),
        "share": _interval_json(each.holding.share),
        "standing": each.standing,
        "counts": _interval_json(each.counts),
        "note": each.holding.note,
        "stated": [tie_json(tie) for tie in each.holding.ties],
    }


def _route_json(route: Route) -> dict[str, Any]:
    return {
        "parties": [_party_json(party) for party in route.parties],
        "shares": [_interval_json(share) for share in route.shares],
        "product": _interval_json(route.product),
        "passes_on": route.passes_on,
    }


def _party_json(party: PartyRef) -> dict[str, Any]:
    return {"kind": party.kind, "id": party.key, "name": str(party)}


def _interval_json(share: Interval) -> dict[str, float]:
    return {"low": float(share.low), "high": float(share.high)}


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "locator": source.locator,
        "date": source.date,
        "url": source.url,
        "mark": source.mark,
    }
