"""Statistical power: how many labelled queries tell a gain from luck, and what is seen with fewer.

Shares and gains are fractions, not points. ``significance`` is two-sided; sizes and powers count
the side of the true gain only, as their formulas do: the other side holds less than one part in a
thousand wherever the power is worth having.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import special

from calculators.core.inputs import Numeric
from calculators.core.units import ratio_or_never

EXACT_UP_TO = 100  # discordant queries expected; above, the corrected normal is within 0.02
EXACT_REACH = 55  # discordant queries on either side of the mean: more than five deviations
MOST_DISCORDANT = EXACT_UP_TO + EXACT_REACH
RECENT_LEVELS = 256  # levels of significance whose bounds are kept
HALVINGS = 60
SMALL_SAMPLE = 400.0  # items beyond the normal size within which a t test finds its own
LARGE_SAMPLE = 1e6  # degrees of freedom from which t and normal agree in six digits
TINY = 1e-12
ROOT_TWO_PI = np.sqrt(2 * np.pi)


@dataclass(frozen=True, kw_only=True, eq=False)
class Overstatement:
    """What is wrong with the gains that pass a test."""

    wrong_sign: Numeric  # share of "wins" that are losses
    factor: Numeric  # a gain that passes ÷ the true gain, on average


def effect_size(share: Numeric, other: Numeric) -> Numeric:
    """Return Cohen's h: 2 asin √share − 2 asin √other. For shares from 0 to 1."""
    h: Numeric = 2 * np.arcsin(np.sqrt(share)) - 2 * np.arcsin(np.sqrt(other))
    return h


def arcsine_size(share: Numeric, other: Numeric, significance: Numeric, power: Numeric) -> Numeric:
    """Return queries in each of two sets by the arcsine: 2·((z_a + z_b) / h)²; inf if they agree.

    Good for shares that are not at 0 or 1 and for hundreds of queries. J. Cohen, Statistical Power
    Analysis, 1988.
    """
    reach = _deviations(significance) + special.ndtri(power)
    return ratio_or_never(2 * reach**2, effect_size(share, other) ** 2)


def independent_size(
    share: Numeric, gain: Numeric, significance: Numeric, power: Numeric
) -> Numeric:
    """Return queries in each of two sets, each system on its own; inf for no gain or above 1.

    n = (z_a·√(2·p̄·q̄) + z_b·√(p1·q1 + p2·q2))² / gain², p̄ the mean of the two shares. For ten
    hits and misses or more in each set. J. L. Fleiss, Statistical Methods for Rates, 1981, without
    his correction for continuity.
    """
    under_none, under_gain = _independent_deviations(share, gain)
    reach = _deviations(significance) * under_none + special.ndtri(power) * under_gain
    size = ratio_or_never(reach**2, np.square(gain))
    return _or_never(size, np.abs(_other(share, gain) - np.add(share, gain)) <= TINY)


def independent_power(
    items: Numeric, share: Numeric, gain: Numeric, significance: Numeric
) -> Numeric:
    """Return the chance that a true gain is seen with ``items`` queries in each of two sets.

    The inverse of ``independent_size``.
    """
    under_none, under_gain = _independent_deviations(share, gain)
    seen = np.abs(gain) * np.sqrt(items) - _deviations(significance) * under_none
    return _chance(seen, under_gain)


def independent_gain(
    items: Numeric, share: Numeric, significance: Numeric, power: Numeric
) -> Numeric:
    """Return the smallest gain that two sets of ``items`` queries prove; inf where none is.

    By bisection of ``independent_size``, which falls as the gain grows.
    """

    def enough(gain: Numeric) -> NDArray[np.bool_]:
        return np.less_equal(independent_size(share, gain, significance, power), items)

    most = 1.0 - np.asarray(share) + 0.0 * np.asarray(items)
    return _or_never(_bisected(enough, 0.0 * most, most), enough(most))


def paired_size(
    gain: Numeric, discordance: Numeric, significance: Numeric, power: Numeric
) -> Numeric:
    """Return queries answered by both systems: inf for no gain, or more gain than discordance.

    n = (z_a·√d + z_b·√(d − gain²))² / gain² with d the share of queries that one system gets right
    and the other wrong. For 20 discordant queries or more; below them see ``paired_power``.
    R. J. Connor, Biometrics 43, 1987.
    """
    spread = np.sqrt(np.maximum(discordance - np.square(gain), 0.0))
    reach = _deviations(significance) * np.sqrt(discordance) + special.ndtri(power) * spread
    size = ratio_or_never(reach**2, np.square(gain))
    return _or_never(size, np.abs(gain) <= np.add(discordance, TINY))


