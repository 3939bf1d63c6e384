"""What the page on spot says of a plan, each part computed when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.on_plan import OnPlan
from calculators.choices import spot_deadline, spot_market, spot_training
from calculators.choices.spot_deadline import Ends
from calculators.choices.spot_inputs import InterruptionsKnown, Spot
from calculators.choices.spot_training import SpotRun, SpotTerms
from calculators.core.breakeven import crossings, payback_months
from calculators.core.checkpoint import best_interval, time_over_work
from calculators.core.decision import Decision
from calculators.core.units import first
from calculators.fixed.training_inputs import Training, TrainingSupply
from calculators.fixed.training_supply import gpu_bill, hours_on, idle_now
from calculators.fixed.training_work import training_work

Floats = NDArray[np.float64]
PAGE = "spot"
LEVER = "training.supply."
LEAST_RATE, MOST_RATE = 1e-6, 100.0  # interruptions an hour that are searched
LONGEST_JOB = 1e5  # hours of work that are searched


class OnSpot(OnPlan):
    """Training of a plan on spot."""

    @property
    def p(self) -> Spot:
        """The inputs of the page."""
        return self.e.scenario.spot

    @property
    def training(self) -> Training:
        """The inputs of training, as entered."""
        return self.e.scenario.training

    @property
    def chosen(self) -> bool:
        """Whether the plan trains on spot."""
        return self.training.supply == TrainingSupply.SPOT

    @property
    def measured(self) -> bool:
        """Whether the net saving was measured; it then stands in the plan."""
        return self.training.spot_net_saving is not None

    @cached_property
    def missing(self) -> str:
        """What must be entered first, "" if everything is known."""
        return spot_market.unknown(self.p, self.training.machine)

    @cached_property
    def terms(self) -> SpotTerms | None:
        """What a run meets; None where price or rate is unknown."""
        return spot_training.terms(self.p, self.training)

    @cached_property
    def run(self) -> SpotRun | None:
        """One run on spot; None where it cannot be told."""
        return None if self.terms is None else spot_training.run(self.terms)

    @cached_property
    def finishes(self) -> bool:
        """Whether a run ends within 100 times its work."""
        return self.run is not None and first(self.run.finishes) > 0

    @cached_property
    def late(self) -> bool:
        """Whether a run, though it ends, is expected to end after its deadline."""
        spare = spot_training.spare_hours(self.p, self.training)
        ends = self.finishes or self.measured
        return ends and spare is not None and first(spare) < 0

    @property
    def saving(self) -> float:
        """The net saving that the plan counts with, measured or computed; 0 if neither."""
        return first(self.e.training.spot_net_saving or 0.0)

    @property
    def now(self) -> TrainingSupply:
        """What spot is held against: what the plan has, on demand where that is spot itself."""
        return TrainingSupply.ON_DEMAND if self.chosen else self.training.supply

    @property
    def no_option(self) -> bool:
        """Whether no option of the plan stands behind it: one amount, or own machines."""
        own = self.training.supply == TrainingSupply.OWN
        return own or self.training.monthly_amount is not None

    @cached_property
    def decision(self) -> Decision | None:
        """The decision to train on spot, or on demand where spot is chosen."""
        option = TrainingSupply.ON_DEMAND if self.chosen else TrainingSupply.SPOT
        return self.e.decision("training", f"{LEVER}{option}")

    @cached_property
    def gpu_hours(self) -> float:
        """GPU-hours of month 1, idle ones among them."""
        used = training_work(self.training, self.e.demand).gpu_hours
        return float(np.ravel(hours_on(used, idle_now(self.training)))[0])

    @cached_property
    def monthly_saving(self) -> float:
        """What spot saves in month 1 against what the plan has [USD]; 0 where it cannot be told."""
        on, p = np.array([self.gpu_hours]), self.e.training
        return float((gpu_bill(p, self.now, on) - gpu_bill(p, TrainingSupply.SPOT, on))[0])

    @cached_property
    def months_gained(self) -> float:
        """Months of runway that spot adds against what the plan does now, or did."""
        if self.decision is None or self.decision.unknown:
            return 0.0
        return -self.decision.months_gained if self.chosen else self.decision.months_gained

    @cached_property
    def payback(self) -> float:
        """Months until the saving has paid the work of making runs resumable."""
        work = self.training.supply_weeks * self.e.scenario.worth.engineer_week_cost
        return first(payback_months(work, self.monthly_saving))

    @cached_property
    def rate(self) -> float:
        """Interruptions an hour of one machine."""
        between = spot_market.mtbf(self.p, self.training.machine)
        return 0.0 if between is None else 1 / first(between)

    @cached_property
    def gang(self) -> float:
        """Machines that stop together."""
        return first(spot_training.machines(self.p, self.training))

    def at_rate(self, rates: Floats) -> Floats:
        """Return the net saving if each machine were interrupted so often an hour."""
        assert self.terms is not None
        met = replace(self.terms, mtbf=1 / (rates * self.gang))
        return np.asarray(spot_training.run(met).net_saving)

    def cost_at_interval(self, hours: Floats) -> Floats:
        """Return the bill of a run over that on demand, if checkpoints came so often."""
        assert self.terms is not None
        return np.asarray(spot_training.run(replace(self.terms, interval=hours)).cost_share)

    @cached_property
    def break_even_rate(self) -> float:
        """Interruptions an hour of a machine from which spot saves nothing; inf: not searched."""
        if self.run is None:
            return np.inf
        return _first_fall(self.at_rate, LEAST_RATE, MOST_RATE)

    @cached_property
    def break_even_job(self) -> float:
        """Hours of work from which a run without checkpoints saves nothing; inf: none."""
        t = self.terms
        if t is None:
            return np.inf

        def saved(work: Floats) -> Floats:
            ratio = np.minimum(time_over_work(work, 0.0, t.restart, t.mtbf), 1e6)
            return np.asarray(1 - (1 - t.discount) * ratio)

        return _first_fall(saved, spot_training.LEAST_HOURS, LONGEST_JOB)

    @cached_property
    def ends(self) -> Ends | None:
        """When drawn runs end; None where none does."""
        if self.terms is None or self.run is None or not self.finishes:
            return None
        return spot_deadline.ends(self.terms, self.run)

    @property
    def deadline(self) -> float:
        """The deadline [h]; inf: none."""
        return np.inf if self.p.deadline_hours is None else first(self.p.deadline_hours)

    @cached_property
    def late_share(self) -> float:
        """Share of drawn runs that miss the deadline."""
        return 1.0 if self.ends is None else self.ends.late_share(self.deadline)

    @cached_property
    def unbounded_interval(self) -> float:
        """The best interval of a run that is long enough for it [h]."""
        assert self.terms is not None
        return first(best_interval(self.terms.write, self.terms.mtbf))

    @property
    def from_band(self) -> bool:
        """Whether the interruptions are those of a published band."""
        return self.p.interruptions_known == InterruptionsKnown.CATALOG


def _first_fall(margin: Callable[[Floats], Floats], low: float, high: float) -> float:
    """Return where a margin that is positive at first ceases to be; 0 if it never is."""
    if not margin(np.array([low]))[0] > 0:
        return 0.0
    found = crossings(margin, low, high)
    return next((x.value for x in found if x.direction < 0), np.inf)
