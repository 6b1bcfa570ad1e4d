"""Where no list names somebody: what is tied is told, and none known is no finding."""

from dataclasses import replace

import linked
from caveat.domain.connection_words import no_hit_words
from caveat.domain.relations import RelationKind


def test_no_known_tie_is_no_release_and_no_finding():
    words = no_hit_words(linked.lone())
    assert "within 3 steps, which is no finding that there is none." in words
    assert no_hit_words(replace(linked.lone(), depth=1)).count("within 1 step,") == 1
    assert "clear" not in words.casefold()


def test_known_ties_are_counted_with_signals_and_holdings_are_named():
    found = linked.small()
    words = no_hit_words(found)
    lead = "No hit by name is no release: apart from its name,"
    assert words == f"{lead} {found.statement} 1 signal to look into."
    holding = linked.edge(found.nodes, 1, RelationKind.SHAREHOLDER, 0)
    owned = replace(found, edges=(holding, *found.edges[1:]), signals=found.signals * 2)
    assert no_hit_words(owned).endswith(
        "There are holdings among the ties. 2 signals to look into."
    )
