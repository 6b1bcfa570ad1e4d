"""Which ties are shown."""

from datetime import date

import linked
from caveat.domain.relations import Basis, RelationKind
from caveat.ui.widgets.graph.filtering import NO_FILTER, TieFilter, bases_of, kinds_of, shown

FOUND = linked.small()


def test_without_a_filter_everything_is_shown():
    seen = shown(FOUND, NO_FILTER)
    assert seen.nodes == frozenset(range(5))
    assert seen.edges == frozenset(range(5))
    assert seen.paths == {0, 1}
    assert NO_FILTER.shows_all


def test_a_hidden_kind_takes_its_parties_and_paths_with_it():
    seen = shown(FOUND, TieFilter(without_kinds=frozenset({RelationKind.SUPPLIER})))
    assert 4 not in seen.nodes
    assert seen.edges == {0, 1, 2, 3}
    assert seen.paths == {0}


def test_the_party_asked_about_is_always_shown():
    assert shown(FOUND, TieFilter(without_kinds=frozenset(RelationKind))).nodes == {0}


def test_what_somebody_says_can_be_hidden():
    seen = shown(FOUND, TieFilter(without_bases=frozenset({Basis.COMPUTED, Basis.STARTER})))
    assert seen.edges == {3, 4}


def test_on_a_day_only_what_held_then_is_shown_and_what_is_undated_is_counted():
    seen = shown(FOUND, TieFilter(day=date(2022, 1, 1)))
    assert seen.edges == {0, 1, 2, 4}
    assert seen.undated == 3
    assert seen.too_coarse == 0


def test_dates_too_coarse_to_tell_are_shown_and_counted():
    seen = shown(FOUND, TieFilter(day=date(2014, 5, 1)))
    assert 3 in seen.edges
    assert 2 not in seen.edges
    assert seen.too_coarse == 1


def test_only_what_occurs_is_offered():
    assert (RelationKind.SHAREHOLDER, 1) in kinds_of(FOUND.edges)
    assert RelationKind.OFFICER not in dict(kinds_of(FOUND.edges))
    assert dict(bases_of(FOUND.edges)) == {
        Basis.PUBLISHED: 1,
        Basis.STARTER: 2,
        Basis.IMPORTED: 1,
        Basis.COMPUTED: 1,
    }
