"""Ways of training again that a plan does not have: by schedule, on a signal, not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.core import proof, words
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.decision import Bound, Condition, Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import pick
from calculators.core.reached import at_least, queries_at_least
from calculators.core.units import PERCENT, first, ratio_or_never
from calculators.practices import retraining_work as work
from calculators.practices.retraining_inputs import SCHEDULE_LABELS, Retraining, Schedule

Floats = NDArray[np.float64]
PAGE = "retraining"
WORTH_IT, PROVABLE = "worth it", "provable"
QUESTION = "Does retraining by schedule pay, and could you tell?"
NO_DRIFT = "how fast answers get worse: measured drift, or the gain of a cycle"
NO_DISCORDANCE = "the share of discordant queries: answer the same queries with both models"
LABEL_TWICE = "the evaluation set labelled twice, two months apart"
BEYOND = 2.0  # times what is needed: so far a schedule is searched
POINTS = 200  # at which the number of queries that leaves most is looked for
ALIKE = 1e-12  # part by which two gains may differ that are one
ROUNDS = 30  # in which a gain and the discordance that it brings agree


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """A schedule against luck: how many labelled queries its gain takes."""

    p: Retraining
    worth: Worth

    @cached_property
    def level(self) -> float:
        """Significance of one cycle."""
        return first(work.level_of_schedule(self.p))

    @cached_property
    def gain(self) -> float:
        """Share that a cycle wins."""
        return first(work.gain(self.p, self.p.interval_days))

    @cached_property
    def discordance(self) -> proof.Discordance:
        """Discordance taken for the verdict."""
        return proof.discordance_taken(self.p, self.gain, self.level)

    @cached_property
    def needed(self) -> float:
        """Labelled queries that prove the gain of a cycle; inf: none do."""
        return first(proof.needed(self.p, self.gain, self.level, self.discordance.share))

    @property
    def provable(self) -> bool:
        """Whether the labelled queries of today prove it."""
        return first(self.p.labelled) > self.needed

    @cached_property
    def drift_needed(self) -> float:
        """Drift at which the labelled queries of today prove it [points/day]; inf: none.

        Discordance not measured: the most there can be is that of the gain which is looked for.
        """
        p = self.p
        gain = first(work.visible_loss(p, p.labelled, self.level)) / PERCENT
        before = np.inf
        for _ in range(ROUNDS if p.paired and p.discordance is None else 0):
            if not np.isfinite(gain) or abs(gain - before) <= ALIKE * gain:
                break
            before, most = gain, proof.most_discordance(p, gain)
            gain = first(proof.provable_gain(p, p.labelled, self.level, most))
        return first(gain * PERCENT / p.interval_days)

    @property
    def at_least(self) -> bool:
        """Whether what is needed is a least: discordance was not measured, and is set to it."""
        taken = self.discordance
        return not (taken.measured or taken.decides or self.provable)

    @property
    def bound(self) -> Bound:
        """How what is needed is to be read: of unmeasured discordance one end is taken."""
        if self.discordance.measured:
            return Bound.EXACT
        return Bound.AT_LEAST if self.at_least else Bound.AT_MOST

    @cached_property
    def point_needed(self) -> float:
        """Value of a point from which the schedule is worth its cost [USD/month]; inf: none."""
        p, worth = self.p, self.worth
        asked = work.at_interval(p, Schedule.SCHEDULED, p.interval_days)
        months = worth.payback_months
        time = (asked.weeks + p.automate_weeks / months) * worth.engineer_week_cost
        kept = work.points_kept(p, worth, p.interval_days)
        return first(ratio_or_never(asked.bills + time, kept))


def adoptions(p: Retraining, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the ways of training again that the plan does not have."""
    del plan
    for way in (Schedule.SCHEDULED, Schedule.ON_SIGNAL, Schedule.NONE):
        if way != p.schedule:
            yield _adoption(p, worth, way)


