import pytest

from caveat.matching.names.hebrew import alike


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("פרס", "peres"), ("רבין", "rabin"), ("כהן", "cohen"), ("יצחק", "yitzhak"),
        ("מיכאל", "michael"), ("אביב", "aviv"), ("דוד", "david"), ("יוסף", "yosef"),
        ("ישראל", "israel"), ("לוי", "levy"), ("יעקב", "yaakov"),
    ],
)  # fmt: skip
def test_letters_of_two_sounds_are_read_in_both(word, spelled):
    assert alike(word, spelled) >= 0.88


@pytest.mark.parametrize(
    ("word", "other"), [("דוד", "daniel"), ("שמעון", "shlomo"), ("כהן", "levin"), ("לוי", "lola")]
)
def test_other_names_are_others(word, other):
    assert alike(word, other) == 0.0
