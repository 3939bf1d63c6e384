"""Build, buy or open source: what each level of a tool costs, and which would be cheaper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators.choices.build_vs_buy_inputs import LEVEL_LABELS, Level, Tool, Tools
from calculators.choices.build_vs_buy_terms import (
    Size,
    Terms,
    running,
    terms,
    today,
    together,
    upkeep,
)
from calculators.core import words
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.decision import Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly
from calculators.core.units import (
    HORIZON_MONTHS,
    QUERIES_OF_A_PRICE,
    WEEKS_PER_MONTH,
    first,
    over_months,
    ratio_or_never,
)

Floats = NDArray[np.float64]
PAGE = "tools"
FEWEST_MODELS = 1.0  # searched and drawn, however many there are
MONTHS_AHEAD = np.arange(HORIZON_MONTHS, dtype=float)


def models_by_month(p: Tools) -> Monthly:
    """Return the models in production: today's and those added so far [models]."""
    planned: Monthly = over_months(p.models) + over_months(p.models_added) * MONTHS_AHEAD
    return planned


def cost_line(p: Tools, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return what the tools beyond scripts cost, by month.

    Who keeps the scripts is paid already and keeps what replaces them, so the line holds only the
    upkeep beyond theirs, max(u − u of the scripts, 0); what is less is freed, and no cash
    (`Adoption.weeks_saved`). Scripts whose hours nobody knows count as none.
    """
    del worth
    rows = [row for row in p.rows if row.level != Level.SCRIPT]
    if not rows:
        return bills(plan, cash=0.0)
    beyond = [terms(p, row, row.level) for row in rows]
    models, thousands = models_by_month(p), plan.scored_queries * (1 / QUERIES_OF_A_PRICE)
    every, by_credits = together(beyond), together([t for t in beyond if t.on_cloud])
    moving = over_months(every.per_thousand) * thousands
    fixed, of_credits = (
        over_months(t.amount + t.per_person * p.people) for t in (every, by_credits)
    )
    scripts = [terms(p, row, Level.SCRIPT) for row in rows]
    return bills(
        plan,
        cash=fixed + over_months(every.per_model) * models + moving,
        variable=moving,
        cloud=of_credits
        + over_months(by_credits.per_model) * models
        + over_months(by_credits.per_thousand) * thousands,
        weeks=sum(less_upkeep(t, s, models) for t, s in zip(beyond, scripts, strict=True)),
    )


def less_upkeep(before: Terms, after: Terms, models: Monthly) -> Monthly:
    """Return the upkeep that a level takes less than another; 0 where it takes more [weeks/month].

    max((w − w') + (v − v')·models, 0)
    """
    fixed, each = before.weeks - after.weeks, before.model_weeks - after.model_weeks
    return np.maximum(over_months(fixed) + over_months(each) * models, 0.0)


def script_time(p: Tools) -> Monthly:
    """Return the engineer time that scripts ask for, by month [weeks/month]."""
    rows = [terms(p, row, Level.SCRIPT) for row in p.rows if row.level == Level.SCRIPT]
    every = together(rows)
    asked: Monthly = over_months(every.weeks) + over_months(every.model_weeks) * models_by_month(p)
    return asked


def time_of_people(p: Tools) -> Monthly:
    """Return the engineer time of the people who use the tools [weeks/month]."""
    return over_months(p.people * WEEKS_PER_MONTH)


def adoptions(p: Tools, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield, for each tool, the level that leaves most within the time work must pay back in."""
    planned = models_by_month(p)
    offered = Offered(
        p=p,
        worth=worth,
        size=today(p, plan),
        scale=Scale(
            label="Models in production",
            unit="models",
            today=first(p.models),
            planned=planned,
            least=FEWEST_MODELS,
            down_to=FEWEST_MODELS,
        ),
    )
    for i, row in enumerate(p.rows):
        yield _adoption(offered, i, row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What the adoptions of one plan share."""

    p: Tools
    worth: Worth
    size: Size
    scale: Scale

    def left(self, now: Terms, then: Terms) -> float:
        """Return payback months × saving − work, as the decision does [USD]."""
        worth = self.worth
        saved = running(now, self.size, worth) - running(then, self.size, worth)
        work = (now.exit_weeks + then.setup_weeks) * worth.engineer_week_cost
        return float(worth.payback_months * saved - work)

    def freed(self, row: Tool, level: Terms) -> Monthly:
        """Return the time that a level frees of those who kept the scripts, by month."""
        script = terms(self.p, row, Level.SCRIPT)
        return less_upkeep(script, level, self.scale.planned)


def alternative(o: Offered, row: Tool) -> tuple[Level, Terms, Terms]:
    """Return the other level whose saving less its work is largest over the payback months."""
    unmeasured = row.script_time is None
    found = {level: terms(o.p, row, level) for level in Level}
    now = found.pop(row.level)
    if unmeasured:
        found.pop(Level.SCRIPT, None)
    best = max(found, key=lambda level: o.left(now, found[level]))
    return best, now, found[best]


def named(rows: Sequence[Tool], i: int) -> str:
    """Return what a tool is called, by its number where it has no name."""
    return rows[i].name or f"Tool {i + 1}"


def _adoption(o: Offered, i: int, row: Tool) -> Adoption:
    level, now, then = alternative(o, row)

    def saving(models: Floats) -> Floats:
        at = Size(people=o.size.people, models=models, thousands=o.size.thousands)
        return np.asarray(running(now, at, o.worth) - running(then, at, o.worth))

    name, before, after = named(o.p.rows, i), LEVEL_LABELS[row.level], LEVEL_LABELS[level]
    measured = row.script_time is not None or row.level != Level.SCRIPT
    return Adoption(
        key=f"tools.rows.{i}.{level}",
        page=PAGE,
        label=f"{name}, {after}",
        detail=f"instead of {before}",
        question=f"{name}: {after} instead of {before}?",
        baseline=before,
        changes={f"tools.rows.{i}.level": level},
        weeks=now.exit_weeks + then.setup_weeks,
        weeks_saved=o.freed(row, then) - o.freed(row, now) if measured else 0.0,
        scale=o.scale,
        saving=saving,
        unknown="" if measured else f"count the hours that scripts for {name} take in a month",
        assumes=ASSUMES[level],
        simpler=SIMPLER[row.level],
        signal=_signal(o, row, name, now, then),
    )


HOW = {
    Level.SCRIPT: "by script",
    Level.OPEN_SOURCE: "with open source",
    Level.MANAGED: "as a managed tool",
    Level.BUILT: "with what was built",
}
ASSUMES = {
    Level.SCRIPT: "few models, few people, and one who knows each script",
    Level.OPEN_SOURCE: "somebody stays who runs and upgrades it",
    Level.MANAGED: "many models share its price, and its seller stays in business",
    Level.BUILT: "more models than bought tools are priced for, and people to keep it",
}
SIMPLER = {
    Level.SCRIPT: "keep the scripts, each with an owner and a page on how it runs",
    Level.OPEN_SOURCE: "keep it, and leave out the parts that nobody uses",
    Level.MANAGED: "ask for a lower price before you move",
    Level.BUILT: "stop adding features and keep what works",
}


def _signal(o: Offered, row: Tool, name: str, now: Terms, then: Terms) -> str:
    """Return the work of a month above which leaving what is there pays back in time."""
    held = f"time that {name} {HOW[row.level]} takes"
    if row.script_time is None and row.level == Level.SCRIPT:
        return held
    spent = upkeep(now, o.size)
    short = ratio_or_never(-o.left(now, then), o.worth.payback_months * o.worth.engineer_week_cost)
    above = first(spent + short)
    if not 0 < above < np.inf:
        return held
    return f"{held}: above {words.number(above, 'weeks/month')} it pays; {words.number(spent)} now"
