"""Queueing: how many servers keep the share of queries that wait below a limit.

Poisson arrivals, exponential service times, first come first served, nobody gives up, and a rate
that holds long enough to settle: use the rate of the peak hour, never the mean of the day. The
load R is the arrival rate times the service time: the servers that are busy on average.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc, gammaln, ndtr

from calculators.core.inputs import Numeric
from calculators.core.units import WHOLE_SLACK, ratio_or_never, whole_up

TABLE_SERVERS = 2048  # `servers` is exact up to here
FACTOR_LIMIT = 37.0  # beyond it exp(k²/2) leaves the range of a float
HALVINGS = 52  # the digits of a float
CANDIDATE_HALVINGS = 6  # 64 candidates around the square-root rule
CANDIDATES_BELOW = 4.0
DEEP_OVERLOAD = 1e-250  # a Poisson tail below it is taken from the continued fraction
FRACTION_DEPTH = 8  # each level is worth three digits where the fraction is used


def erlang_b(servers: Numeric, load: Numeric) -> Numeric:
    """Share of queries that find every server busy and are turned away.

    B = Poisson pmf(c; R) / cdf(c; R) = exp(c·ln R − R − lnΓ(c + 1)) / Q(c + 1, R): no recursion, no
    factorial. Relative error below 1e-8 up to a million servers. Far above capacity both parts
    vanish and B = (R − c + t) / R, t the continued fraction of the incomplete gamma function.
    Reference: H. Tijms, A First Course in Stochastic Models, Wiley 2003, section 5.2;
    M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, 6.5.31.
    """
    count = np.where(np.isfinite(servers), servers, 1.0)
    busy = np.where((load > 0) & np.isfinite(load), load, 1.0)
    fits = gammaincc(count + 1, busy)
    overloaded = fits < DEEP_OVERLOAD
    density = np.exp(count * np.log(busy) - busy - gammaln(count + 1))
    usual = np.minimum(density / np.where(overloaded, 1.0, fits), 1.0)
    blocked = np.where(overloaded, _overload_share(count, np.where(overloaded, busy, count)), usual)
    blocked = np.where(np.isinf(servers) | np.less_equal(load, 0), 0.0, blocked)
    share: Numeric = np.where(np.isinf(load), 1.0, blocked)[()]
    return share


def _overload_share(count: NDArray[np.float64], busy: NDArray[np.float64]) -> NDArray[np.float64]:
    excess = busy - count
    tail = np.zeros_like(excess)
    for level in range(FRACTION_DEPTH, 0, -1):
        tail = level * (count - level + 1) / (excess + 2 * level + tail)
    share: NDArray[np.float64] = (excess + tail) / np.where(busy > 0, busy, 1.0)
    return share


def erlang_c(servers: Numeric, load: Numeric) -> Numeric:
    """Share of queries that wait.

    C = B / (1 − (R / c)(1 − B)); nothing arrives: 0; R ≥ c: everything waits, and the queue grows
    without end.
    """
    overloaded = np.greater_equal(load, servers)
    occupancy = np.where(overloaded, 0.0, load) / np.where(np.greater(servers, 0), servers, 1.0)
    blocked = erlang_b(servers, load)
    waiting = blocked / np.where(overloaded, 1.0, 1 - occupancy * (1 - blocked))
    share: Numeric = np.where(np.less_equal(load, 0), 0.0, np.where(overloaded, 1.0, waiting))[()]
    return share


def utilisation(servers: Numeric, load: Numeric) -> Numeric:
    """Share of the time that a server is busy: R / c, inf without servers, 0 without load."""
    share: Numeric = np.where(np.less_equal(load, 0), 0.0, ratio_or_never(load, servers))[()]
    return share


def mean_wait_seconds(servers: Numeric, load: Numeric, service_seconds: Numeric) -> Numeric:
    """Mean time in the queue, W = C·S / (c − R); inf when overloaded."""
    waiting = erlang_c(servers, load) * service_seconds
    free = np.subtract(servers, np.minimum(load, servers))
    wait: Numeric = np.where(np.less_equal(load, 0), 0.0, ratio_or_never(waiting, free))[()]
    return wait


def service_level(
    servers: Numeric, load: Numeric, service_seconds: Numeric, within_seconds: Numeric
) -> Numeric:
    """Share of queries that start in time, 1 − C·exp(−(c − R)·t / S); 0 when overloaded."""
    free = np.subtract(servers, np.minimum(load, servers))
    level: Numeric = 1 - erlang_c(servers, load) * np.exp(-free * within_seconds / service_seconds)
    return level


def square_root_factor(wait_share: Numeric) -> Numeric:
    """Spare servers per square root of the load, k, so that a share α of the queries waits.

    Solves α = 1 / (1 + k·Φ(k) / φ(k)) by halvings; k = 1.0615 for α = 0.2. Limit of large loads.
    Reference: S. Halfin, W. Whitt, Operations Research 29 (1981), 567-588; Tijms, section 5.3.
    """
    low = np.zeros_like(wait_share, dtype=np.float64)
    high = low + FACTOR_LIMIT
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        odds = middle * ndtr(middle) * np.exp(middle**2 / 2) * np.sqrt(2 * np.pi)
        enough = wait_share * (1 + odds) > 1
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    factor: Numeric = np.where(np.greater(wait_share, 0), high, np.inf)[()]
    return factor


# A sweep or a set of draws usually has one wait share for all: what belongs to it is kept.
@lru_cache(maxsize=256)
def _known_factor(wait_share: float) -> Numeric:
    return square_root_factor(wait_share)


@lru_cache(maxsize=64)
def _known_loads(wait_share: float) -> NDArray[np.float64]:
    """Return the highest load of 0, 1, 2 … servers; none bear nothing."""
    return np.asarray(largest_load(np.arange(0.0, TABLE_SERVERS + 1), wait_share))


def stair_edges(counts: NDArray[np.float64], wait_share: float) -> NDArray[np.float64]:
    """Highest load that `servers` answers with each of these counts: where its stair steps up.

    Exact where the table reaches. Beyond it the rule c = R + k·√R is solved for R.
    """
    table = _known_loads(wait_share)
    spare = np.asarray(_known_factor(wait_share)) / 2
    beyond = (np.sqrt(counts + spare**2) - spare) ** 2
    place = np.clip(counts, 1, TABLE_SERVERS).astype(int)
    return np.where(counts > TABLE_SERVERS, beyond, table[place])


def square_root_servers(load: Numeric, wait_share: Numeric) -> Numeric:
    """Servers by the square-root rule, ceil(R + k·√R), which is exact in the limit of large loads.

    Never more than `servers`; at most one fewer for α ≥ 0.05 and two for α ≥ 0.001, at every load
    up to 2,000.
    """
    alike = np.ndim(wait_share) == 0
    factor = _known_factor(float(wait_share)) if alike else square_root_factor(wait_share)
    finite = np.where(np.isinf(load) | np.less_equal(load, 0), 1.0, load)
    count = whole_up(finite + factor * np.sqrt(finite))
    return _at_the_ends(load, count)


def largest_load(servers: Numeric, wait_share: Numeric) -> Numeric:
    """Highest load at which no more than a share α of the queries waits: the inverse of `servers`.

    Holds for 0 < α < 1; at α = 1 it is the number of servers itself, at α = 0 nothing.
    """
    endless = np.isinf(servers)
    high = np.where(endless, 1.0, servers) + np.zeros_like(wait_share, dtype=np.float64)
    low = np.zeros_like(high)
    count = high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        enough = erlang_c(count, middle) <= wait_share
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    load: Numeric = np.where(endless, np.inf, low)[()]
    return load


def servers(load: Numeric, wait_share: Numeric) -> Numeric:
    """Least number of servers at which no more than a share α of the queries waits.

    Exact for loads that 2,048 servers bear; beyond, the square-root rule. No load: no server. A
    load above the edge of a stair by less than one part in 1e9 counts as on it.
    """
    if np.ndim(wait_share) > 0:
        exact = _least_candidate(load, wait_share)
    else:
        largest = _known_loads(float(wait_share))
        exact = np.searchsorted(largest, load * (1 - WHOLE_SLACK)).astype(np.float64)
        if wait_share > 0 and np.max(exact, initial=0.0) <= TABLE_SERVERS:
            return exact[()]  # the usual case, a hundred times for all decisions of a plan
    if np.any(exact > TABLE_SERVERS):
        beyond = np.maximum(square_root_servers(load, wait_share), TABLE_SERVERS + 1.0)
        exact = np.where(exact > TABLE_SERVERS, beyond, exact)
    return _at_the_ends(load, np.where(np.greater(wait_share, 0), exact, np.inf))


def _least_candidate(load: Numeric, wait_share: Numeric) -> Numeric:
    finite = np.where(np.isinf(load), 1.0, load) * (1 - WHOLE_SLACK)
    low = np.maximum(square_root_servers(finite, wait_share) - CANDIDATES_BELOW, 0.0)
    low = np.where(np.isinf(low), 0.0, low)
    high = low + 2.0**CANDIDATE_HALVINGS
    for _ in range(CANDIDATE_HALVINGS):
        middle = np.floor((low + high) / 2)
        enough = erlang_c(middle, finite) <= wait_share
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    least: Numeric = np.where(np.greater(wait_share, 0), high, np.inf)
    return least


def _at_the_ends(load: Numeric, count: Numeric) -> Numeric:
    ends = np.where(np.less_equal(load, 0), 0.0, np.where(np.isinf(load), np.inf, count))
    whole: Numeric = ends[()]
    return whole
