"""``caveat ownership``: who owns a company, under each rule, with what is not known."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from caveat.cli.context import Session, as_date, emit_json, json_option, terminal_progress
from caveat.cli.relations import print_remarks, remark_json, tie_json
from caveat.domain.ownership import (
    CompanyTrace,
    CountedHolding,
    Outcome,
    OwnershipAnswer,
    Route,
    RuleAnswer,
)
from caveat.domain.ownership_report import OwnershipReport
from caveat.domain.ownership_view import ListGap
from caveat.domain.ownership_words import found_words, is_counted, means_words
from caveat.domain.relations import PartyRef
from caveat.domain.shares import Interval
from caveat.domain.sources import Source
from caveat.services.connections import Connector
from caveat.services.ownership import ownership, ownership_of_table

_TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsb", ".ods"})


@click.command("ownership")
@click.argument("what", metavar="FILE|NAME|ID")
@click.option("--on", callback=as_date, help="Date of the transaction (default: today).")
@click.option(
    "--as-of", callback=as_date, help="Answer from what was known here by the end of this day."
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, *, what: str, on: date | None, as_of: date | None, as_json: bool
) -> None:
    """The 50 % calculations under each rule, side by side, with the unknown shares.

    FILE is a table of relations (nothing of it is stored); NAME a company's, ID a listed party's
    number or supplier:NUMBER. --as-of answers from the lists and relations of another day, for a
    transaction on that day unless --on says otherwise; the rules are those that count now.
    """
    session: Session = ctx.obj
    connector = Connector(session.workspace, session.screener)
    progress, path = terminal_progress(), Path(what)
    if _is_table(path):
        report = ownership_of_table(
            session.workspace, connector, path, on=on, as_of=as_of, progress=progress
        )
    else:
        report = ownership(
            session.workspace, connector, what, on=on, as_of=as_of, progress=progress
        )
    if as_json:
        emit_json({"as_of": as_of.isoformat() if as_of else None, **_report_json(report)})
    else:
        _print(report)
    ctx.exit(1 if report.not_used or any(map(_to_review, report.answers)) else 0)


def _is_table(path: Path) -> bool:
    """Whether a file is meant: also one that a slip in its name keeps from being there."""
    try:
        return path.is_file() or path.suffix.lower() in _TABLES
    except (OSError, ValueError):  # too long for a file's name, or no name at all
        return False


def _to_review(answer: OwnershipAnswer) -> bool:
    return any(each.outcome is not Outcome.NOT_MET for each in answer.answers)


def _report_json(report: OwnershipReport) -> dict[str, Any]:
    return {
        "on": report.day.isoformat(),
        "companies": [_answer_json(answer, report.gaps) for answer in report.answers],
        "further_companies": report.further,
        "remarks": [remark_json(remark) for remark in report.remarks],
        "notes": list(report.notes),
        "gaps": [
            {"list": gap.list_code, "in_service": "starter" if gap.starter else None}
            for gap in report.gaps
        ],
    }


def _answer_json(answer: OwnershipAnswer, gaps: Sequence[ListGap]) -> dict[str, Any]:
    return {
        "company": _party_json(answer.company),
        "known": {"companies": answer.companies, "holdings": answer.holdings},
        "rules": [_rule_json(each, gaps) for each in answer.answers],
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


def _print(report: OwnershipReport) -> None:
    for answer in report.answers:
        click.echo(
            f"{answer.company}, on {answer.day}: {answer.holdings:,} holdings known in "
            f"{answer.companies:,} companies"
        )
        for each in answer.answers:
            _print_rule(each, report.gaps)
        for remark in answer.remarks:
            click.echo(f"  ! {remark}")
        _print_holdings(answer)
    if report.further:
        click.echo(f"… and {report.further:,} more companies of the table")
    print_remarks(report.remarks)
    for note in report.notes:
        click.echo(f"note: {note}")


def _print_rule(each: RuleAnswer, gaps: Sequence[ListGap]) -> None:
    verify = "" if each.verified else " (verify)"
    click.echo(f"\n  {each.rule.title}: {each.state}{verify}; test: {each.test}")
    if not is_counted(each, gaps):
        click.echo(f"    {found_words(each, gaps)} {means_words(each, gaps)}")
        return
    click.echo(
        f"    {each.outcome}: counted {each.counted}, by plain multiplication {each.multiplied}"
    )
    click.echo(f"    {each.sentence}")
    click.echo(f"    {each.consequence}")
    if each.strictest is not None:
        party, listing, step = each.strictest
        click.echo(f"    the most restrictive owner: {party} ({listing.list_code}): {step.text}")
    for question in each.questions:
        click.echo(f"    ? {question.text}")
    for note in each.notes:
        click.echo(f"    note: {note}")


def _print_holdings(answer: OwnershipAnswer) -> None:
    """What the figures rest on, with its sources."""
    said = {
        (counted.holding.holder, counted.holding.company): counted.holding
        for each in answer.answers
        for trace in each.traces
        for counted in trace.holdings
    }
    if said:
        click.echo("\n  Holdings")
    for holding in said.values():
        note = f" ({holding.note})" if holding.note else ""
        click.echo(f"    {holding.holder} holds {holding.share} of {holding.company}{note}")
        for tie in holding.ties:
            checked = tie.source.mark in {"published", "verified"}
            verify = "" if checked else f", {tie.source.mark}: verify"
            where = f", {tie.source.locator}" if tie.source.locator else ""
            click.echo(f"      {tie.basis}: {tie.source.title}{where}{verify}")
