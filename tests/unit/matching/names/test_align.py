from hypothesis import given
from hypothesis import strategies as st

from caveat.matching.names.align import align
from caveat.matching.names.person_align import align_persons
from caveat.matching.names.person_prepare import prepare_person
from caveat.matching.names.prepare import prepare


def aligned(one, other, **options):
    left, right = prepare(one).tokens, prepare(other).tokens
    found = align(left, right, **options)
    return {
        (tuple(left[i].roman for i in link.left), tuple(right[j].roman for j in link.right)):
        link.likeness.reason for link in found.links
    }, found  # fmt: skip


def test_words_are_aligned_in_any_order():
    links, found = aligned("Alder Birch Quince", "Quince Alder Birch")
    assert len(links) == 3
    assert found.left == found.right == ()


def test_joined_words_stand_for_several():
    links, _ = aligned("Rosoboron Export Quince", "Rosoboronexport Quince")
    assert links[("rosoboron", "export"), ("rosoboronexport",)] == "joined"


def test_initials_stand_for_the_words_they_begin():
    links, _ = aligned("IEII", "Inspur Electronic Information Industry")
    assert set(links.values()) == {"initials"}


def test_a_single_letter_is_an_initial_of_people_only():
    left, right = prepare_person("J. Smith").tokens, prepare_person("John Smith").tokens
    links = align_persons(left, right, syllables_apart=False).links
    assert "initial" in {link.likeness.reason for link in links}
    assert "initial" not in aligned("J. Smith", "John Smith")[0].values()


def test_an_unfinished_last_word_begins_a_word_only_while_typing():
    assert "prefix" in aligned("Quince Birchw", "Quince Birchwood", typing=True)[0].values()
    assert "prefix" not in aligned("Quince Birchw", "Quince Birchwood")[0].values()


def test_no_word_is_used_twice():
    _, found = aligned("Alder Alder Birch", "Alder Birch Birch")
    used = [i for link in found.links for i in link.left]
    assert len(used) == len(set(used))


def test_joined_words_stand_for_several_through_a_slip():
    links, _ = aligned("Silverbirdge Quince", "Silver Bridge Quince")
    assert links[("silverbirdge",), ("silver", "bridge")] == "typing"


def test_a_word_that_is_nearer_alone_is_not_joined():
    links, _ = aligned("Silverbridges", "Silverbridge A")
    assert (("silverbridges",), ("silverbridge",)) in links


@given(
    st.lists(st.text("abchkoyt", min_size=1, max_size=7), min_size=2, max_size=4),
    st.text("abchkoyt", max_size=2),
)
def test_words_however_joined_are_aligned(words: list[str], slip: str) -> None:
    whole = "".join(words)
    for other in (whole, whole[:3] + slip + whole[3:], slip + whole):
        assert aligned(f"{' '.join(words)} Limited", f"{other} Limited")
