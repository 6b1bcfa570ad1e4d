"""Reads the ties between entities of OpenSanctions as relations of the listed ones."""

from collections.abc import Callable, Iterator

from caveat.domain.parties import PublishedRelation
from caveat.ingest.lists.opensanctions_entity import Entity
from caveat.ingest.lists.opensanctions_model import EDGES, ENTITY_PROPERTIES

Called = Callable[[str], str]
"""Gives the name of an entity by its key; the key itself where the file does not hold it."""


def ends_of(entity: Entity) -> Iterator[tuple[str, str, str]]:
    """What an entity ties: (key of the one, what it is to the other, key of the other).

    An edge is given from both ends. A thing ties itself by the properties that point to another.
    """
    edge = EDGES.get(entity.schema)
    if edge is not None:
        for source in entity.all(edge.source):
            for target in entity.all(edge.target):
                if source != target:
                    yield source, edge.forward, target
                    yield target, edge.backward, source
        return
    for name, (forward, backward) in ENTITY_PROPERTIES.items():
        for other in entity.all(name):
            if other != entity.id:
                yield entity.id, forward, other
                yield other, backward, entity.id


def relations_by(
    tie: Entity, party: str, called: Called, is_listed: Callable[[str], bool]
) -> Iterator[PublishedRelation]:
    """What a tie says about one of its ends.

    Args:
        tie: The edge, or the thing whose property is the tie.
        party: Key of the end that it is told of.
        called: Gives the other end's name.
        is_listed: Whether a key is that of a listed party.
    """
    text = tie.as_json() if tie.schema in EDGES else ""
    for one, kind, other in ends_of(tie):
        if one == party:
            yield PublishedRelation(
                kind=kind,
                other=called(other),
                text=text or _property_text(tie, other),
                other_id=other if is_listed(other) else "",
                share="; ".join(tie.all("percentage")) if tie.schema in EDGES else "",
                since=min(tie.all("startDate", "date"), default="") if text else "",
                until=max(tie.all("endDate"), default="") if text else "",
            )


def _property_text(thing: Entity, other: str) -> str:
    """The property by which a thing points to another, or another to it."""
    for name in ENTITY_PROPERTIES:
        for key in thing.all(name):
            if other in {key, thing.id}:
                return f"{name}: {key} (of {thing.id})"
    return ""
