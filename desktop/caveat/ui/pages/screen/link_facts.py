"""Links of a party: those that its entry prints, and those of the sourced overlay."""

from collections.abc import Iterator

from caveat.domain.parties import PublishedRelation
from caveat.domain.party_view import CitedRelation, PartyView
from caveat.ui.facts import Fact, Field, Heading, Words, field, sentence
from caveat.ui.pages.screen.marks import DOUBTFUL, MARK_WORD
from caveat.ui.wording import capitalised, isolated, one_line


def link_facts(view: PartyView) -> tuple[Fact, ...]:
    """What the list itself prints first, then what others say, each with its source."""
    printed, cited = view.record.relations, view.relations
    if not printed and not cited:
        return (
            Heading("No links known"),
            sentence(
                "The entry prints no tie to another party, and none is recorded in the sourced "
                "overlay.",
                "muted",
            ),
        )
    facts: list[Fact] = []
    if printed:
        facts.append(Heading(f"Printed by the list ({len(printed)})", "related"))
        for relation in printed:
            facts += _printed(relation)
    if cited:
        facts.append(Heading(f"From other sources ({len(cited)})", "related"))
        facts.append(sentence("Not published by the list. Each link names its source.", "muted"))
        for item in cited:
            facts += _cited(item)
    return tuple(facts)


def _printed(relation: PublishedRelation) -> Iterator[Fact]:
    words = [isolated(relation.other)]
    if relation.other_id:
        words.append(f"number {one_line(relation.other_id)}")
    if relation.share:
        words.append(f"{one_line(relation.share)} %")
    if relation.since or relation.until:
        words.append(f"{one_line(relation.since) or '…'} to {one_line(relation.until) or '…'}")
    # Not plain(): the isolation keeps a name in Arabic from turning the line around it.
    yield Field(capitalised(one_line(relation.kind)), Words(" · ".join((*words, "[1]"))))
    if one_line(relation.text) and one_line(relation.text) != one_line(relation.other):
        yield field("Printed as", f"“{one_line(relation.text)}”", "muted")


def _cited(cited: CitedRelation) -> Iterator[Fact]:
    relation = cited.relation
    ends = isolated(relation.subject), isolated(relation.object)
    yield Heading(f"{ends[0]} – {one_line(relation.kind)} – {ends[1]}")
    if relation.detail:
        yield sentence(relation.detail)
    tail = [f"[{cited.citation}]", one_line(relation.source.title), one_line(relation.date)]
    yield sentence(" · ".join(filter(None, tail)), "muted")
    if relation.source.mark in DOUBTFUL:
        yield sentence(capitalised(MARK_WORD[relation.source.mark][0]), "possible", "possible")