def detectable_gain(
    items: Numeric, discordance: Numeric, significance: Numeric, power: Numeric
) -> Numeric:
    """Return the smallest gain that paired queries prove; inf where none does.

    The inverse of ``paired_size``: with a = z_a·√d, n·g² = (a + z_b·√(d − g²))² is a quadratic,
    g = (a·√n + z_b·√(d·(n + z_b² − z_a²))) / (n + z_b²). About 2.8·√(d/n) at 5 % and 80 %.
    Where that is more than d, the gain brings its own discordance, d = g, and u = √(1 − g) solves
    n·(1 − u²) = (z_a + z_b·u)².
    """
    z_a, z_b = _deviations(significance), special.ndtri(power)
    n = np.maximum(items + z_b**2, TINY)
    root = np.sqrt(np.maximum(n - z_a**2, 0.0))
    within = (z_a * np.sqrt(discordance * items) + z_b * np.sqrt(discordance) * root) / n
    u = (np.sqrt(items) * root - z_a * z_b) / n
    gain = np.where(within <= discordance, within, 1 - np.square(u))
    return _or_never(gain, np.greater_equal(items, z_a**2))


def paired_power(
    items: Numeric,
    gain: Numeric,
    discordance: Numeric,
    significance: Numeric,
    exact: bool = True,
) -> Numeric:
    """Return the chance that a true gain is seen by McNemar's test on paired queries.

    exact: the exact test, Σ P(k discordant)·P(it rejects | k), up to 100 discordant queries
    expected; above, the normal with the correction that the exact test amounts to, within 0.02.
    Not exact: the inverse of ``paired_size``. Discordance below the gain counts as the gain.
    """
    gain = np.abs(gain)
    discordance = np.maximum(discordance, gain)
    corrected = _paired_normal(items, gain, discordance, significance, 1.0 if exact else 0.0)
    expected = np.multiply(items, discordance)
    if not exact or np.all(expected > EXACT_UP_TO):
        return corrected
    every = np.broadcast_arrays(items, gain, discordance, significance, expected)
    items, gain, discordance, significance, expected = (np.asarray(x, dtype=float) for x in every)
    few = expected <= EXACT_UP_TO
    power = np.array(np.broadcast_to(corrected, few.shape))
    power[few] = _exact_power(items[few], gain[few], discordance[few], significance[few])
    found: Numeric = power[()]
    return found


def graded_size(
    gain: Numeric, deviation: Numeric, significance: Numeric, power: Numeric
) -> Numeric:
    """Return paired queries with a graded measure (nDCG), by the t test; inf for no gain.

    Smallest n with P(|t| > t_a) ≥ power, t with n − 1 degrees of freedom and its centre at
    √n·gain/deviation. ``deviation`` is that of the differences. For differences near a normal
    distribution, or some fifty queries.
    """
    return _t_size(gain, deviation, significance, power, arms=1.0)


def graded_arm_size(
    gain: Numeric, deviation: Numeric, significance: Numeric, power: Numeric
) -> Numeric:
    """Return queries in each of two sets with a graded measure: 2n − 2 degrees of freedom.

    ``deviation`` is that of the measure, the same in both sets.
    """
    return _t_size(gain, deviation, significance, power, arms=2.0)


def design_effect(per_cluster: Numeric, correlation: Numeric) -> Numeric:
    """Return 1 + (m − 1)·ρ: queries of one source repeat one another. L. Kish, 1965."""
    return 1 + (per_cluster - 1) * correlation


def clustered(items: Numeric, per_cluster: Numeric, correlation: Numeric) -> Numeric:
    """Return how many independent queries clustered ones are worth: items ÷ (1 + (m − 1)·ρ)."""
    return items / design_effect(per_cluster, correlation)


def per_look(significance: Numeric, looks: Numeric) -> Numeric:
    """Return the significance of each of several looks: their number divides it (Bonferroni).

    Holds however the looks depend on each other; for looks at growing data it is careful.
    """
    corrected: Numeric = significance / np.maximum(looks, 1.0)
    return corrected


