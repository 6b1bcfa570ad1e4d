"""What names an institution in the language of one country need not say of which."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Bundesministerium der Verteidigung", "German Federal Ministry of Defence", True),
        ("Bundesministerium der Verteidigung", "Federal Ministry of Defence of Austria", False),
        ("Министерство обороны", "Ministry of Defence of Russia", True),
        ("Министерство обороны", "Ministry of Defence of Belarus", False),
        ("Ministero della Difesa", "Ministry of Defence of Italy", True),
        ("Ministero della Difesa", "Ministry of Defence of Spain", False),
        ("Ministère de la Défense", "Ministry of Defence of Algeria", False),
        ("Handelsbank", "Trade Bank of Germany", False),
        ("Мудофаа вазирлиги", "Ministry of Defence of Uzbekistan", True),
        ("Қорғаныс министрлігі", "Ministry of Defence of Uzbekistan", False),
    ],
)
def test_a_country_is_implied_by_its_own_language_alone(name, other, same):
    for one, two in ((name, other), (other, name)):
        assert (compare_names(one, two, None).score >= DEFAULT_THRESHOLD) is same
