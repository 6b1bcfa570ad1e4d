"""Growing a graph around a party: weak ties end it, limits are counted, nothing is told twice."""

from collections.abc import Iterable, Sequence

from caveat.domain.connections import RatedTie
from caveat.domain.relations import Basis, PartyRef, RelationKind, Tie
from caveat.domain.sources import Mark, Source
from caveat.network.neighbourhood import Neighbourhood, grow
from caveat.network.strengths import rated
from caveat.network.wording import edge_sentence
from ties import named, tied

LINKED, PLACE = RelationKind.LINKED, RelationKind.CO_LOCATION
A, B, C, D = (named(name) for name in "ABCD")


def grown(ties: Sequence[RatedTie], **limits: int) -> Neighbourhood:
    asked: list[PartyRef] = []

    def neighbours(party: PartyRef) -> Iterable[RatedTie]:
        assert party not in asked, "asked twice"
        asked.append(party)
        return [each for each in ties if party in {each.tie.subject, each.tie.object}]

    given = {"depth": 3, "most": 100, "most_each": 50} | limits
    return grow(A, neighbours, **given)


def test_parties_are_found_by_hops_and_only_so_far_as_asked() -> None:
    ties = [tied(A, LINKED, B), tied(C, LINKED, B), tied(C, LINKED, D)]
    assert grown(ties).hops == {A: 0, B: 1, C: 2, D: 3}
    assert grown(ties, depth=1).hops == {A: 0, B: 1}
    assert grown(ties, depth=1).not_followed == set()


def test_nothing_is_asked_beyond_a_party_to_which_only_weak_ties_lead() -> None:
    ties = [tied(A, PLACE, B, strength=30), tied(B, LINKED, C)]
    found = grown(ties)
    assert found.hops == {A: 0, B: 1}
    assert found.not_followed == {B}
    with_more = grown([*ties, tied(B, LINKED, A)])
    assert C in with_more.hops
    assert with_more.not_followed == set()


def test_a_circle_ends_and_every_tie_is_told_once() -> None:
    ties = [tied(A, LINKED, B), tied(B, LINKED, C), tied(C, LINKED, A)]
    assert grown(ties, depth=8).ties == [ties[0], ties[2], ties[1]]


def test_a_comparison_is_told_once_from_whichever_end() -> None:
    there = tied(A, PLACE, B, evidence="“x” = “y”")
    back = tied(B, PLACE, A, evidence="“Y” = “x”")
    assert grown([there, back]).ties == [there]
    elsewhere = tied(B, PLACE, A, evidence="“z”")
    assert grown([there, elsewhere]).ties == [there, elsewhere]


def test_an_edge_that_a_list_prints_at_both_ends_is_told_once() -> None:
    def printed(at: PartyRef, words: str) -> RatedTie:
        source = Source(at.key, "Some list", locator=f"entry {at}", mark=Mark.PUBLISHED)
        kind, basis = RelationKind.SHAREHOLDER, Basis.PUBLISHED
        return rated(Tie(A, kind, B, basis, source, evidence="{}", note=words))

    found = grown([printed(A, "owner of"), printed(B, "owned by")])
    assert [each.tie.note for each in found.ties] == ["owner of"]
    assert "“owner of”" in edge_sentence(found.ties[0])


def test_several_people_may_have_founded_a_company() -> None:
    said = edge_sentence(tied(named("former executives"), RelationKind.FOUNDER, A))
    assert said.startswith(f"former executives founded {A}: “as read”")


def test_what_is_left_out_is_counted_and_the_strongest_come_first() -> None:
    ties = [tied(A, PLACE, named(f"N{n}"), strength=50 + n) for n in range(10)]
    found = grown(ties, most_each=3)
    assert [each.strength for each in found.ties] == [59, 58, 57]
    assert found.further == {A: 7}
    assert grown(ties, most=5).further == {A: 6}
