"""``caveat compare``: how alike two names are, and why."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import click

from caveat.cli.context import KINDS, Session, emit_json, json_option
from caveat.domain.parties import PartyKind
from caveat.domain.screening import NameComparison
from caveat.services.compare import NameComparer
from caveat.services.given_text import is_text

_PAIR, _PAIR_WITH_KIND = 2, 3
"""Fields of a line on stdin."""


@click.command("compare")
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--kind", type=click.Choice(KINDS), help="What both names are of.")
@click.option("--explain", is_flag=True, help="Show how the words were aligned.")
@click.option(
    "from_stdin", "--stdin", is_flag=True,
    help="Read pairs, one A<TAB>B[<TAB>KIND] a line; one JSON object a line, in order.",
)  # fmt: skip
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    a: str | None,
    b: str | None,
    kind: str | None,
    *,
    explain: bool,
    from_stdin: bool,
    as_json: bool,
) -> None:
    """Score two names, 0-100, and say what is published about them. Nothing is recorded."""
    session: Session = ctx.obj
    if from_stdin:
        if a is not None:
            raise click.UsageError("give names either as arguments or with --stdin")
        for document in _answers(NameComparer(session.paths), _stdin(), kind):
            click.echo(json.dumps(document, ensure_ascii=False))
        ctx.exit(0)
    if a is None or b is None:
        raise click.UsageError("give two names, or --stdin")
    names = NameComparer(session.paths)
    found = names.compare(a, b, PartyKind(kind) if kind else None, what_if=explain or as_json)
    if as_json:
        document = _document(a, b, kind, found)
        document["because"] = found.because
        document["contradicted"] = found.contradicted
        document["parts"] = [asdict(part) for part in found.parts]
        document["counterfactual"] = found.counterfactual
        emit_json(document)
    else:
        click.echo(f"{found.score:.1f}  {found.band or 'no match'}\n{found.because}")
        if explain:
            if found.counterfactual:
                click.echo(found.counterfactual)
            for part in found.parts:
                click.echo(
                    f"  {part.query or '–'} | {part.listed or '–'} | {part.relation} | "
                    f"{part.weight:.2f}"
                )
    ctx.exit(0)


def _stdin() -> Iterable[str]:
    """Lines in UTF-8 whatever the system's own encoding is; broken bytes are told by their line."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    return sys.stdin


def _answers(
    names: NameComparer, lines: Iterable[str], kind: str | None
) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not is_text(line):
            raise click.UsageError(f"line {number} is not text in UTF-8")
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) not in {_PAIR, _PAIR_WITH_KIND}:
            raise click.UsageError(f"line {number} is not A<TAB>B[<TAB>KIND]")
        stated = (fields[_PAIR:] or [""])[0] or kind
        if stated and stated not in KINDS:
            raise click.UsageError(f"line {number}: {stated!r} is none of {', '.join(KINDS)}")
        found = names.compare(fields[0], fields[1], PartyKind(stated) if stated else None)
        yield _document(fields[0], fields[1], stated, found)


def _document(a: str, b: str, kind: str | None, found: NameComparison) -> dict[str, Any]:
    return {"a": a, "b": b, "kind": kind, "score": found.score, "band": found.band}
