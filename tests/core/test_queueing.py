from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import queueing
from calculators.core.units import MINUTES_PER_HOUR, whole_up

# H. Tijms, A First Course in Stochastic Models, Table 5.3.2, p. 201: P(wait) at most 0.2
TIJMS_LOADS = np.array([1.0, 5, 10, 50, 100, 250, 500, 1000])
TIJMS_EXACT = [3, 8, 14, 58, 111, 268, 525, 1034]
TIJMS_RULE = [3, 8, 14, 58, 111, 267, 524, 1034]

LOADS = np.concatenate(
    [np.geomspace(1e-4, 1, 200), np.linspace(1, 100, 1000), np.geomspace(100, 1800, 300)]
)


def erlang_b_by_recursion(servers: int, load: float) -> float:
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked


def test_que_1_call_centre_with_14_agents():
    # pyworkforce README: 100 calls in 30 min of 3 min each, 14 agents, 80 % within 20 s
    load = 100 / 30 * 3
    assert queueing.erlang_c(14.0, load) == pytest.approx(0.1741, abs=1e-4)
    assert queueing.service_level(14.0, load, 180.0, 20.0) == pytest.approx(0.8884, abs=1e-4)
    assert queueing.utilisation(14.0, load) == pytest.approx(0.7143, abs=1e-4)
    counts = np.arange(1.0, 30.0)
    in_time = queueing.service_level(counts, load, 180.0, 20.0) >= 0.8
    free_enough = queueing.utilisation(counts, load) <= 0.85
    needed = counts[in_time & free_enough][0]
    assert needed == 14
    assert whole_up(needed / (1 - 0.3)) == 20


def test_que_2_one_server_24_arrive_and_30_are_served_an_hour():
    # Bronson 23.3: L = 4, W = 1/6 h, empty 20 % of the time
    in_system_hours = queueing.mean_wait_seconds(1.0, 24 / 30, 1 / 30) + 1 / 30
    assert in_system_hours == pytest.approx(1 / 6)
    assert 24 * in_system_hours == pytest.approx(4)
    assert 1 - queueing.erlang_c(1.0, 24 / 30) == pytest.approx(0.2)


def test_que_3_one_server_30_an_hour_of_one_and_a_half_minutes():
    # Bronson 23.14: Lq = 2.25, Wq = 4.5 min, empty 25 % of the time
    load = 30 * 1.5 / MINUTES_PER_HOUR
    wait_minutes = queueing.mean_wait_seconds(1.0, load, 1.5)
    assert wait_minutes == pytest.approx(4.5)
    assert 30 / MINUTES_PER_HOUR * wait_minutes == pytest.approx(2.25)
    assert 1 - queueing.erlang_c(1.0, load) == pytest.approx(0.25)


def test_que_4_least_servers_of_tijms_table():
    np.testing.assert_array_equal(queueing.servers(TIJMS_LOADS, 0.2), TIJMS_EXACT)
    shares = np.full(TIJMS_LOADS.shape, 0.2)
    np.testing.assert_array_equal(queueing.servers(TIJMS_LOADS, shares), TIJMS_EXACT)
    np.testing.assert_array_equal(queueing.square_root_servers(TIJMS_LOADS, 0.2), TIJMS_RULE)


@pytest.mark.parametrize(("share", "factor"), [(0.5, 0.5061), (0.2, 1.0615), (0.1, 1.4202)])
def test_square_root_factor_of_halfin_and_whitt(share, factor):
    assert queueing.square_root_factor(share) == pytest.approx(factor, abs=5e-5)


@pytest.mark.parametrize("servers", [1, 2, 10, 100, 1000])
def test_erlang_b_equals_its_recursion(servers):
    for occupancy in [0.01, 0.5, 0.9, 1.0, 1.1, 1.5, 3.0, 50.0, 700.0]:
        expected = erlang_b_by_recursion(servers, occupancy * servers)
        if expected > np.finfo(float).tiny:
            found = queueing.erlang_b(float(servers), occupancy * servers)
            assert found == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("occupancy", [0.999, 1.0, 1.04])
def test_erlang_b_of_100_000_servers_equals_its_recursion(occupancy):
    expected = erlang_b_by_recursion(100_000, occupancy * 1e5)
    assert queueing.erlang_b(1e5, occupancy * 1e5) == pytest.approx(expected, rel=1e-8)


def test_a_million_servers_do_not_overflow():
    # Limit of Halfin and Whitt, one spare server per √load: 1 / (1 + Φ(1) / φ(1)) = 0.2234
    assert queueing.erlang_c(1e6, 999_000.0) == pytest.approx(0.2234, abs=1e-3)


