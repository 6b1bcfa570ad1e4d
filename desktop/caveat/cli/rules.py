"""``caveat rules``: the dated rules, their state on a day, and the officer's own."""

import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from tabulate import tabulate

from caveat.cli.context import Session, as_date, emit_json, json_option
from caveat.domain.consequences import Card, RuleBook
from caveat.domain.consequences_json import rules_to_json
from caveat.domain.list_names import list_name, list_names
from caveat.domain.rule_words import (
    begin_words,
    flip_words,
    source_words,
    state_words,
    statement_words,
    with_verify,
)
from caveat.domain.rules import RedFlag, Rule, RuleOn, RuleStatement
from caveat.domain.sources import Mark, Source
from caveat.errors import InputError
from caveat.services.own_rules import drop_own_rules, export_own_rules, import_own_rules
from caveat.services.rules import current_rules

_WIDTH = 96


class _Numbers:
    """Numbers the sources of what is printed; they are named once, at its end."""

    def __init__(self) -> None:
        self._found: dict[Source, int] = {}

    def of(self, source: Source) -> str:
        return f"[{self._found.setdefault(source, len(self._found) + 1)}]"

    def print(self) -> None:
        click.echo()
        for source, number in self._found.items():
            mark = "" if source.mark in {Mark.PUBLISHED, Mark.VERIFIED} else f" ({source.mark})"
            _print_wrapped(f"[{number}] ", source_words(source) + mark)
            if source.url:
                click.echo(f"    {source.url}")


@click.group("rules", invoke_without_command=True)
@click.option("--on", callback=as_date, help="The day asked about (YYYY-MM-DD); today by default.")
@json_option
@click.pass_context
def command(ctx: click.Context, *, on: date | None, as_json: bool) -> None:
    """Every dated rule, red flag and card of a list: what holds on a day, and what changes next.

    What was not read in its source is marked “verify” and is not stated as law.
    """
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    book, day = current_rules(session.workspace), _day(session, on)
    if as_json:
        emit_json(rules_to_json(book, day, book.rules_on(day), book.red_flags, book.cards))
    else:
        _print_book(book, day)
    ctx.exit(1 if book.warnings else 0)


@command.command("show")
@click.argument("id_", metavar="ID")
@click.option("--on", callback=as_date, help="The day asked about (YYYY-MM-DD); today by default.")
@json_option
@click.pass_context
def show_command(ctx: click.Context, id_: str, *, on: date | None, as_json: bool) -> None:
    """One rule (us-bis-affiliates), red flag (flag-29) or card of a list (US-EL), in full."""
    session: Session = ctx.obj
    book, day = current_rules(session.workspace), _day(session, on)
    rules = tuple(item for item in book.rules_on(day) if item[0].id == id_)
    flags = tuple(flag for flag in book.red_flags if flag.id == id_)
    cards = tuple(card for card in book.cards if card.list_code == id_.upper())
    if not (rules or flags or cards):
        raise InputError(
            f"There is no rule, red flag or card {id_}. “caveat rules” lists all of them."
        )
    if as_json:
        emit_json(rules_to_json(book, day, rules, flags, cards))
    else:
        _print_warnings(book)
        numbers = _Numbers()
        for rule, state in rules:
            _print_rule(book, rule, state, numbers)
        for flag in flags:
            _print_flag(book, flag, flag.on(day), numbers)
        for card in cards:
            _print_card(book, card, numbers)
        numbers.print()
    ctx.exit(1 if book.warnings else 0)


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@json_option
@click.pass_context
def export_command(ctx: click.Context, file: Path, *, force: bool, as_json: bool) -> None:
    """Write your own rules to a file, or a file with examples to begin with if there are none."""
    session: Session = ctx.obj
    written = export_own_rules(session.workspace, file, replace=force)
    if as_json:
        emit_json({"out": str(written)})
    else:
        click.echo(f"Wrote {written}. Edit it, then: caveat rules import {written.name}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reason", default="", help="Why; goes on record.")
@json_option
@click.pass_context
def import_command(ctx: click.Context, file: Path, *, reason: str, as_json: bool) -> None:
    """Let a file of your own rules count from now on; who and when goes on record.

    It takes the place of the one before. Nothing is taken of a file with any wrong entry.
    """
    session: Session = ctx.obj
    _say_own(session, import_own_rules(session.workspace, file, reason=reason), as_json=as_json)


@command.command("reset")
@click.option("--reason", default="", help="Why; goes on record.")
@json_option
@click.pass_context
def reset_command(ctx: click.Context, *, reason: str, as_json: bool) -> None:
    """Let the rules that came with the program count alone again."""
    session: Session = ctx.obj
    _say_own(session, drop_own_rules(session.workspace, reason=reason), as_json=as_json)


def _day(session: Session, given: date | None) -> date:
    return given or session.workspace.now().date()


