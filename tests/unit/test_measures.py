"""The yardsticks themselves."""

import numpy as np
import pytest

from measures import auc, best_f1, calibration_error, reliability

SAME = np.array([1.0, 1.0, 0.0, 0.0])


def test_the_right_order_is_one_the_wrong_one_nothing_and_no_order_half() -> None:
    assert auc(np.array([9.0, 8.0, 2.0, 1.0]), SAME) == 1.0
    assert auc(np.array([1.0, 2.0, 8.0, 9.0]), SAME) == 0.0
    assert auc(np.array([5.0, 5.0, 5.0, 5.0]), SAME) == 0.5
    assert auc(np.array([9.0, 2.0, 5.0, 1.0]), SAME) == 0.75


def test_equal_scores_fall_on_one_side_of_a_line() -> None:
    assert best_f1(np.array([9.0, 8.0, 2.0, 1.0]), SAME) == 1.0
    assert best_f1(np.array([9.0, 5.0, 5.0, 5.0]), SAME) == pytest.approx(2 / 3)


def test_bands_count_by_weight() -> None:
    scores = np.array([5.0, 72.0, 78.0, 100.0])
    bands = list(reliability(scores, np.array([0.0, 1.0, 0.0, 1.0]), np.array([1.0, 3, 1, 1])))
    assert [(band.low, band.pairs) for band in bands] == [(0, 1), (70, 2), (90, 1)]
    assert bands[1].true == 0.75
    assert bands[1].mean == 73.5
    assert calibration_error(bands) == pytest.approx((5 + 4 * 1.5 + 0) / 6)
