"""``caveat self-test``: recall measured on the lists in service with generated variants."""

from dataclasses import asdict
from typing import Any
from unicodedata import east_asian_width

import click

from caveat.cli.context import Session, emit_json, json_option, terminal_progress
from caveat.domain.answer_json import coverage_to_json, time_to_json
from caveat.domain.recall import Counts, Miss, SelfTest
from caveat.services.self_test import SAMPLE, run_self_test

_WIDTH = 100
_CHANGE = 35
_SHOWN = 24
"""Misses on a terminal; ``--json`` gives more."""
_ALL = "all"


class _Sample(click.ParamType[int]):
    """A number of names, 0 or ``all`` for every one."""

    name = "n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if str(value).lower() == _ALL:
            return 0
        try:
            number = int(value)
        except ValueError:
            number = -1
        if number < 0:
            self.fail("give a number of names, or all", param, ctx)
        return number


@click.command("self-test")
@click.option("list_code", "--list", default="", metavar="CODE", help="Only names of this list.")
@click.option(
    "--sample", type=_Sample(), default=SAMPLE, show_default=True, metavar="N",
    help="How many names to try; 0 or all for every one.",
)  # fmt: skip
@json_option
@click.pass_context
def command(ctx: click.Context, *, list_code: str, sample: int, as_json: bool) -> None:
    """Measure what a search still finds of listed names that were misspelled.

    Names of the lists in service are changed by fixed recipes (typing and scanning errors, words
    dropped, swapped, joined, other scripts …) and searched. Nothing is put on record; the figures
    are kept, and statements of no match cite them.
    """
    session: Session = ctx.obj
    done = run_self_test(
        session.workspace,
        session.screener,
        list_code=list_code.upper(),
        sample=sample,
        progress=terminal_progress(),
    )
    if as_json:
        emit_json(_document(done))
    else:
        _print(done)
    ctx.exit(0)


def _document(done: SelfTest) -> dict[str, Any]:
    figures = done.figures
    return {
        "measured_at": time_to_json(figures.measured_at),
        "engine": figures.engine,
        "alert_line": figures.line,
        "recipe": {"version": figures.recipe, "seed": figures.seed},
        "list": done.list_code or None,
        "names": figures.names,
        "of_names": figures.of_names,
        "lists": [coverage_to_json(item) for item in done.coverage],
        "changes": [asdict(count) for count in figures.counts],
        "total": {k: v for k, v in asdict(_total(done)).items() if k not in {"change", "strength"}},
        "misses": [_miss(miss) for miss in done.misses],
    }


def _miss(miss: Miss) -> dict[str, Any]:
    trial = miss.trial
    return {
        "change": trial.change,
        "variant": trial.variant,
        "name": trial.name,
        "list": miss.list_code,
        "compared": trial.compared,
        "first": trial.first,
        "related": trial.related,
        "score": trial.score,
        "came_first": miss.came_first_name or None,
        "came_first_list": miss.came_first_list or None,
        "came_first_score": trial.came_first_score if miss.came_first_name else None,
    }


def _total(done: SelfTest) -> Counts:
    counts = done.figures.counts
    return Counts(
        "all changes",
        "",
        *(
            sum(getattr(count, field) for count in counts)
            for field in (
                "tried", "not_distinctive", "another_name", "compared", "first", "hit", "related",
            )
        ),
    )  # fmt: skip


def _print(done: SelfTest) -> None:
    figures = done.figures
    click.echo(
        f"{figures.names:,} of {figures.of_names:,} listed names tried on "
        f"{time_to_json(figures.measured_at)[:10]} · alert line {figures.line:g}"
    )
    click.echo(f"Engine {figures.engine} · recipe {figures.recipe} · seed {figures.seed}")
    for item in done.coverage:
        day = item.released.isoformat() if item.released else "date unknown"
        starter = " · starter set only" if item.state == "starter" else ""
        click.echo(_cut(f"  {item.list_code:8} {day} · {item.parties:,} entries{starter}", _WIDTH))
    click.echo(
        f"\n{'Change':{_CHANGE}}{'tried':>8}{'left out':>10}{'compared':>11}{'first':>9}{'hit':>9}"
    )
    for count in (*figures.counts, _total(done)):
        out = count.not_distinctive + count.another_name
        shares = "".join(
            f"{_share(number, count.tried):>{width}}"
            for number, width in ((count.compared, 11), (count.first, 9), (count.hit, 9))
        )
        click.echo(f"{count.change:{_CHANGE}}{count.tried:8,}{out:10,}{shares}")
    total = _total(done)
    explained = (
        f"Of 100 tried. Left out: {total.not_distinctive:,} without a distinctive word, "
        f"{total.another_name:,} that are another listed name. Compared: a record that carries the "
        "name was looked at; first: it was shown first; hit: it reached the alert line. How strong "
        "each change is: caveat self-test --json."
    )
    click.echo("\n" + click.wrap_text(explained, _WIDTH - 1))
    if done.misses:
        click.echo("\nWorst misses (change: searched | listed | shown first)")
        for miss in done.misses[:_SHOWN]:
            _print_miss(miss)


def _print_miss(miss: Miss) -> None:
    trial = miss.trial
    what = "not compared" if not trial.compared else f"{trial.score:.1f}"
    click.echo(_cut(f"- {trial.change} ({what}): {trial.variant}", _WIDTH))
    click.echo(_cut(f"    listed  {trial.name} ({miss.list_code})", _WIDTH))
    if miss.came_first_name and not trial.first:
        click.echo(_cut(f"    first   {miss.came_first_name} ({trial.came_first_score:g})", _WIDTH))


def _share(number: int, of: int) -> str:
    """Of 100, never rounded up."""
    return f"{number * 1000 // of / 10:.1f}" if of else "–"


def _cut(text: str, width: int) -> str:
    """On one line of so many columns; Chinese characters take two."""
    taken = 0
    kept: list[str] = []
    for character in text:
        wide = 2 if east_asian_width(character) in "WF" else 1
        if taken + wide > width - 1:
            return "".join(kept) + "…"
        taken += wide
        kept.append(character if character.isprintable() else "·")
    return "".join(kept)
