"""Numbers that have to be reached."""

from __future__ import annotations

import numpy as np
import pytest

from calculators.core.reached import at_least, at_most, queries_at_least, queries_at_most


@pytest.mark.parametrize(
    ("number", "up", "down"),
    [
        (1112.94, 1120.0, 1110.0),
        (1120.0, 1120.0, 1120.0),
        (379.3, 380.0, 379.0),
        (0.04203, 0.0421, 0.042),
        (0.0421, 0.0421, 0.0421),
        (3960.7, 3970.0, 3960.0),
        (999.6, 1000.0, 999.0),
        (np.inf, np.inf, np.inf),
        (0.0, 0.0, 0.0),
    ],
)
def test_what_is_needed_is_rounded_up_and_what_is_left_over_down(number, up, down):
    assert at_least(number) == pytest.approx(up)
    assert at_most(number) == pytest.approx(down)


def test_labelled_queries_are_whole_and_the_place_of_a_step_asks_for_no_more():
    assert queries_at_least(75.2) == 76
    assert queries_at_most(76.9) == 76
    assert queries_at_least(75.000_000_1) == 75
    assert queries_at_most(np.inf) == np.inf
