"""A company's name with one wrong letter is still a hit; another word is not."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names

SLIPS = [
    ("Hikvison", "Hikvision"),
    ("Hawei Technologies Co., Ltd.", "Huawei Technologies Co., Ltd."),
    ("Kurganmashzvod", "Kurganmashzavod"),
    ("Positiv Technologies", "Positive Technologies"),
    ("Azerabijan Construction", "Azerbaijan Construction"),
    ("China Nucelar Engineering Corporation", "China Nuclear Engineering Corporation"),
    ("Sichuan Uiversity", "Sichuan University"),
    ("Euro African Gropu Ltd", "Euro African Group Ltd"),
    ("Far East Tading Company, Inc.", "Far East Trading Company, Inc."),
    ("Unimnot S.A.", "Unimont S.A."),
    ("Rosoboronexprt", "Rosoboronexport"),
    ("Fundazcor", "Funpazcor"),
]
OTHER_WORDS = [
    ("Elements, Inc.", "Elemento Limited"),
    ("Christine", "Christina"),
    ("Stella", "Stelia"),
    ("Informetis", "InformTest"),
    ("Far East Tading Company", "Far East Lading Company"),
    ("Novatek", "Novotek"),
    ("Trinity Group", "Infinity Group"),
    ("Kunming Precision", "Kunshan Precision"),
]


@pytest.mark.parametrize(("typed", "listed"), SLIPS)
def test_one_wrong_letter_hides_nobody(typed: str, listed: str) -> None:
    found = compare_names(typed, listed)
    assert DEFAULT_THRESHOLD <= found.score < compare_names(listed, listed).score, found.because
    assert compare_names(listed, typed).score == pytest.approx(found.score)


@pytest.mark.parametrize(("one", "other"), OTHER_WORDS)
def test_another_word_is_no_slip(one: str, other: str) -> None:
    found = compare_names(one, other)
    assert found.score < DEFAULT_THRESHOLD, found.because


KNOWN = [
    ("Chna Airborne Missile Academy", "China Airborne Missile Academy"),
    ("Central Marine Research ad Design Institute", "Central Marine Research and Design Institute"),
    ("Komsomolsk-on-Amru Aviation Plant", "Komsomolsk-on-Amur Aviation Plant"),
    ("Iranian Revolutionary Gurd Corps", "Iranian Revolutionary Guard Corps"),
    ("Housing Bakn of Iran", "Housing Bank of Iran"),
]


@pytest.mark.parametrize(("typed", "listed"), KNOWN)
def test_a_known_name_with_a_wrong_letter_is_still_that_name(typed: str, listed: str) -> None:
    found = compare_names(typed, listed)
    assert found.score >= DEFAULT_THRESHOLD, found.because
    assert compare_names(listed, typed).score == pytest.approx(found.score)
