"""``caveat screen``: one screening, put on record."""

from datetime import date
from typing import Any

import click

from caveat.cli.consequences import print_consequences
from caveat.cli.context import KINDS, Session, as_date, emit_json, json_option
from caveat.domain.answer_json import answer_to_json
from caveat.domain.connection_words import no_hit_words
from caveat.domain.consequences_json import consequences_to_json
from caveat.domain.parties import PartyKind
from caveat.domain.screening import Answer, Band, Hit, Outcome, Query
from caveat.errors import EnvironmentProblemError
from caveat.services.alert_line import alert_line
from caveat.services.connections import Asked, Connector
from caveat.services.given_text import country_given
from caveat.services.rerun import rerun
from caveat.services.rules import consequences_of

_SIGNS = {
    Band.STRONG: "STRONG",
    Band.POSSIBLE: "POSSIBLE",
    Band.RELATED: "related",
    Band.EXPIRED: "expired",
    Band.NEAR_MISS: "near miss",
    Band.DELISTED: "delisted",
}


@click.command("screen")
@click.argument("names", nargs=-1, metavar="NAME…")
@click.option("aliases", "--alias", multiple=True, help="Another name of the supplier.")
@click.option("addresses", "--address", multiple=True, help="An address of the supplier.")
@click.option(
    "--country", default="", help="Country, as ISO code or name. Reorders hits, never hides one."
)
@click.option("identifiers", "--id", multiple=True, help="A registration or other number.")
@click.option("--kind", type=click.Choice(KINDS), help="What the supplier is.")
@click.option("--as-of", callback=as_date, help="Answer from what was imported by this day.")
@click.option("--in-force", callback=as_date, help="Answer by what was law on this day.")
@click.option(
    "--include-delisted", is_flag=True, help="Also show parties that were on a list once: history."
)
@click.option("--role", default="", help="The supplier's role in the transaction.")
@click.option("lists", "--list", multiple=True, metavar="CODE", help="Search only these lists.")
@click.option("--threshold", type=float, help="The alert line, 1-100 (default: the workspace's).")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@click.option("--no-record", is_flag=True, help="Only search; put nothing on record.")
@click.option(
    "--again",
    metavar="SCREENING",
    help="Answer a recorded screening again on its own releases and tell what differs.",
)
@click.option(
    "--today", is_flag=True, help="With --again: on today's lists instead. What would they change?"
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    aliases: tuple[str, ...],
    addresses: tuple[str, ...],
    country: str,
    identifiers: tuple[str, ...],
    kind: str | None,
    as_of: date | None,
    in_force: date | None,
    include_delisted: bool,
    role: str,
    lists: tuple[str, ...],
    threshold: float | None,
    limit: int,
    no_record: bool,
    again: str | None,
    today: bool,
    as_json: bool,
) -> None:
    """Search a supplier in the lists in service and put the answer on record.

    Several NAME words are one name. Exit code 1 means that there are hits to review. --as-of
    answers from what was imported here by a day, --in-force from what was law on it; both together
    ask for the law of a day as it was known here on another. --again exits with 0 when the answer
    is the same, with 1 when it differs.
    """
    session: Session = ctx.obj
    if again is not None:
        asked = (*names, *aliases, *addresses, *identifiers, *lists, country, kind, role)
        if any(asked) or as_of or in_force or threshold or include_delisted:
            raise click.UsageError("--again takes the query from the record: give no other.")
        ctx.exit(_again(session, again, today=today, as_json=as_json))
    if today:
        raise click.UsageError("--today goes with --again.")
    if session.workspace.read_only and not no_record:
        raise EnvironmentProblemError(
            f"{session.paths.data} cannot be written, so the screening cannot be put on record. "
            "Nothing was searched. Give yourself write permission for it, choose another folder "
            "with --data-dir, or search without a record (--no-record)."
        )
    query = Query(
        name=" ".join(names),
        aliases=aliases,
        addresses=addresses,
        country=country_given(country),
        identifiers=identifiers,
        kind=PartyKind(kind) if kind else None,
        lists=tuple(code.upper() for code in lists),
        threshold=alert_line(session.workspace) if threshold is None else threshold,
        limit=limit,
        role=role,
        as_of=as_of,
        in_force=in_force,
        include_delisted=include_delisted,
    )
    answer = session.screener.screen(query)
    if not no_record:
        answer = session.screener.record(answer)
    if as_json:
        emit_json(_answer_json(session, answer))
    else:
        print_answer(answer)
        print_consequences(consequences_of(session.workspace, answer))
        _print_ties(session, answer)
    ctx.exit(1 if answer.alerts or answer.later_known else 0)


