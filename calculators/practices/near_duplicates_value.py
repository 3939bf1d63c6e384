"""What a way of removing duplicates catches, removes wrongly, and asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators.core.business import Worth
from calculators.core.inputs import Numeric, pick
from calculators.core.units import KILO
from calculators.practices.near_duplicates_inputs import Method, NearDuplicates
from calculators.practices.near_duplicates_lsh import found_share

ORDER = tuple(Method)  # each holds what stands before it


@dataclass(frozen=True, kw_only=True, eq=False)
class Removal:
    """One way of removing duplicates."""

    caught: Numeric  # share of the traced failures that are gone
    removed_wrongly: Numeric = 0.0  # [texts/month]
    cash: Numeric = 0.0  # [USD/month]
    upkeep: Numeric = 0.0  # [weeks/month]
    weeks: Numeric = 0.0  # to adopt it, beside exact hashing
    upfront: Numeric = 0.0  # [USD] to adopt it


def removal(p: NearDuplicates, method: Method) -> Removal:
    """Return what a method does: exact copies e are caught by all, the rest 1 − e by the method.

    caught = e + (1 − e)·P(similarity); removed wrongly = new texts·look-alikes·P(their similarity).
    Finding by hashes costs minutes of a processor a month, which is left out.
    """
    found: Removal = pick(method, {
        Method.NONE: lambda: Removal(caught=0.0),
        Method.EXACT: lambda: Removal(caught=p.exact_share),
        Method.NEAR: lambda: _near(p),
        Method.SEMANTIC: lambda: _semantic(p),
    })  # fmt: skip
    return found


def _near(p: NearDuplicates) -> Removal:
    alike = found_share(p.lookalike_similarity, p.hashes, p.bands)
    return Removal(
        caught=_with_exact(p, found_share(p.pair_similarity, p.hashes, p.bands)),
        removed_wrongly=p.new_documents * p.lookalike_share * alike,
        upkeep=p.upkeep_time,
        weeks=p.calibration_weeks,
    )


def _semantic(p: NearDuplicates) -> Removal:
    price = p.embedding_price / KILO
    return Removal(
        caught=_with_exact(p, p.semantic_caught),
        removed_wrongly=p.new_documents * p.lookalike_share * p.semantic_false_share,
        cash=p.new_documents * price,
        upkeep=p.upkeep_time,
        weeks=p.calibration_weeks,
        upfront=p.documents * price,
    )


def _with_exact(p: NearDuplicates, found: Numeric) -> Numeric:
    return p.exact_share + (1 - p.exact_share) * found


def monthly_value(p: NearDuplicates, r: Removal, traced: Numeric) -> Numeric:
    """Return failures avoided × cost − texts removed wrongly × cost [USD/month]; no cash.

    ``traced``: failures a month that near-duplicates cause. New texts a month stay as they are.
    """
    return traced * r.caught * p.cost_per_failure - r.removed_wrongly * p.cost_per_wrong_removal


@dataclass(frozen=True, kw_only=True, eq=False)
class Step:
    """Going from one way of removing duplicates to another: a straight line in failures traced."""

    per_failure: Numeric  # [USD/failure] more saved for each failure traced
    fixed: Numeric  # [USD/month] more paid or lost, whatever the failures
    work: Numeric  # [USD] to adopt it

    def margin(self, traced: Numeric, worth: Worth) -> Numeric:
        """Return payback months × saving − work [USD]."""
        return worth.payback_months * (traced * self.per_failure - self.fixed) - self.work

    def bounds(self, worth: Worth) -> tuple[Numeric, Numeric]:
        """Return the failures traced a month above and below which it pays, within 0 to inf.

        It turns at (fixed + work ÷ payback months) ÷ saved per failure. What saves by failures pays
        above it, what loses by them below; what does neither, everywhere or (inf, inf) nowhere.
        """
        a_month = self.fixed + self.work / worth.payback_months
        rises, falls = np.greater(self.per_failure, 0), np.less(self.per_failure, 0)
        turn = np.maximum(a_month / np.where(rises | falls, self.per_failure, np.inf), 0.0)
        nowhere = np.where(np.less(a_month, 0), 0.0, np.inf)
        least = np.where(rises, turn, np.where(falls, 0.0, nowhere))
        return least[()], np.where(falls, turn, np.inf)[()]


def step(p: NearDuplicates, old: Method, new: Method, worth: Worth) -> Step:
    """Return the step from a method to another, exact hashing done on the way."""
    before, after = removal(p, old), removal(p, new)
    return Step(
        per_failure=(after.caught - before.caught) * p.cost_per_failure,
        fixed=(after.removed_wrongly - before.removed_wrongly) * p.cost_per_wrong_removal
        + after.cash - before.cash
        + (after.upkeep - before.upkeep) * worth.engineer_week_cost,
        work=weeks_of(p, old, new) * worth.engineer_week_cost + after.upfront,
    )  # fmt: skip


def weeks_of(p: NearDuplicates, old: Method, new: Method) -> Numeric:
    """Return the work of going from a method to another [weeks]: exact hashing comes first."""
    first: Numeric = p.exact_weeks if old == Method.NONE else 0.0
    return first + removal(p, new).weeks
