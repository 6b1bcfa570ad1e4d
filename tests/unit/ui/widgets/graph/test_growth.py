"""One more step added to a graph."""

import linked
from caveat.ui.widgets.graph.growth import grown

FOUND = linked.small()
STEP = linked.one_more("中科算源资产管理")


def test_what_is_shown_keeps_its_place_and_the_new_follows():
    more = grown(FOUND, 3, STEP)
    assert [node.ref for node in more.nodes[:5]] == [node.ref for node in FOUND.nodes]
    assert [node.name for node in more.nodes[5:]] == ["Newly found Ltd."]
    assert more.edges[:5] == FOUND.edges
    assert [(edge.subject, edge.object) for edge in more.edges[5:]] == [(5, 3), (3, 1)]
    assert more.paths == FOUND.paths


def test_hops_are_counted_from_the_party_asked_about():
    more = grown(FOUND, 3, STEP)
    assert more.nodes[5].hops == 3
    assert more.nodes[0].hops == 0
    assert more.nodes[3].further == 0


def test_a_source_that_is_cited_already_keeps_its_number():
    more = grown(FOUND, 3, STEP)
    assert [cited.title for cited in more.citations] == [
        "Entity List",
        "Annual report",
        "Register of companies",
    ]
    assert [cited.n for cited in more.citations] == [1, 2, 3]
    assert more.edges[5].citations == (3,)
    assert more.edges[6].citations == (2,)


def test_the_same_step_twice_adds_nothing():
    once = grown(FOUND, 3, STEP)
    twice = grown(once, 3, STEP)
    assert twice.nodes == once.nodes
    assert twice.edges == once.edges
    assert twice.citations == once.citations


def test_it_is_said_what_was_looked_up():
    note = grown(FOUND, 3, STEP).notes[-1]
    assert "中科算源资产管理" in note
    assert "2 ties more and 1 party more" in note
