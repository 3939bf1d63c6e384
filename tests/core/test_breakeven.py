from __future__ import annotations

import timeit

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.core.breakeven import (
    Crossing,
    crossings,
    discounted_payback_months,
    payback_months,
)
from calculators.core.units import whole_up

BY_HAND = [  # margin, low, high, log, (value, kind, direction) of each crossing
    pytest.param(lambda x: 3 * x - 12, 1, 100, True, [(4, "meets", 1)], id="3x = 12"),
    pytest.param(lambda x: 12 - 3 * x, -9, 9, True, [(4, "meets", -1)], id="a scale below zero"),
    pytest.param(lambda x: x - 1e-7, 0, 10, True, [(1e-7, "meets", 1)], id="close to a zero low"),
    pytest.param(
        lambda x: (x - 2) * (x - 5), 0, 9, False, [(2, "meets", -1), (5, "meets", 1)], id="parabola"
    ),
    pytest.param(lambda x: x + 1, 0.1, 100, True, [], id="holds everywhere"),
    pytest.param(lambda x: -x, 0.1, 100, True, [], id="holds nowhere"),
    pytest.param(lambda x: x, 0, 100, True, [], id="zero at the low end only"),
    pytest.param(lambda x: 0 * x, 1, 9, True, [], id="zero everywhere"),
    pytest.param(lambda _: np.float64(-2.0), 1, 9, True, [], id="does not depend on the scale"),
    pytest.param(
        lambda x: np.maximum(x - 5, 0) - np.maximum(3 - x, 0),
        *(1, 9, True, [(5, "meets", 1)]),
        id="zero from 3 to 5, then positive",
    ),
    pytest.param(
        lambda x: np.maximum(3 - x, 0) - np.maximum(x - 5, 0),
        *(1, 9, True, [(3, "meets", -1)]),
        id="positive, zero from 3 to 5, then negative",
    ),
    pytest.param(
        lambda x: np.abs(x - 4), 1, 9, False, [], id="touches zero between two points of the grid"
    ),
    pytest.param(
        lambda x: np.where(x > 5, 2.0, 0.0), 1, 9, True, [(5, "jumps", 1)], id="zero, then a step"
    ),
    pytest.param(
        lambda x: np.where(x < 5, np.inf, -np.inf),
        *(1, 9, True, [(5, "jumps", -1)]),
        id="from inf to minus inf",
    ),
    pytest.param(
        lambda x: np.where(x < 5, x - 3, -np.inf),
        *(1, 9, True, [(3, "meets", 1), (5, "jumps", -1)]),
        id="out of memory from 5 on",
    ),
    pytest.param(
        lambda x: np.cbrt(x - 4), 1, 9, True, [(4, "meets", 1)], id="vertical at zero, no step"
    ),
]


def summary(found: list[Crossing]) -> list[tuple[float, str, int]]:
    return [(pytest.approx(each.value, rel=1e-9), each.kind, each.direction) for each in found]


@pytest.mark.parametrize(("margin", "low", "high", "log", "expected"), BY_HAND)
def test_crossings_by_hand(margin, low, high, log, expected):
    assert summary(crossings(margin, low, high, log=log)) == expected


def test_touching_zero_on_a_breakpoint_is_no_crossing():
    assert crossings(lambda x: (x - 4) ** 2, 1, 9, breakpoints=[4.0]) == []


def test_crossing_between_a_breakpoint_and_its_neighbour_meets_zero():
    found = crossings(lambda x: x - 4 * (1 - 1e-9), 1, 9, breakpoints=[4.0])
    assert summary(found) == [(4 * (1 - 1e-9), "meets", 1)]


def test_not_a_number_is_refused():
    with pytest.raises(ValueError, match=r"The margin is not a number at 7\."):
        crossings(lambda x: np.where(x > 7, np.nan, x), 1, 10)


@pytest.mark.parametrize(("low", "high"), [(2.0, 2.0), (3.0, 2.0), (0.0, np.inf)])
def test_a_scale_without_length_or_end_is_refused(low, high):
    with pytest.raises(ValueError, match="must run from a lower to a higher value"):
        crossings(lambda x: x, low, high)


def test_api_and_machines_cross_at_every_stair():
    # 0.01 $ a query against 1,000 $ for each machine of 150,000 queries, and 600 $ for people:
    # machine n pays from (1,000·n + 600) / 0.01 on, if that is before 150,000·n, where the next one
    # is bought: at 450,000 that loses 4,600 - 4,500, at 600,000 it no longer does
    def margin(queries):
        return 0.01 * queries - 1000 * whole_up(queries / 150_000) - 600

    found = crossings(margin, 1e3, 1e6, breakpoints=150_000 * np.arange(1, 8))
    expected = [
        (260_000, "meets", 1),
        (300_000, "jumps", -1),
        (360_000, "meets", 1),
        (450_000, "jumps", -1),
        (460_000, "meets", 1),
    ]
    assert [(each.kind, each.direction) for each in found] == [each[1:] for each in expected]
    # `whole_up` leaves one part in 1e9 of slack after the edge
    assert [each.value for each in found] == pytest.approx([e[0] for e in expected], rel=1e-8)


@st.composite
def zigzags(draw):
    steps = draw(st.lists(st.floats(0.1, 3), min_size=2, max_size=12))
    corners = 1 + np.cumsum([0.0, *steps])
    height = st.floats(0.05, 100)
    sizes = np.array(draw(st.lists(height, min_size=corners.size, max_size=corners.size)))
    signs = draw(st.lists(st.sampled_from([-1, 1]), min_size=corners.size, max_size=corners.size))
    return corners, sizes * signs


