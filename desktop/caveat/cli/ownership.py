"""``caveat ownership``: who owns a company, under each rule, with what is not known."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from caveat.cli.context import Session, as_date, emit_json, json_option, terminal_progress
from caveat.cli.ownership_json import report_json
from caveat.cli.relations import print_remarks
from caveat.domain.list_names import list_name
from caveat.domain.ownership import (
    Outcome,
    OwnershipAnswer,
    RuleAnswer,
)
from caveat.domain.ownership_known import is_counted
from caveat.domain.ownership_report import OwnershipReport
from caveat.domain.ownership_view import ListGap, OwnershipView
from caveat.domain.ownership_words import (
    chain_words,
    chains,
    extent_words,
    found_words,
    holding_words,
    itself_words,
    means_words,
    route_words,
    rule_state_words,
    share_words,
    unknown_words,
    verdict_words,
)
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
    transaction on that day unless --on says otherwise; the rules are those that count now. The
    exit code is 1 where a test is met or open, the party is itself listed, or a list that a rule
    counts by is not all there.
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
        emit_json({"as_of": as_of.isoformat() if as_of else None, **report_json(report)})
    else:
        _print(report)
    ctx.exit(1 if report.not_used or report.gaps or any(map(_to_review, report.views)) else 0)


def _is_table(path: Path) -> bool:
    """Whether a file is meant: also one that a slip in its name keeps from being there."""
    try:
        return path.is_file() or path.suffix.lower() in _TABLES
    except (OSError, ValueError):  # too long for a file's name, or no name at all
        return False


def _to_review(view: OwnershipView) -> bool:
    if itself_words(view):
        return True
    return any(each.outcome is not Outcome.NOT_MET for each in view.answer.answers)


def _print(report: OwnershipReport) -> None:
    for view in report.views:
        answer = view.answer
        click.echo(f"{answer.company}, on {answer.day}: {extent_words(answer)}")
        if words := itself_words(view):
            click.echo(f"  ! {words}")
        for each in answer.answers:
            _print_rule(each, report.gaps)
        for remark in answer.remarks:
            click.echo(f"  ! {remark}")
        _print_unknown(view, report.gaps)
        _print_chains(view)
        _print_holdings(answer)
        _print_held(view)
        _print_listings(view)
    if report.further:
        click.echo(f"… and {report.further:,} more companies of the table")
    print_remarks(report.remarks)
    for note in report.notes:
        click.echo(f"note: {note}")


def _print_rule(each: RuleAnswer, gaps: Sequence[ListGap]) -> None:
    click.echo(f"\n  {each.rule.title}: {rule_state_words(each)}; test: {each.test}")
    if not is_counted(each, gaps):
        click.echo(f"    {found_words(each, gaps)} {means_words(each, gaps)}")
        return
    click.echo(
        f"    {verdict_words(each, gaps)}: counted {share_words(each, gaps)}, by plain "
        f"multiplication {each.multiplied}"
    )
    click.echo(f"    {each.sentence}")
    click.echo(f"    {means_words(each, gaps)}")
    if each.strictest is not None:
        party, listing, step = each.strictest
        click.echo(
            f"    the most restrictive owner: {party}, {list_name(listing.list_code)}: {step.text}"
        )
    for question in each.questions:
        click.echo(f"    ? {question.text}")
    for note in each.notes:
        click.echo(f"    note: {note}")


def _print_unknown(view: OwnershipView, gaps: Sequence[ListGap]) -> None:
    said = unknown_words(view, gaps)
    if said:
        click.echo("\n  What is not known")
    for words in said:
        click.echo(f"    {words}")


def _print_chains(view: OwnershipView) -> None:
    found = chains(view)
    if found:
        click.echo("\n  Chains from listed parties")
    for chain in found:
        multiplied = f"multiplied {chain.route.product}"
        click.echo(f"    {route_words(chain.route)}; {multiplied}. {chain_words(chain)}")


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


def _print_held(view: OwnershipView) -> None:
    if view.held:
        click.echo(f"\n  What {view.answer.company} holds itself")
    for cited in view.held:
        click.echo(f"    {cited.holding.company}: {holding_words(cited.holding)}")


def _print_listings(view: OwnershipView) -> None:
    if view.listings:
        click.echo("\n  Who of them is listed")
    for each in view.listings:
        since = f", since {each.since}" if each.since else ""
        click.echo(f"    {each.party}: {list_name(each.list_code)}{since}")