def saving(
    p: Retraining, worth: Worth, way: Schedule, labelled: Floats, enough: float = np.inf
) -> Floats:
    """Return what a way saves a month against that of the plan [USD/month].

    Value less bills and engineer time, each way with the same labelled queries; those beyond
    today's are bought, up to ``enough``, within the time in which work must pay back.
    """
    counted = np.maximum(np.minimum(labelled, enough) - p.labelled, 0.0)
    more = counted * p.price_of_a_label / worth.payback_months
    bought = pick(way, {
        Schedule.NONE: lambda: 0.0,
        Schedule.SCHEDULED: lambda: more,
        Schedule.ON_SIGNAL: lambda: more,
    })  # fmt: skip
    then = work.net(p, worth, work.running(p, worth, way, labelled))
    now = work.net(p, worth, work.running(p, worth, p.schedule, labelled))
    return np.asarray(then - now - bought + 0.0 * labelled)


def enough_queries(case: Case, way: Schedule, asked: float) -> float:
    """Return the labelled queries beyond which nobody buys more; inf: buying pays nowhere.

    A schedule needs its proof and no more, a signal the number that leaves most above what the
    work asks for a month. Whoever has more has them anyway: they end nothing that pays.
    """
    p, today = case.p, first(case.p.labelled)
    if way != Schedule.ON_SIGNAL:
        return max(today, case.needed)
    searched = np.geomspace(max(today, proof.FEWEST), proof.labelled_scale(p).high, POINTS)
    left = saving(p, case.worth, way, searched)
    best = int(np.argmax(left))
    return float(searched[best]) if left[best] > asked else np.inf


def _adoption(p: Retraining, worth: Worth, way: Schedule) -> Adoption:
    weeks = pick(way, {
        Schedule.NONE: lambda: 0.0,
        Schedule.SCHEDULED: lambda: p.automate_weeks,
        Schedule.ON_SIGNAL: lambda: p.alarm_weeks,
    })  # fmt: skip
    case = Case(p=p, worth=worth)
    known = work.is_known(p)
    words_of = pick(way, {
        Schedule.NONE: lambda: _stop(),
        Schedule.SCHEDULED: lambda: _schedule(case),
        Schedule.ON_SIGNAL: lambda: _on_signal(case),
    })  # fmt: skip

    asked = first(np.asarray(weeks) * worth.engineer_week_cost / worth.payback_months)
    enough = enough_queries(case, way, asked) if known else np.inf

    def saved(values: Floats) -> Floats:
        return saving(p, worth, way, values, enough)

    return Adoption(
        key=f"retraining.{way}",
        page=PAGE,
        changes={"retraining.schedule": way},
        weeks=weeks,
        scale=_scale(case, way),
        saving=saved,
        value_gained=_value_gained(p, worth, way) if known else 0.0,
        unknown=_unknown(case, way, asked) if known else NO_DRIFT,
        conditions=_provable(case) if way == Schedule.SCHEDULED and known else (),
        cost_name=WORTH_IT,
        baseline=SCHEDULE_LABELS[p.schedule],
        **words_of,
    )


def _scale(case: Case, way: Schedule) -> Scale:
    """Return labelled queries, searched up to where a schedule can be proven, however far."""
    scale = proof.labelled_scale(case.p)
    seen = way == Schedule.SCHEDULED and np.isfinite(case.needed)
    return replace(scale, reach=BEYOND * case.needed) if seen else scale


def _value_gained(p: Retraining, worth: Worth, way: Schedule) -> float:
    then, now = (work.running(p, worth, w, p.labelled).interval for w in (way, p.schedule))
    return first(work.value(p, worth, then) - work.value(p, worth, now))


def _provable(case: Case) -> tuple[Condition, ...]:
    needed = case.needed
    edges = (needed,) if np.isfinite(needed) else ()
    return (
        Condition(
            name=PROVABLE,
            unit="queries",
            margin=lambda labelled: labelled - needed,
            breakpoints=edges,
            bound=case.bound,
        ),
    )