def overstatement(gain: Numeric, standard_error: Numeric, significance: Numeric) -> Overstatement:
    """Return how often a gain that passes has the wrong sign, and how much it exaggerates.

    For an estimate with a normal error: its mean beyond ±z_a standard errors against the truth.
    Gain 0: half the wins are losses, and the factor has no end. A. Gelman and J. Carlin, 2014.
    """
    z = _deviations(significance)
    ratio = np.abs(gain) / standard_error
    right, wrong = special.ndtr(ratio - z), special.ndtr(-ratio - z)
    seen = ratio * (right - wrong) + _density(z - ratio) + _density(z + ratio)
    return Overstatement(
        wrong_sign=wrong / (right + wrong),
        factor=ratio_or_never(seen, ratio * (right + wrong)),
    )


def mcnemar_exact(won: Numeric, lost: Numeric) -> Numeric:
    """Return the two-sided p of the exact McNemar test: a fair coin tossed won + lost times."""
    fewer, more = np.minimum(won, lost), np.maximum(won, lost)
    p: Numeric = np.minimum(2 * _at_most(fewer, np.maximum(more, 1.0), 0.5), 1.0)
    return p


def paired_interval(
    won: Numeric, lost: Numeric, items: Numeric, confidence: Numeric
) -> tuple[Numeric, Numeric]:
    """Return the interval of a paired gain: Wald with half a query added to each of four cells.

    A. Agresti and Y. Min, Statistics in Medicine 24, 2005. Good from about ten discordant queries.
    """
    n = np.add(items, 2.0)
    gain, discordance = np.subtract(won, lost) / n, (np.add(won, lost) + 1.0) / n
    reach = special.ndtri((1 + np.asarray(confidence)) / 2)
    half = reach * np.sqrt(np.maximum(discordance - gain**2, 0.0) / n)
    return np.maximum(gain - half, -1.0)[()], np.minimum(gain + half, 1.0)[()]


def wilson_interval(hits: Numeric, items: Numeric, confidence: Numeric) -> tuple[Numeric, Numeric]:
    """Return the interval of a share, 0 to 1 when nothing was looked at. E. B. Wilson, 1927."""
    z_squared = special.ndtri((1 + np.asarray(confidence)) / 2) ** 2
    n = np.add(items, z_squared)
    centre = (np.add(hits, z_squared / 2)) / n
    missed = np.subtract(items, hits)
    inside = np.divide(hits * missed, np.maximum(items, 1.0)) + z_squared / 4
    half = np.sqrt(z_squared * inside) / n
    return np.maximum(centre - half, 0.0)[()], np.minimum(centre + half, 1.0)[()]


def items_for_share(
    share: Numeric, limit: Numeric, significance: Numeric, power: Numeric
) -> Numeric:
    """Return items that tell a share from a limit; inf when they agree.

    n = (z_a·√(l·(1 − l)) + z_b·√(s·(1 − s)))² / (s − l)², two-sided. For ten hits and ten misses
    or more.
    """
    z_a, z_b = _deviations(significance), special.ndtri(power)
    reach = z_a * np.sqrt(limit * (1 - limit)) + z_b * np.sqrt(share * (1 - share))
    return ratio_or_never(reach**2, np.square(np.subtract(share, limit)))


def items_for_width(share: Numeric, half_width: Numeric, confidence: Numeric) -> Numeric:
    """Return items that measure a share to ± half_width: z²·s·(1 − s) / half_width²."""
    z = special.ndtri((1 + np.asarray(confidence)) / 2)
    return ratio_or_never(z**2 * share * (1 - share), np.square(half_width))


def _at_most(successes: Numeric, failures: Numeric, chance: Numeric) -> Numeric:
    """Return P(at most so many successes) in successes + failures tries; failures above 0."""
    beta = special.betainc(failures, np.add(successes, 1.0), np.subtract(1.0, chance))
    return np.asarray(beta, dtype=np.float64)[()]


def _deviations(significance: Numeric) -> Numeric:
    """Return z_a, half of the significance on either side."""
    z: Numeric = -special.ndtri(np.asarray(significance) / 2)
    return z


def _density(x: Numeric) -> Numeric:
    density: Numeric = np.exp(-0.5 * np.square(x)) / ROOT_TWO_PI
    return density


def _chance(seen: Numeric, spread: Numeric) -> Numeric:
    chance: Numeric = special.ndtr(seen / np.maximum(spread, TINY))
    return chance


