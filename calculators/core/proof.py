"""Proof: the labelled queries that a gain is told from luck with. Declarations and their reading.

Groups that inherit ``Proof`` ask for these inputs once each; their own gain comes as an argument.
"""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from calculators.core import power as _power
from calculators.core.decision import Scale
from calculators.core.inputs import Choice, Input, Measured, Numeric, Source, pick
from calculators.core.paid_labels import PaidLabels
from calculators.core.sources import CONVENTION, YOURS, assumption
from calculators.core.units import HORIZON_MONTHS, PERCENT, first

CONNOR = Source(
    "Assumption: yours to measure; R. J. Connor, Sample size for testing differences in "
    "proportions for the paired-sample design, Biometrics 43, 1987, says what it does",
    "https://doi.org/10.2307/2531961", "1987")


FEWEST = 75.0  # topics; fewer are "of no real value": K. Sparck Jones, C. J. van Rijsbergen, 1975


class Design(StrEnum):
    """How two systems are compared."""

    PAIRED = "paired"
    INDEPENDENT = "independent"


@dataclass(frozen=True, kw_only=True, eq=False)
class Proof(PaidLabels):
    """What a gain is measured with."""

    labelled: Annotated[Numeric, Input(
        label="Labelled queries", unit="queries", bounds=(0.0, 1e8), typical=(50.0, 2e4),
        source=YOURS,
        help="Queries with a known right answer, kept for measuring. For independent sets: in "
        "each set.")] = 300.0
    labelled_per_month: Annotated[Numeric, Input(
        label="Labelled queries added", unit="queries/month", bounds=(0.0, 1e7),
        typical=(0.0, 2e3), source=YOURS,
        help="Labels that come anyway, from support or from operations.")] = 0.0
    accuracy: Annotated[Numeric, Input(
        label="Queries right today", unit="share", bounds=(0.0, 1.0), typical=(0.5, 0.98),
        step=0.01, source=YOURS, help="The share of labelled queries that today's system gets "
        "right.")] = 0.8
    design: Annotated[Design, Choice(
        label="Both systems answer", options=Design, source=CONVENTION,
        labels={"paired": "the same queries", "independent": "different queries"},
        help="The same queries need far fewer labels.")] = Design.PAIRED
    discordance: Annotated[Measured, Input(
        label="Discordant queries", unit="share", bounds=(0.0, 1.0), typical=(0.01, 0.3),
        step=0.005, optional=True, doubt=(0.6, 1.7), source=CONNOR,
        help="The share of queries that one system gets right and the other wrong. Paste the "
        "results of both to measure it. Unknown is not zero.")] = None
    significance: Annotated[Numeric, Input(
        label="Significance", unit="share", bounds=(1e-6, 0.5), typical=(0.01, 0.2), step=0.01,
        source=CONVENTION, expert=True,
        help="How often luck alone may pass for a gain or a loss; two-sided.")] = 0.05
    power: Annotated[Numeric, Input(
        label="Chance to see a true gain", unit="share", bounds=(0.5, 0.999), typical=(0.5, 0.95),
        step=0.05, source=CONVENTION, expert=True, help="Power: 0.8 is the custom.")] = 0.8
    looks: Annotated[Numeric, Input(
        label="Looks a year", unit="looks/year", bounds=(1.0, 1e4), typical=(1.0, 52.0),
        source=assumption("one decision a year on the same queries"), expert=True,
        help="How often a new model is judged by these queries. The significance is divided by "
        "it (Bonferroni).")] = 1.0
    per_cluster: Annotated[Numeric, Input(
        label="Queries of one source", unit="queries", bounds=(1.0, 1e6), typical=(1.0, 50.0),
        source=assumption("every query comes from another user"), expert=True,
        help="Queries of one user or document repeat one another.")] = 1.0
    cluster_correlation: Annotated[Numeric, Input(
        label="Likeness within a source", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.5),
        step=0.05, source=assumption("no likeness was measured"), expert=True,
        help="Correlation of right and wrong between two queries of one source.")] = 0.0
# fmt: on

    @property
    def paired(self) -> bool:
        """Whether both systems answer the same queries."""
        return self.design == Design.PAIRED

    def gain_problems(self, gain: Numeric, label: str) -> list[str]:
        """Return a sentence for each way in which a gain [share] contradicts what is asked."""
        found = []
        points = f"{label}: {float(np.max(gain)) * PERCENT:g} points"
        if np.any(np.add(self.accuracy, gain) > 1 + _power.TINY):
            left = float(np.min(1 - np.asarray(self.accuracy))) * PERCENT
            found.append(f"{points} is more than the {left:g} points that are wrong today")
        if self.paired and self.discordance is not None:
            least = float(np.min(self.discordance)) * PERCENT
            if np.any(np.less(self.discordance, np.asarray(gain) - _power.TINY)):
                found.append(
                    f"{points} is more than the {least:g} % of discordant queries: a gain is a "
                    f"difference of two parts of them; Discordant queries takes "
                    f"{float(np.max(gain)):g} to 1"
                )
        return found


