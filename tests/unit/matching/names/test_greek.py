import pytest

from caveat.matching.names.clean import fold


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("Παπαδόπουλος", "papadopoulos"),
        ("Ευάγγελος", "evangelos"),
        ("Εύξεινος", "efxeinos"),
        ("Ναυτιλιακή", "naftiliaki"),
        ("Αυγή", "avgi"),
        ("Μπάμπης", "bampis"),
        ("Ντίνος", "dinos"),
        ("Γκίκας", "gikas"),
        ("Μαΐου", "maiou"),
        ("ΟΛΥΜΠΙΑ", "olympia"),
    ],
)
def test_two_greek_letters_for_one_sound_are_written_as_the_standard_does(word, latin):
    assert fold(word) == latin
