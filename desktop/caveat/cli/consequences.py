"""What the hits of an answer mean, as a person reads it on a terminal."""

import textwrap

import click

from caveat.domain.consequences import Consequences
from caveat.domain.list_names import list_name
from caveat.domain.rule_words import consequence_words, flip_words, state_words, statement_words

_WIDTH = 96


def print_consequences(consequences: Consequences) -> None:
    """Each list's card once, then the rules that concern the hits; nothing without hits."""
    for warning in consequences.book.warnings if consequences.hits else ():
        _print("\n! ", warning)
    for card in consequences.cards:
        code = card.list_code
        click.echo(f"\nWhat a hit on {list_name(code)} means (caveat rules show {code}):")
        for question, statements in card.answers():
            said = " ".join(map(statement_words, statements))
            _print(f"  {question}: ", said, indent=4)
    for code in consequences.without_card:
        click.echo(
            f"\nWhat a hit on {code} means is not written down here: ask who keeps the list."
        )
    if consequences.rules:
        click.echo(f"\nRules that concern these hits, on {consequences.day}:")
    for rule, on in consequences.rules:
        state = f"{state_words(on)}; changes next: {flip_words(on.flip)}"
        _print("  ", f"{rule.title} ({rule.id}): {state}.", indent=4)
        _print("    ", consequence_words(rule, on))
        if on.period and on.period.note:
            _print("    Note: ", on.period.note, indent=4)


def _print(lead: str, text: str, indent: int | None = None) -> None:
    hang = " " * (len(lead.lstrip("\n")) if indent is None else indent)
    blank = len(lead) - len(lead.lstrip("\n"))
    wrapped = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=lead.lstrip("\n"),
        subsequent_indent=hang,
        break_on_hyphens=False,
    )
    click.echo("\n" * blank + "\n".join(wrapped))