@given(zigzags(), st.booleans())
def test_all_crossings_of_straight_pieces_are_found_and_balance(zigzag, log):
    corners, heights = zigzag
    share = np.abs(heights[:-1]) / (np.abs(heights[:-1]) + np.abs(heights[1:]))
    at = corners[:-1] + share * np.diff(corners)
    expected = at[np.sign(heights[:-1]) != np.sign(heights[1:])]

    def margin(x):
        return np.interp(x, corners, heights)

    found = crossings(margin, corners[0], corners[-1], breakpoints=corners, log=log)
    assert [each.value for each in found] == pytest.approx(list(expected), rel=1e-9)
    assert {each.kind for each in found} <= {"meets"}
    for each in found:
        assert abs(margin(np.array([each.value]))[0]) <= 1e-9 * np.abs(heights).max()


@st.composite
def stairs(draw):
    count = draw(st.integers(1, 15))
    gaps = draw(st.lists(st.floats(0.01, 2), min_size=count, max_size=count))
    edges = 1 + np.cumsum(gaps)
    height = st.floats(-10, 10).filter(lambda y: abs(y) > 1e-3)
    levels = np.array(draw(st.lists(height, min_size=count + 1, max_size=count + 1)))
    return edges, levels, draw(st.sampled_from([0.0, 0.3, -0.3, 2.0])), draw(st.booleans())


@given(stairs())
def test_a_scan_of_100_000_points_finds_no_crossing_that_was_missed(staircase):
    edges, levels, slope, right_closed = staircase
    low, high = 1.0, edges[-1] + 1

    def margin(x):
        step = np.searchsorted(edges, x, side="left" if right_closed else "right")
        start = np.concatenate([[low], edges])[step]
        return levels[step] + slope * (x - start)

    found = crossings(margin, low, high, breakpoints=edges)
    scan = np.linspace(low, high, 100_000)
    holds = margin(scan) > 0
    changes = np.flatnonzero(holds[1:] != holds[:-1])
    near = np.array([each.value for each in found])
    width = scan[1] - scan[0]
    for change in changes:
        assert np.any((near >= scan[change] - width) & (near <= scan[change + 1] + width))
    for each in found:
        before, after = margin(each.value * (1 + np.array([-1e-9, 1e-9])))
        if each.kind == "meets":
            assert abs(margin(np.array([each.value]))[0]) <= 1e-9 * np.abs(levels).max()
        else:
            assert (before > 0) != (after > 0)
        assert (each.direction == 1) == (margin(np.array([each.value * (1 + 3e-12)]))[0] > 0)


def test_directions_alternate():
    found = crossings(lambda x: np.sin(7 * np.log(x)), 1.1, 1e4)
    # sin(7 ln x) = 0 at e^(n·pi/7), n = 1 ... 20
    assert [each.value for each in found] == pytest.approx(np.exp(np.arange(1, 21) * np.pi / 7))
    assert [each.direction for each in found] == [-1, 1] * 10


def test_a_margin_that_never_crosses_is_evaluated_once_and_quickly():
    calls = []

    def margin(x):
        calls.append(x.size)
        return x + 1

    crossings(margin, 1, 1e6)
    assert len(calls) == 1
    assert min(timeit.repeat(lambda: crossings(margin, 1, 1e6), number=20, repeat=5)) / 20 < 1e-3


@pytest.mark.parametrize(
    ("upfront", "saving", "months"),
    [
        pytest.param(8000.0, 2250.0 - 620.0, 4.91, id="TCO-3: 8,000 / (2,250 - 620)"),
        pytest.param(833_806.0, (98.32 - 0.87) * 720, 11.88, id="TCO-1: months of 720 h"),
        pytest.param(833_806.0, (98.32 - 0.87) * 730, 11.72, id="TCO-1: months of 730 h"),
        pytest.param(100.0, 0.0, np.inf, id="nothing saved"),
        pytest.param(100.0, -5.0, np.inf, id="dearer every month: never, not minus 20"),
        pytest.param(0.0, 0.0, np.inf, id="nothing spent, nothing saved"),
        pytest.param(0.0, 5.0, 0.0, id="nothing spent"),
        pytest.param(-50.0, 5.0, 0.0, id="money first"),
    ],
)
def test_payback_by_hand(upfront, saving, months):
    assert payback_months(upfront, saving) == pytest.approx(months, abs=0.01)
    assert discounted_payback_months(upfront, saving, 0.0) == payback_months(upfront, saving)


def test_tco_4_discounted_payback():
    months = discounted_payback_months(833_806.0, (98.32 - 0.87) * 730, 0.10)
    assert months == pytest.approx(12.35, abs=0.01)


def test_interest_that_outruns_the_saving_is_never_repaid():
    # (1.01)^12 - 1 a year is 1 % a month: of 1,000 that is 10
    rate = 1.01**12 - 1
    paid = discounted_payback_months(1000.0, np.array([9.99, 10.0001, 20.0]), rate)
    assert paid[0] == np.inf
    assert paid[1] > 1000
    assert paid[2] == pytest.approx(-np.log(1 - 0.5) / np.log(1.01))


@given(st.floats(1, 1e6), st.floats(0.01, 1e5), st.floats(0.001, 0.5))
def test_discounted_savings_repay_the_outlay_in_the_month_of_payback(upfront, saving, rate):
    months = discounted_payback_months(upfront, saving, rate)
    assume(months < 1e4)
    growth = (1 + rate) ** (1 / 12)
    repaid = saving * (1 - growth**-months) / (growth - 1)
    assert repaid == pytest.approx(upfront, rel=1e-7)
    assert months >= payback_months(upfront, saving)


def test_paybacks_broadcast():
    months = discounted_payback_months(np.ones((3, 1)), np.array([0.0, 1.0]), 0.1)
    assert months.shape == (3, 2)
    assert np.isinf(months[:, 0]).all()