def _or_never(value: Numeric, possible: Numeric | NDArray[np.bool_]) -> Numeric:
    found: Numeric = np.where(possible, value, np.inf)[()]
    return found


def _other(share: Numeric, gain: Numeric) -> Numeric:
    other: Numeric = np.minimum(np.maximum(np.add(share, gain), 0.0), 1.0)
    return other


def _independent_deviations(share: Numeric, gain: Numeric) -> tuple[Numeric, Numeric]:
    other = _other(share, gain)
    mean = np.add(share, other) / 2
    apart = share * (1 - share) + other * (1 - other)
    return np.sqrt(2 * mean * (1 - mean)), np.sqrt(apart)


def _paired_normal(
    items: Numeric, gain: Numeric, discordance: Numeric, significance: Numeric, correction: float
) -> Numeric:
    spread = np.sqrt(np.maximum(discordance - np.square(gain), 0.0))
    ahead = gain * np.sqrt(items) - ratio_or_never(correction, np.sqrt(items))
    return _chance(ahead - _deviations(significance) * np.sqrt(discordance), spread)


@lru_cache(maxsize=1)
def _coin() -> tuple[NDArray[np.float64], ...]:
    """Return P(at most k heads) by number of tosses."""
    return tuple(
        special.bdtr(np.arange(tosses // 2 + 1.0), tosses, 0.5)
        for tosses in range(MOST_DISCORDANT + 1)
    )


@lru_cache(maxsize=RECENT_LEVELS)
def _allowed_at(level: float) -> NDArray[np.float64]:
    return np.array([np.searchsorted(heads, level / 2, side="right") - 1.0 for heads in _coin()])


def _fewest_allowed(significance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return by number of discordant queries how many may go against; −1: it never rejects."""
    levels, which = np.unique(significance, return_inverse=True)
    return np.stack([_allowed_at(level) for level in levels.tolist()])[which]


def _exact_power(
    items: NDArray[np.float64],
    gain: NDArray[np.float64],
    discordance: NDArray[np.float64],
    significance: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the power of the exact test; every argument one row of the same length."""
    whole = np.floor(items)[:, np.newaxis]
    d = discordance[:, np.newaxis]
    middle = np.floor(whole * d)
    k = middle + np.arange(-EXACT_REACH, EXACT_REACH + 1.0)
    there = (k >= 0) & (k <= whole)
    k = np.where(there, k, 0.0)
    log_chance = (
        special.gammaln(whole + 1) - special.gammaln(k + 1) - special.gammaln(whole - k + 1)
        + special.xlogy(k, d) + special.xlog1py(whole - k, -d)
    )  # fmt: skip
    allowed = np.take_along_axis(_fewest_allowed(significance), k.astype(np.intp), axis=-1)
    against = (1 - ratio_or_never(gain[:, np.newaxis], np.maximum(d, TINY))) / 2
    allowed, possible = np.maximum(allowed, 0.0), allowed >= 0
    seen = _at_most(allowed, np.maximum(k - allowed, 1.0), against)
    rejected = np.exp(log_chance) * np.where(there & possible, seen, 0.0)
    power: NDArray[np.float64] = np.sum(rejected, axis=-1)
    return power


def _t_size(
    gain: Numeric, deviation: Numeric, significance: Numeric, power: Numeric, arms: float
) -> Numeric:
    """Return the size by bisection upwards from the normal's, which is always too small."""
    effect = np.abs(gain) / deviation
    reach = _deviations(significance) + special.ndtri(power)
    normal = ratio_or_never(arms * reach**2, effect**2)
    possible = np.isfinite(normal)
    least = np.maximum(np.where(possible, normal, 2.0), 1.0 + TINY) + 0.0 * significance

    def enough(items: Numeric) -> NDArray[np.bool_]:
        degrees = np.minimum(arms * (items - 1), LARGE_SAMPLE)
        limit = -special.stdtrit(degrees, np.asarray(significance) / 2)
        return 1 - special.nctdtr(degrees, effect * np.sqrt(items / arms), limit) >= power

    return _or_never(_bisected(enough, least, least + SMALL_SAMPLE), possible)


def _bisected(
    enough: Callable[[Numeric], NDArray[np.bool_]], low: Numeric, high: Numeric
) -> Numeric:
    """Return the smallest value that is enough, of a condition that once met stays met."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        met = enough(middle)
        low, high = np.where(met, low, middle), np.where(met, middle, high)
    return high
