"""The words for connections where a search found no hit: that is no release, and what is tied."""

from caveat.domain.connections import Connections
from caveat.domain.relations import OF_OWNERSHIP


def no_hit_words(found: Connections) -> str:
    """What is known to tie somebody whom no list names to listed parties.

    Never that there is nothing: where no tie is known, that is said to be no finding.
    """
    lead = "No hit by name is no release: apart from its name,"
    if not found.paths:
        steps = f"{found.depth} step{'s' if found.depth > 1 else ''}"
        none = f"no tie to a listed party is known here within {steps}"
        return f"{lead} {none}, which is no finding that there is none."
    words = [f"{lead} {found.statement}"]
    if any(
        found.edges[edge].tie.kind in OF_OWNERSHIP for path in found.paths for edge in path.edges
    ):
        words.append("There are holdings among the ties.")
    if found.signals:
        count = len(found.signals)
        words.append("1 signal to look into." if count == 1 else f"{count} signals to look into.")
    return " ".join(words)