def _print_ties(session: Session, answer: Answer) -> None:
    """What ties a supplier without a hit to listed parties, as far as is known today."""
    query = answer.query
    if answer.alerts or not any(map(str.isalnum, query.name)) or query.as_of or query.in_force:
        return
    address = next(iter(query.addresses), "")
    asked = Asked(query.name, address, query.country, as_named=True, beyond_name=True)
    found = Connector(session.workspace, session.screener).connections(asked)
    click.echo(f"\n{no_hit_words(found)} See: caveat connections, caveat ownership")


def _answer_json(session: Session, answer: Answer) -> dict[str, Any]:
    consequences = consequences_to_json(consequences_of(session.workspace, answer))
    return {**answer_to_json(answer), "consequences": consequences}


def _again(session: Session, screening: str, *, today: bool, as_json: bool) -> int:
    done = rerun(session.workspace, session.screener, screening, today=today)
    if as_json:
        emit_json(
            {
                "screening": screening,
                "today": today,
                "equal": done.equal,
                "to_review": done.to_review,
                "differences": list(done.differences),
                "recorded": _answer_json(session, done.recorded),
                "again": _answer_json(session, done.again),
            }
        )
        return int(done.to_review)
    on = "today's lists" if today else "the same releases"
    if done.equal:
        click.echo(f"{screening}: answered again on {on}, the answer is the same.")
        return 0
    click.echo(f"{screening}: answered again on {on}. What differs from the record:")
    for sentence in done.differences:
        click.echo(f"- {sentence}")
    return int(done.to_review)


def print_answer(answer: Answer) -> None:
    """An answer as a person reads it on a terminal."""
    for remark in answer.remarks:
        click.echo(f"! {remark}")
    on_record = f"{answer.screening}: " if answer.screening else "not on record: "
    click.echo(f"{on_record}{_summary(answer)}")
    for hit in answer.hits:
        _print_hit(hit)
    if answer.no_match_statement:
        click.echo(answer.no_match_statement)
    if answer.delisted:
        click.echo("\nDelisted parties, history:")
        for hit in answer.delisted:
            click.echo(
                f"  {hit.score:5.1f}  {hit.party.name} ({hit.party.list_code}): {hit.because}"
            )
    if answer.near_misses:
        click.echo("\nNearest misses, below the alert line:")
        for hit in answer.near_misses:
            click.echo(
                f"  {hit.score:5.1f}  {hit.party.name} ({hit.party.list_code}): {hit.because}"
            )
            if hit.counterfactual:
                click.echo(f"         {hit.counterfactual}")


def _summary(answer: Answer) -> str:
    related = sum(1 for hit in answer.hits if hit.band is Band.RELATED)
    hits, near = len(answer.alerts), len(answer.near_misses)
    parts = [f"{hits} hit{'s' * (hits != 1)} to review"]
    if related:
        parts.append(f"{related} related")
    parts.append(f"{near} near miss{'es' * (near != 1)}")
    if answer.outcome is Outcome.NOT_SCREENED:
        parts.append("outcome: not screened")
    return " · ".join(parts)


def _print_hit(hit: Hit) -> None:
    against = " · contradicted" if hit.contradicted else ""
    number = f"  [{hit.hit}]" if hit.hit else ""
    click.echo(f"\n{hit.score:5.1f} {_SIGNS[hit.band]}{against}  {hit.party.name}{number}")
    country = f" · {hit.party.country}" if hit.party.country else ""
    click.echo(f"      {hit.party.list_code}{country} · {hit.party.id}")
    click.echo(f"      {hit.because}")
    if hit.counterfactual:
        click.echo(f"      {hit.counterfactual}")
    for cited in hit.designations:
        designation = cited.designation
        if designation.licence_requirement:
            click.echo(f"      Licence requirement: {designation.licence_requirement}")
        elif designation.programmes:
            click.echo(f"      Programme: {'; '.join(designation.programmes)}")
        if designation.federal_register:
            click.echo(f"      Federal Register: {designation.federal_register}")
    for citation in hit.citations:
        date_text = f", {citation.date}" if citation.date else ""
        click.echo(
            f"      [{citation.n}] {citation.title}{date_text} · {citation.locator}".rstrip(" ·")
        )