def labelled_scale(p: Proof) -> Scale:
    """Return the scale on which a proof turns: labelled queries, with those that are added."""
    t = np.arange(HORIZON_MONTHS, dtype=float)
    return Scale(
        label="Labelled queries",
        unit="queries",
        today=first(p.labelled),
        planned=first(p.labelled) + first(p.labelled_per_month) * t,
        least=FEWEST - 1,  # so that a proof which begins at the fewest is found
        must_suffice=True,
    )


def most_discordance(p: Proof, gain: Numeric) -> Numeric:
    """Return the discordance of two systems that know nothing of each other: p1·q2 + p2·q1.

    Two systems for one task fail on the same hard queries: theirs is less.
    """
    now = before(p, gain)
    then = now + gain
    return now * (1 - then) + then * (1 - now)


def before(p: Proof, gain: Numeric) -> Numeric:
    """Return the share that is right without a gain: today's, less where it would pass 1."""
    share: Numeric = np.minimum(p.accuracy, 1 - np.asarray(gain))
    return share


def needed(p: Proof, gain: Numeric, significance: Numeric, discordance: Numeric) -> Numeric:
    """Return labelled queries that prove a gain [share], clustering included; inf: none do.

    Never fewer than 75, whatever the formula says: below them no formula holds.
    """
    size = pick(p.design, {
        Design.PAIRED: lambda: _power.paired_size(
            gain, np.maximum(discordance, gain), significance, p.power),
        Design.INDEPENDENT: lambda: _power.independent_size(
            before(p, gain), gain, significance, p.power),
    })  # fmt: skip
    effect = _power.design_effect(p.per_cluster, p.cluster_correlation)
    queries: Numeric = np.maximum(size * effect, FEWEST)
    return queries


def chance(
    p: Proof, items: Numeric, gain: Numeric, significance: Numeric, discordance: Numeric
) -> Numeric:
    """Return the chance that ``items`` labelled queries show a gain [share] that is there."""
    worth = _power.clustered(items, p.per_cluster, p.cluster_correlation)
    seen: Numeric = pick(p.design, {
        Design.PAIRED: lambda: _power.paired_power(worth, gain, discordance, significance),
        Design.INDEPENDENT: lambda: _power.independent_power(
            worth, before(p, gain), gain, significance),
    })  # fmt: skip
    return seen


def provable_gain(
    p: Proof, items: Numeric, significance: Numeric, discordance: Numeric
) -> Numeric:
    """Return the smallest gain [share] that ``items`` labelled queries prove; inf: none.

    A gain above the discordance brings its own.
    """
    worth = _power.clustered(items, p.per_cluster, p.cluster_correlation)
    least: Numeric = pick(p.design, {
        Design.PAIRED: lambda: _power.detectable_gain(worth, discordance, significance, p.power),
        Design.INDEPENDENT: lambda: _power.independent_gain(
            worth, p.accuracy, significance, p.power),
    })  # fmt: skip
    gain: Numeric = np.where(np.greater(items, FEWEST), least, np.inf)[()]
    return gain


def standard_error(
    p: Proof, gain: Numeric, discordance: Numeric, labelled: Numeric
) -> Numeric:
    """Return the standard error of a gain measured on so many labelled queries."""
    now = before(p, gain)
    then = now + gain
    variance = pick(p.design, {
        Design.PAIRED: lambda: np.maximum(discordance, gain) - np.square(gain),
        Design.INDEPENDENT: lambda: now * (1 - now) + then * (1 - then),
    })  # fmt: skip
    worth = _power.clustered(labelled, p.per_cluster, p.cluster_correlation)
    error: Numeric = np.sqrt(np.maximum(variance, _power.TINY) / np.maximum(worth, _power.TINY))
    return error


@dataclass(frozen=True, kw_only=True, eq=False)
class Discordance:
    """The discordance that a verdict takes, and whether the verdict waits for its measurement."""

    share: Numeric
    measured: bool
    decides: bool  # unknown, and the least and the most of it give different verdicts


def discordance_taken(p: Proof, gain: Numeric, significance: Numeric) -> Discordance:
    """Return the measured discordance or, unknown, the end that settles the matter.

    The least possible is the gain itself, the most that of independence. Not provable at the least:
    not provable. Provable at the most: provable. Between them it decides, and the most is shown.
    """
    if p.discordance is not None or not p.paired:
        share = most_discordance(p, gain) if p.discordance is None else p.discordance
        return Discordance(share=np.maximum(share, gain), measured=True, decides=False)
    most = most_discordance(p, gain)
    at_least = bool(np.all(p.labelled < needed(p, gain, significance, gain)))
    at_most = bool(np.all(p.labelled >= needed(p, gain, significance, most)))
    return Discordance(
        share=np.asarray(gain) + 0.0 if at_least else np.maximum(most, gain),
        measured=False,
        decides=not (at_least or at_most),
    )