def _unknown(case: Case, way: Schedule, asked: float) -> str:
    """Return what must be measured first: the discordance, where both ends of it disagree."""
    p, worth = case.p, case.worth
    if p.discordance is not None or not p.paired or way == Schedule.NONE:
        return ""
    today = saving(p, worth, way, np.array([first(p.labelled)]))
    if way == Schedule.SCHEDULED:
        return NO_DISCORDANCE if case.discordance.decides and today[0] > asked else ""
    days = np.maximum(work.best_days(p, worth), work.SHORTEST_DAYS)
    at_best = work.net(p, worth, work.at_interval(p, way, days))
    now = work.net(p, worth, work.running(p, worth, p.schedule, p.labelled))
    return NO_DISCORDANCE if first(at_best - now) > asked >= today[0] else ""


def _schedule(case: Case) -> dict[str, str]:
    days = first(case.p.interval_days)
    return {
        "label": f"Retrain every {'day' if days == 1 else words.number(days, 'days')}",
        "detail": f"{words.number(case.gain * PERCENT, 'points')} a cycle"
        if work.is_known(case.p)
        else "gain not measured",
        "question": QUESTION,
        "assumes": "So many users that each cycle brings new labels by itself and its gain is "
        f"seen at once; here {words.number(case.p.labelled, 'labelled queries')} have to tell it "
        "from luck",
        "simpler": "retrain on a signal: measured drift, a changed feature, a regression on the "
        "evaluation set",
        "signal": signal_of_schedule(case),
    }


def signal_of_schedule(case: Case) -> str:
    """Return what would turn the schedule, with its numbers; what would end it where it pays."""
    p, worth = case.p, case.worth
    if not work.is_known(p):
        return LABEL_TWICE
    said = []
    if not case.provable:
        end = {Bound.AT_LEAST: " at least", Bound.AT_MOST: " at most"}.get(case.bound, "")
        queries = f"labelled queries{end}"
        ways = [words.number(n, unit) for n, unit in (
            (queries_at_least(case.needed), queries),
            (at_least(case.drift_needed), "points of drift a day"),
        ) if np.isfinite(n)]  # fmt: skip
        said.append(" or ".join(ways) or "another comparison: no number of queries proves it")
    if not worth.point_value > case.point_needed:
        needed = case.point_needed
        said.append(
            f"a point worth {words.money(at_least(needed), 'month')}"
            if np.isfinite(needed)
            else "a shorter interval or any drift: nothing is won"
        )
    return ", and ".join(said) or "a cycle whose gain is not seen on the labelled queries"


def _on_signal(case: Case) -> dict[str, str]:
    p, worth = case.p, case.worth
    known = work.is_known(p)
    days = first(work.days_on_signal(p, worth, p.labelled)) if known else np.inf
    never = "the signal never comes" if known else "how often is not known"
    unseen = "no loss is both visible and worth a cycle" if known else LABEL_TWICE
    lost = first(work.drift(p)) * days if np.isfinite(days) else np.inf
    fires = (
        f"a loss of {words.number(lost, 'points')} since the last training"
        if np.isfinite(lost)
        else unseen
    )
    return {
        "label": "Retrain on a signal",
        "detail": f"about every {words.number(days, 'days')}" if np.isfinite(days) else never,
        "question": "Retrain when measured drift says so?",
        "assumes": "Drift can be watched, and a retrain by hand is at hand when it is needed",
        "simpler": "run the evaluation set by hand before each release",
        "signal": fires,
    }


def _stop() -> dict[str, str]:
    return {
        "label": "Stop retraining",
        "detail": "one model stays as it is",
        "question": "Stop retraining?",
        "assumes": "Answers hardly get worse, or nobody could tell",
        "simpler": "a longer interval",
        "signal": "measured drift of the model left alone",
    }