def _say_own(session: Session, book: RuleBook, *, as_json: bool) -> None:
    day = session.workspace.now().date()
    changed = tuple(item for item in book.rules_on(day) if book.is_own(item[0].id))
    flags = tuple(flag for flag in book.red_flags if book.is_own(flag.id))
    cards = tuple(card for card in book.cards if book.is_own(card.list_code))
    if as_json:
        emit_json(rules_to_json(book, day, changed, flags, cards))
        return
    if book.own is None:
        click.echo("The rules that came with the program count. On record.")
        return
    click.echo(f"Your own rules count: {', '.join(sorted(book.own.ids))}. On record.")
    for rule, state in changed:
        click.echo(f"{rule.id}: {state_words(state)}; next: {flip_words(state.flip)}")


def _print_warnings(book: RuleBook) -> None:
    for warning in book.warnings:
        click.echo(f"! {warning}")


def _print_book(book: RuleBook, day: date) -> None:
    _print_warnings(book)
    click.echo(f"Rules on {day}. What was not read in its source is marked “verify”.\n")
    rows = [
        [
            rule.id + (" *" if book.is_own(rule.id) else ""),
            _wrapped(rule.title, 44),
            _wrapped(state_words(on), 34),
            _wrapped(flip_words(on.flip), 30),
        ]
        for rule, on in book.rules_on(day)
    ]
    click.echo(tabulate(rows, headers=["Rule", "Title", "State", "Changes next"]))
    click.echo("\nRed flags (Supplement No. 3 to 15 CFR part 732):")
    for flag in book.red_flags:
        on = flag.on(day)
        state = "" if on.period and on.verified and on.state == "in force" else state_words(on)
        said = statement_words(flag.statement) + (f" [{state}]" if state else "")
        _print_wrapped(f"{flag.number:3}. ", said + (" *" if book.is_own(flag.id) else ""))
    codes = [card.list_code + (" *" if book.is_own(card.list_code) else "") for card in book.cards]
    _print_wrapped("\nCards: ", ", ".join(codes))
    if book.own:
        own = book.own
        why = f": {own.reason}" if own.reason else ""
        click.echo(f"* corrected or added by {own.by} on {own.at.date()}{why}")
    click.echo("\nOne in full: caveat rules show ID (a rule, flag-29, or the code of a list).")


def _print_rule(book: RuleBook, rule: Rule, on: RuleOn, numbers: _Numbers) -> None:
    click.echo(f"{rule.title} ({rule.id})\n{rule.authority} · {rule.kind}")
    click.echo(f"Concerns: {list_names(rule.lists)}{_narrowed(rule)}")
    _print_state(on)
    if book.is_own(rule.id) and book.own:
        click.echo(f"Corrected or added by {book.own.by} on {book.own.at.date()}")
    click.echo("\nPeriods:")
    for period in rule.periods:
        span = f"{begin_words(period)} – {period.until or '…'}"
        said = with_verify(f"{span}: {period.state}", verified=period.verified)
        _print_wrapped("  ", f"{said} {numbers.of(period.source)}")
    click.echo("\nWhat it means:")
    for statement in (rule.consequence, *rule.statements):
        _print_statement(statement, numbers)


def _narrowed(rule: Rule) -> str:
    if rule.footnotes:
        return f", with footnote {', '.join(map(str, rule.footnotes))}"
    return ", entries that are an address" if rule.addresses_only else ""


def _print_state(on: RuleOn) -> None:
    _print_wrapped(f"On {on.day}: ", state_words(on))
    _print_wrapped("Changes next: ", flip_words(on.flip))
    if on.period and on.period.note:
        _print_wrapped("Note: ", on.period.note)


def _print_flag(book: RuleBook, flag: RedFlag, on: RuleOn, numbers: _Numbers) -> None:
    click.echo(f"Red flag {flag.number}")
    _print_state(on)
    if book.is_own(flag.id) and book.own:
        click.echo(f"Corrected or added by {book.own.by} on {book.own.at.date()}")
    for statement in (flag.statement, *((flag.note,) if flag.note else ())):
        _print_statement(statement, numbers)


def _print_card(book: RuleBook, card: Card, numbers: _Numbers) -> None:
    as_of = f", as of {card.as_of}" if card.as_of else ""
    click.echo(f"What a hit on {list_name(card.list_code)} means{as_of}")
    if book.is_own(card.list_code) and book.own:
        click.echo(f"Corrected or added by {book.own.by} on {book.own.at.date()}")
    for question, statements in card.answers():
        click.echo(f"\n{question}")
        for statement in statements:
            _print_statement(statement, numbers)


def _print_statement(statement: RuleStatement, numbers: _Numbers) -> None:
    _print_wrapped("  ", f"{statement_words(statement)} {numbers.of(statement.source)}")


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width))


def _print_wrapped(label: str, text: str) -> None:
    for line in _lines(label, text):
        click.echo(line)


def _lines(label: str, text: str) -> Iterator[str]:
    lead = label.lstrip("\n")
    yield from ("" for _ in range(len(label) - len(lead)))
    yield from textwrap.wrap(
        text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
    )
