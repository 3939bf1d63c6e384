"""Windows of a verdict that turns more than once, and the month in which a plan is in one."""

from __future__ import annotations

import numpy as np
import pytest

from calculators.core.breakeven import Crossing
from calculators.core.windows import Window, windows

CASES = [
    pytest.param([], [], id="turns nowhere"),
    pytest.param([(5.0, 1)], [(5.0, np.inf)], id="from 5"),
    pytest.param([(5.0, -1)], [(-np.inf, 5.0)], id="up to 5"),
    pytest.param(
        [(621.0, 1), (652.0, -1), (1333.0, 1)], [(621.0, 652.0), (1333.0, np.inf)], id="gap"
    ),
    pytest.param([(2.0, -1), (3.0, 1), (3.0, -1)], [(-np.inf, 2.0)], id="none without width"),
]


@pytest.mark.parametrize(("turns", "expected"), CASES)
def test_windows_lie_between_the_crossings(turns, expected):
    found = windows(Crossing(value=x, kind="meets", direction=way) for x, way in turns)
    assert [(w.start, w.end) for w in found] == expected


def test_the_start_is_within_and_the_end_is_not():
    held = Window(2.0, 3.0).holds(np.array([1.9, 2.0, 2.9, 3.0]))
    assert held.tolist() == [False, True, True, False]
