from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import load

PEAKS = np.concatenate([1 + np.geomspace(1e-6, 0.5, 40), np.linspace(1.0, 24.0, 231)])
QUIETEST = np.linspace(0.0, 1.0, 51)


def test_day_has_mean_one_and_its_peak_at_one_hour():
    peaks, quietest = np.meshgrid(PEAKS, QUIETEST)
    shape = load.day_shape(peaks, quietest)
    assert shape.shape == (*peaks.shape, 24)
    np.testing.assert_allclose(shape.mean(axis=-1), 1.0, atol=1e-6)
    np.testing.assert_allclose(shape.max(axis=-1), peaks, rtol=1e-12)
    np.testing.assert_allclose(shape[..., load.PEAK_HOUR], peaks, rtol=1e-12)
    assert shape.min() >= 0


def test_quietest_hour_is_met_where_24_points_allow_it():
    peaks, quietest = np.meshgrid(PEAKS, QUIETEST)
    lowest = load.day_shape(peaks, quietest).min(axis=-1)
    too_flat = peaks - 1 < (1 - quietest) / 23
    too_sharp = peaks + 23 * quietest > 24
    possible = ~too_flat & ~too_sharp
    np.testing.assert_allclose(lowest[possible], quietest[possible], atol=1e-4)
    assert np.all(lowest[too_flat & ~too_sharp] > quietest[too_flat & ~too_sharp] - 1e-4)
    alone = (24 - peaks) / 23  # all other hours equal
    np.testing.assert_allclose(lowest[too_sharp], alone[too_sharp], atol=1e-4)


def test_peak_of_twice_the_mean_over_an_empty_night_is_a_plain_cosine():
    hours = np.arange(24) - load.PEAK_HOUR
    expected = 1 + np.cos(2 * np.pi * hours / 24)
    np.testing.assert_allclose(load.day_shape(2.0, 0.0), expected, atol=1e-4)


@pytest.mark.parametrize("quietest", [0.0, 0.3, 1.0])
def test_peak_equal_to_the_mean_is_flat(quietest):
    np.testing.assert_allclose(load.day_shape(1.0, quietest), np.ones(24), atol=1e-12)


def test_peak_of_24_is_a_single_hour():
    shape = load.day_shape(24.0, 0.0)
    assert np.sort(shape)[-2:] == pytest.approx([0, 24], abs=1e-5)


def test_shape_from_counted_hours():
    hours = [0.0] * 12 + [30.0] * 12
    np.testing.assert_allclose(load.shape_from_hours(hours), [0] * 12 + [2] * 12)
    np.testing.assert_allclose(load.shape_from_hours([0.0] * 24), np.ones(24))


def test_highest_within_by_hand():
    shape = np.zeros(24)
    shape[[0, 5]] = 8.0, 4.0
    half_an_hour = load.highest_within(shape, 0.5)
    # 0 at hour 4 rises to 4 at hour 5: 2 after half an hour; hour 23 sees the next midnight
    assert half_an_hour[[0, 3, 4, 5, 6, 23]] == pytest.approx([8, 0, 2, 4, 0, 4])
    two_hours = load.highest_within(shape, 2.0)
    assert two_hours[[2, 3, 4, 5, 21, 22, 23, 0]] == pytest.approx([0, 4, 4, 4, 0, 8, 8, 8])
    np.testing.assert_array_equal(load.highest_within(shape, 0.0), shape)
    np.testing.assert_array_equal(load.highest_within(shape, 24.0), np.full(24, 8.0))


@given(st.lists(st.floats(0, 100), min_size=24, max_size=24), st.floats(0, 24))
def test_highest_within_equals_a_search_over_moments(hours, delay):
    shape = np.array(hours)
    moments = np.concatenate([np.arange(0, np.floor(delay) + 1), [delay]])
    twice = np.concatenate([shape, shape, shape])
    expected = [np.interp(start + moments, np.arange(72), twice).max() for start in range(24)]
    np.testing.assert_allclose(load.highest_within(shape, delay), expected, atol=1e-9)


def test_delays_and_shapes_broadcast():
    shape = load.day_shape(np.array([2.0, 3.0]), 0.2)
    delays = np.array([0.1, 1.0])
    both = load.highest_within(shape, delays)
    for row in range(2):
        np.testing.assert_array_equal(both[row], load.highest_within(shape[row], delays[row]))


def test_duration_curve_starts_with_the_busiest_hour():
    np.testing.assert_array_equal(load.duration_curve(np.array([1.0, 3.0, 2.0])), [3, 2, 1])


@pytest.mark.parametrize(
    ("ratio", "level"),
    [
        pytest.param(0.6, 1.0, id="2 machines in half of the hours: 60 % of the price is too much"),
        pytest.param(0.4, 2.0, id="2 machines in half of the hours: 40 % of the price is worth it"),
        pytest.param(0.2, 5.0, id="5 machines in a quarter of the hours"),
        pytest.param(1.0, 0.0, id="no cheaper: nothing"),
        pytest.param(1.2, 0.0, id="dearer: nothing"),
        pytest.param(0.0, 5.0, id="free: the peak"),
    ],
)
def test_reserve_by_hand(ratio, level):
    assert load.reserve_level(np.array([1.0, 1.0, 2.0, 5.0]), ratio) == level


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=48),
    st.floats(0.0, 1.3),
)
def test_no_other_level_is_cheaper_than_the_reserve(machines, ratio):
    needed = np.array(machines, dtype=float)

    def bill(level):
        return ratio * level * needed.size + np.maximum(needed - level, 0).sum()

    chosen = load.reserve_level(needed, ratio)
    cheapest = min(bill(level) for level in range(13))
    assert bill(chosen) == pytest.approx(cheapest, rel=1e-6, abs=1e-6)


def test_reserve_broadcasts_over_draws():
    machines = np.random.default_rng(1).integers(0, 9, (5, 100)).astype(float)
    ratios = np.linspace(0.1, 1.1, 5)
    one_by_one = [load.reserve_level(machines[row], ratios[row]) for row in range(5)]
    np.testing.assert_array_equal(load.reserve_level(machines, ratios), one_by_one)
