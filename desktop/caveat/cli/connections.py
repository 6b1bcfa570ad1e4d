"""``caveat connections``: what ties a party to listed parties."""

from datetime import date
from typing import Any

import click

from caveat.cli.context import Session, as_date, emit_json, json_option, terminal_progress
from caveat.cli.relations import tie_json
from caveat.domain.connections import Connections, Edge, Node, Path, Signal
from caveat.domain.sources import Citation
from caveat.services.connections import DEEPEST, DEPTH, Asked, Connector

_MOST_EDGES_SAID = 40


@click.command("connections")
@click.argument("who", metavar="NAME|ID")
@click.option("--address", default="", help="An address of somebody who is in no book.")
@click.option("--country", default="", help="Country of that address.")
@click.option(
    "--depth",
    type=click.IntRange(1, DEEPEST),
    default=DEPTH,
    show_default=True,
    help="Steps to walk.",
)
@click.option(
    "--as-of", callback=as_date, help="Answer from what was known here by the end of this day."
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    who: str,
    address: str,
    country: str,
    depth: int,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Relations, shared addresses and the shortest paths to listed parties.

    NAME is a supplier's, a listed party's or anybody's; ID a listed party's number (US-EL-…) or
    supplier:NUMBER. --as-of answers from the lists that were in service, and the suppliers and
    relations that were on record, on another day.
    """
    session: Session = ctx.obj
    connector = Connector(session.workspace, session.screener)
    asked = Asked(who, address, country, depth, as_of=as_of)
    found = connector.connections(asked, terminal_progress())
    if as_json:
        emit_json({"as_of": as_of.isoformat() if as_of else None, **connections_json(found)})
    else:
        _print(found)
    ctx.exit(1 if found.paths or found.signals or found.nodes[0].listed else 0)


def connections_json(found: Connections) -> dict[str, Any]:
    """The graph; nodes and edges are pointed at by their places."""
    return {
        "statement": found.statement,
        "depth": found.depth,
        "nodes": [_node_json(node) for node in found.nodes],
        "edges": [_edge_json(edge) for edge in found.edges],
        "paths": [_path_json(path) for path in found.paths],
        "further_paths": found.further_paths,
        "signals": [_signal_json(signal) for signal in found.signals],
        "citations": [
            {
                "n": each.n,
                "title": each.title,
                "publisher": each.publisher,
                "locator": each.locator,
                "date": each.date,
                "url": each.url,
                "release_sha256": each.release_sha256,
                "mark": each.mark,
            }
            for each in found.citations
        ],
        "notes": list(found.notes),
    }


def _node_json(node: Node) -> dict[str, Any]:
    return {
        "id": node.ref.key,
        "role": node.ref.kind,
        "name": node.name,
        "kind": node.kind,
        "country": node.country,
        "hops": node.hops,
        "listings": [
            {
                "list": each.list_code,
                "title": each.title,
                "since": each.since,
                "ended": each.ended,
                "citations": list(each.citations),
            }
            for each in node.listings
        ],
        "further": node.further,
        "not_followed": node.not_followed,
    }


def _edge_json(edge: Edge) -> dict[str, Any]:
    said = tie_json(edge.tie)
    return {
        "from": edge.subject,
        "relation": said["relation"],
        "to": edge.object,
        "mutual": edge.mutual,
        **{key: said[key] for key in ("share", "since", "until", "basis", "evidence", "note")},
        "mark": edge.tie.source.mark,
        "strength": edge.strength,
        "band": edge.band,
        "why": edge.why,
        "text": edge.sentence,
        "citations": list(edge.citations),
    }


def _path_json(path: Path) -> dict[str, Any]:
    return {
        "nodes": list(path.nodes),
        "edges": list(path.edges),
        "hops": path.hops,
        "weakest": path.weakest,
        "band": path.band,
        "text": path.sentence,
    }


def _signal_json(signal: Signal) -> dict[str, Any]:
    return {
        "kind": signal.kind,
        "text": signal.text,
        "ask": signal.ask,
        "red_flags": list(signal.red_flags),
        "red_flags_checked": False,
        "verified": signal.verified,
        "nodes": list(signal.nodes),
        "edges": list(signal.edges),
        "citations": list(signal.citations),
    }


def _print(found: Connections) -> None:
    click.echo(found.statement)
    if found.paths:
        click.echo("\nPaths to listed parties")
    for path in found.paths:
        click.echo(f"  {path.sentence}")
    if found.further_paths:
        click.echo(f"  … and to {found.further_paths:,} more listed parties (--json)")
    for signal in found.signals:
        numbers = " and ".join(map(str, signal.red_flags))
        click.echo(
            f"\nSignal: {signal.kind}. Red flags {numbers} (verify){_cited(signal.citations)}"
        )
        click.echo(f"  {signal.text}")
        click.echo(f"  {signal.ask}")
    if found.edges:
        click.echo("\nTies")
        for edge in found.edges[:_MOST_EDGES_SAID]:
            click.echo(f"  {edge.band}: {edge.sentence}{_cited(edge.citations)}")
        if len(found.edges) > _MOST_EDGES_SAID:
            click.echo(f"  … and {len(found.edges) - _MOST_EDGES_SAID:,} more (--json)")
    _print_sources(found.citations)
    for note in found.notes:
        click.echo(f"note: {note}")


def _print_sources(citations: tuple[Citation, ...]) -> None:
    if citations:
        click.echo("\nSources")
    for each in citations:
        parts = (each.title, each.publisher, each.locator, each.date, each.url)
        verify = "" if each.mark in {"published", "verified"} else f" ({each.mark}: verify)"
        click.echo(f"  [{each.n}] {', '.join(filter(None, parts))}{verify}")


def _cited(numbers: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""
