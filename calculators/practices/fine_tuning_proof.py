"""Whether the gain of a fine-tuned embedder can be told from luck, by either measure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import special

from calculators.core import power, proof
from calculators.core.inputs import InputError, Numeric, pick
from calculators.core.proof import Design
from calculators.practices.fine_tuning_inputs import FineTuning, Metric

ARMS = {Design.PAIRED: 1.0, Design.INDEPENDENT: 2.0}
LEAST_DEGREES = 1.0  # of freedom: below two queries nothing is known of a spread
UNMEASURED = {
    Metric.SUCCESS: "the share of discordant queries: not measured",
    Metric.GRADED: "the spread of the differences: not measured",
}


def level(p: FineTuning) -> Numeric:
    """Return the significance of one look."""
    return power.per_look(p.significance, p.looks)


def most_discordance(p: FineTuning) -> Numeric:
    """Return the discordance as measured or, unknown, the most: that of independent systems."""
    most = proof.most_discordance(p, p.gain) if p.discordance is None else p.discordance
    taken: Numeric = np.maximum(most, p.gain)
    return taken


def spread_known(p: FineTuning) -> bool:
    """Whether it was measured how much the two systems differ, query by query."""
    known: bool = pick(p.metric, {
        Metric.SUCCESS: lambda: p.discordance is not None or not p.paired,
        Metric.GRADED: lambda: p.gain_deviation is not None,
    })  # fmt: skip
    return known


def missing(p: FineTuning) -> str:
    """Return what has to be measured before the gain is provable or not; "" when it is settled.

    Discordance lies between the gain itself and that of independent systems: where both ends say
    the same, it need not be known. A spread has no such ends.
    """
    decides: bool = pick(p.metric, {
        Metric.SUCCESS: lambda: proof.discordance_taken(p, p.gain, level(p)).decides,
        Metric.GRADED: lambda: p.gain_deviation is None,
    })  # fmt: skip
    return UNMEASURED[p.metric] if decides else ""


def queries_needed(p: FineTuning, discordance: Numeric | None = None) -> Numeric:
    """Return labelled queries that prove the expected gain; inf: none do, or the spread is unknown.

    Success at k: Connor's size for pairs, Fleiss' for different queries. Graded: the t test.
    """
    taken = most_discordance(p) if discordance is None else discordance
    needed: Numeric = pick(p.metric, {
        Metric.SUCCESS: lambda: proof.needed(p, p.gain, level(p), taken),
        Metric.GRADED: lambda: _graded_needed(p),
    })  # fmt: skip
    return needed


def _graded_needed(p: FineTuning) -> Numeric:
    if p.gain_deviation is None:
        return np.inf
    size = pick(p.design, {
        Design.PAIRED: lambda: power.graded_size,
        Design.INDEPENDENT: lambda: power.graded_arm_size,
    })  # fmt: skip
    queries = size(p.gain, p.gain_deviation, level(p), p.power)
    effect = power.design_effect(p.per_cluster, p.cluster_correlation)
    needed: Numeric = np.maximum(queries * effect, proof.FEWEST)
    return needed


def chance_seen(p: FineTuning, items: Numeric, discordance: Numeric | None = None) -> Numeric:
    """Return the chance that so many labelled queries show the gain, if it is there."""
    taken = most_discordance(p) if discordance is None else discordance
    chance: Numeric = pick(p.metric, {
        Metric.SUCCESS: lambda: proof.chance(p, items, p.gain, level(p), taken),
        Metric.GRADED: lambda: _graded_chance(p, items),
    })  # fmt: skip
    return chance


def _graded_chance(p: FineTuning, items: Numeric) -> Numeric:
    """Return P(t > t_a), t with its centre at √(n / arms)·gain ÷ spread; 0 if that is unknown."""
    if p.gain_deviation is None:
        return np.zeros(np.shape(items))[()]
    arms = ARMS[p.design]
    worth = power.clustered(items, p.per_cluster, p.cluster_correlation)
    degrees = np.clip(arms * (worth - 1), LEAST_DEGREES, power.LARGE_SAMPLE)
    limit = -special.stdtrit(degrees, np.asarray(level(p)) / 2)
    centre = p.gain / p.gain_deviation * np.sqrt(worth / arms)
    missed = special.nctdtr(degrees, centre, limit)  # not a number far out, where the normal holds
    found: Numeric = 1 - np.where(np.isnan(missed), special.ndtr(limit - centre), missed)[()]
    return found


def smallest_gain(p: FineTuning, items: Numeric, discordance: Numeric | None = None) -> Numeric:
    """Return the smallest gain [share] that so many labelled queries prove; inf: none.

    Graded: (t_a + t_b)·spread·√(arms / n), within a few parts in a hundred from ten queries on.
    """
    taken = most_discordance(p) if discordance is None else discordance
    least: Numeric = pick(p.metric, {
        Metric.SUCCESS: lambda: proof.provable_gain(p, items, level(p), taken),
        Metric.GRADED: lambda: _graded_gain(p, items),
    })  # fmt: skip
    return least


def _graded_gain(p: FineTuning, items: Numeric) -> Numeric:
    if p.gain_deviation is None:
        return np.full(np.shape(items), np.inf)[()]
    arms = ARMS[p.design]
    worth = power.clustered(items, p.per_cluster, p.cluster_correlation)
    degrees = np.clip(arms * (worth - 1), LEAST_DEGREES, power.LARGE_SAMPLE)
    reach = special.stdtrit(degrees, p.power) - special.stdtrit(degrees, np.asarray(level(p)) / 2)
    error = p.gain_deviation * np.sqrt(arms / np.maximum(worth, power.TINY))
    return np.asarray(reach * error, dtype=float)[()]


def with_gain(p: FineTuning, points: float) -> FineTuning | None:
    """Return the same with another expected gain; None where it contradicts what was measured."""
    try:
        return replace(p, gain_points=points)
    except InputError:
        return None