@pytest.mark.parametrize(
    ("count", "load", "share"),
    [
        pytest.param(0.0, 0.0, 0.0, id="nothing arrives where nothing is"),
        pytest.param(5.0, 0.0, 0.0, id="nothing arrives"),
        pytest.param(5.0, 5.0, 1.0, id="at capacity"),
        pytest.param(5.0, 7.0, 1.0, id="above capacity"),
        pytest.param(0.0, 1.0, 1.0, id="no server"),
        pytest.param(np.inf, 5.0, 0.0, id="endless servers"),
        pytest.param(5.0, np.inf, 1.0, id="endless load"),
        pytest.param(2.0, 1.0, 1 / 3, id="B = 1/5, C = (1/5) / (1 - 1/2 * 4/5)"),
    ],
)
def test_share_that_waits_at_the_ends(count, load, share):
    assert queueing.erlang_c(count, load) == pytest.approx(share)


def test_waits_when_overloaded_never_end():
    assert queueing.mean_wait_seconds(2.0, 2.0, 3.0) == np.inf
    assert queueing.service_level(2.0, 3.0, 3.0, 10.0) == 0.0
    assert queueing.mean_wait_seconds(0.0, 0.0, 3.0) == 0.0
    assert queueing.utilisation(0.0, 1.0) == np.inf
    assert queueing.utilisation(0.0, 0.0) == 0.0


@pytest.mark.parametrize("share", [0.9, 0.5, 0.2, 0.05, 0.001, 1e-6])
def test_servers_are_the_least_that_keep_the_share(share):
    count = queueing.servers(LOADS, share)
    assert np.all(queueing.erlang_c(count, LOADS) <= share * (1 + 1e-6))
    assert np.all(queueing.erlang_c(count - 1, LOADS) > share)


@pytest.mark.parametrize(
    ("share", "fewer"),
    [(0.99, 1), (0.8, 1), (0.5, 1), (0.2, 1), (0.1, 1), (0.05, 1), (0.01, 2), (0.001, 2)],
)
def test_square_root_rule_is_never_more_and_at_most_one_or_two_fewer(share, fewer):
    difference = queueing.servers(LOADS, share) - queueing.square_root_servers(LOADS, share)
    assert difference.min() >= 0
    assert difference.max() <= fewer


@given(st.lists(st.tuples(st.floats(0, 1500), st.floats(1e-6, 0.99)), min_size=1, max_size=20))
def test_array_of_shares_equals_one_share_at_a_time(cases):
    loads, shares = np.array(cases).T
    one_by_one = [queueing.servers(load, share) for load, share in cases]
    np.testing.assert_array_equal(queueing.servers(loads, shares), one_by_one)


def test_more_load_never_needs_fewer_servers_across_the_end_of_the_table():
    loads = np.linspace(1990.0, 2060.0, 1401)
    counts = queueing.servers(loads, 0.2)
    assert counts[0] < queueing.TABLE_SERVERS < counts[-1]
    assert np.diff(counts).min() >= 0


@given(st.integers(1, 2048), st.sampled_from([0.5, 0.2, 0.05]))
def test_largest_load_is_the_inverse_of_servers(count, share):
    load = queueing.largest_load(float(count), share)
    assert queueing.erlang_c(float(count), load) == pytest.approx(share, rel=1e-8)
    assert queueing.servers(load, share) == count
    assert queueing.servers(load * (1 + 1e-6), share) == count + 1


def test_servers_at_the_ends():
    np.testing.assert_array_equal(queueing.servers(np.array([0.0, np.inf]), 0.2), [0, np.inf])
    shares = np.array([0.2, 0.3, 0.0])
    loads = np.array([0.0, np.inf, 1.0])
    np.testing.assert_array_equal(queueing.servers(loads, shares), [0, np.inf, np.inf])
    assert queueing.servers(5.0, 0.0) == np.inf
    assert queueing.square_root_servers(0.0, 0.2) == 0
    assert queueing.largest_load(0.0, 0.2) == 0
    assert queueing.largest_load(np.inf, 0.2) == np.inf


def test_shapes_broadcast():
    loads = np.ones((3, 1, 60)) * 7
    assert np.shape(queueing.servers(loads, 0.2)) == (3, 1, 60)
    assert np.shape(queueing.servers(loads, np.full((2, 1), 0.2))) == (3, 2, 60)
    assert np.shape(queueing.servers(7.0, 0.2)) == ()
