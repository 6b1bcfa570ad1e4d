"""Reads that a printed name is that of a unit of another party, and of which one.

The lists of BIS print such ties inside the name: "Huawei … (Huawei).  Affiliated Entity:  Ningbo
Huawei …", "… Second Academy.  Subordinate Institution - 201 Research Institute", "Pakistan Atomic
Energy Commission (PAEC), and subordinate entity …", "Guangzhou Hongyu … (a subordinate institute of
CETC-7)", "… (parent organization: …)". It serves the Consolidated Screening List and the eCFR.
"""

import re
from typing import NamedTuple

from caveat.domain.parties import PublishedRelation

AFFILIATED = "affiliated entity of"
SUBORDINATE = "subordinate institution of"
_SUBORDINATE_ENTITY = "subordinate entity of"

_UNIT = re.compile(
    r"[.,;]*\s+(?:(?P<label>Affiliated Entit(?:y|ies)|Subordinate Institu\w+)\s*[:—–-]+"
    r"|and (?P<entity>subordinate entity))\s+",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\((?:(?:a|an|the)\s+)?(?P<kind>subordinate (?:institute|institution|entity)|subsidiary|branch"
    r"|division|affiliate)\s+of\s+(?P<other>[^()]*(?:\([^()]*\))?[^()]*)\)"
    r"|\((?P<parent>parent organi[sz]ation):?\s+(?P<named>[^()]*(?:\([^()]*\))?[^()]*)\)",
    re.IGNORECASE,
)
_HINTS = ("affiliated entit", "subordinate", "parent organi", "subsidiary of", "branch of")
_LONGEST = 2_000
"""Letters of a name; in a longer one nothing is looked for."""


class Unit(NamedTuple):
    """A printed name told apart: ``kind`` is what the unit is to the parent, as a phrase."""

    kind: str
    parent: str
    unit: str


def split_unit(whole: str) -> Unit | None:
    """The parent and the unit that one printed name names; None where it names no unit.

    Args:
        whole: A name on one line.
    """
    if len(whole) > _LONGEST:
        return None
    found = _UNIT.search(whole)
    if found is None or not found.start() or found.end() == len(whole):
        return None
    kind = _SUBORDINATE_ENTITY if found["entity"] else unit_kind(found["label"])
    return Unit(kind, whole[: found.start()], whole[found.end() :].strip())


def unit_kind(label: str) -> str:
    """What a unit is to its parent, by the label that the list prints before it."""
    plain = label.casefold()
    if plain.startswith("affiliated"):
        return AFFILIATED
    return SUBORDINATE if plain.startswith("subordinate") else "entity of"


def unit_relations(whole: str) -> tuple[PublishedRelation, ...]:
    """The ties to a parent that a printed name states.

    Args:
        whole: A name on one line, as printed.
    """
    folded = whole.casefold()
    if len(whole) > _LONGEST or not any(hint in folded for hint in _HINTS):
        return ()
    unit = split_unit(whole)
    if unit is not None:
        return (PublishedRelation(kind=unit.kind, other=unit.parent, text=whole),)
    inside = _INSIDE.search(whole)
    if inside is None:
        return ()
    if inside["parent"]:
        return (PublishedRelation("part of", inside["named"].strip(" .,"), inside[0]),)
    kind = f"{' '.join(inside['kind'].casefold().split())} of"
    return (PublishedRelation(kind, inside["other"].strip(" .,"), inside[0]),)
