"""Training: what building models costs, what it does to the runway, and what grows."""

from __future__ import annotations

import numpy as np

from calculators.answers import plan_words
from calculators.answers import training_facts as facts
from calculators.answers.lever_table import NO_CHANGE_MONTHS, levers_table, strongest_lever
from calculators.answers.price_notes import training_price
from calculators.answers.training_charts import cost_chart, logs_chart, logs_verdict, savings_chart
from calculators.answers.training_method import METHOD
from calculators.answers.training_tables import growth_table, published_table, run_table
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part, Table
from calculators.core.cost_line import bought_time
from calculators.core.inputs import YesNo, pick
from calculators.core.unit_words import NARROW_SPACE
from calculators.core.units import HORIZON_MONTHS, first
from calculators.evaluation import Evaluation
from calculators.fixed.training_cost import cost_per_model
from calculators.fixed.training_inputs import TrainingSupply
from calculators.fixed.training_run_inputs import HoursKnown

__all__ = ["METHOD", "answer", "cost_chart", "growth_table", "levers", "logs_chart"]
__all__ += ["published_table", "run_table", "savings_chart"]

LABELS = ("Cost a month", "GPU-hours a month", "Per shipped model", "Paid but idle")
NOTICED_SHARE = 0.1  # of the cost: an idle bill above it is worth measuring


def levers(e: Evaluation) -> Table:
    """Return the levers on training."""
    return levers_table(e, facts.PAGE, title_else="What would make training cheaper",
                        subject="Levers on training")  # fmt: skip


def answer(e: Evaluation) -> Answer:
    """Return what training costs a month and of the runway, and when it has doubled."""
    cost = facts.by_month(e)[0]
    parts = [Part(f"Training costs {words.money(cost)} a month", "strong")]
    parts.append(Part(f"{_of_the_plan(e, cost)}. {_growth(e)}"))
    if facts.is_entered(e):
        parts.append(Part(f" {_entered(e)}", "soft"))
    else:
        said = f"{strongest_lever(e, facts.PAGE, 'on training')} {_decides(e)} {_measure(e)}"
        parts.append(Part(f" {said}", "soft"))
    return Answer(sentence=parts, figures=_figures(e), notes=_notes(e), method=METHOD)


def _of_the_plan(e: Evaluation, cost: float) -> str:
    if not e.known:
        return "; what that does to the runway is unknown, for the cost of serving is"
    out = first(e.cash.total_cost)
    share = f", {words.percent(cost / out)} of what goes out" if out > 0 else ""
    taken = facts.months_taken(e)
    if taken < NO_CHANGE_MONTHS:
        if np.isfinite(first(e.runway.months)):
            return f"{share}; it takes no runway"
        lasts = "never runs out" if first(e.runway.alive) else "lasts beyond this plan"
        return f"{share}; cash {lasts} with it"
    over = np.isfinite(first(e.runway.months)) and (
        first(e.runway.months) + taken >= HORIZON_MONTHS
    )
    return f"{share}, and takes {'over ' if over else ''}{words.months(taken)} of runway"


def _growth(e: Evaluation) -> str:
    line, doubled = facts.by_month(e), facts.doubled_in(e)
    if np.isfinite(doubled):
        ahead = "Growth ahead that is no straight line: it" if facts.is_accelerating(e) else "It"
        return f"{ahead} has doubled by {plan_words.date(e, doubled - 1)}, month {doubled:.0f}."
    if line[-1] > line[0]:
        return f"It reaches {words.money(line[-1])} by {plan_words.last_month(e)}."
    return "It does not grow." if line[-1] == line[0] else "It falls."


def _entered(e: Evaluation) -> str:
    return plan_words.one_amount(first(facts.by_month(e)))


def _decides(e: Evaluation) -> str:
    named, p = facts.named_parts(e), e.scenario.training
    if not named:
        return "What decides it: nothing yet; no run, no data and no tool is entered."
    runs = words.number(first(facts.parts(e).work.runs), "runs")
    why = {
        facts.AT_WORK: f"{runs} a month and the hours of each",
        facts.IDLE: "GPUs that are paid while nothing runs",
        facts.KEPT: "how much data is kept, and for how long",
        facts.LOGS: "how many months of logs are kept",
        facts.TOOLS: "the number of paid seats",
        facts.DIAGNOSIS: f"{words.number(first(p.incidents), 'incidents/month')} without logs",
    }
    return f"What decides it: {why[max(named, key=lambda name: named[name][0])]}."


def _measure(e: Evaluation) -> str:
    p, named = e.scenario.training, facts.named_parts(e)
    idle = named.get(facts.IDLE, np.zeros(1))[0]
    if p.hours_known == HoursKnown.FLOPS:
        return "Measure next: the GPU-hours of one run."
    if idle > NOTICED_SHARE * facts.by_month(e)[0] and p.idle_off == YesNo.NO:
        return "Measure next: the GPU-hours on the bill against those of runs."
    rented = p.supply != TrainingSupply.OWN and facts.AT_WORK in named
    if p.spot_net_saving is None and rented:
        return "Measure next: the bill of one job on spot against the same job on demand."
    return "Measure next: how many runs the last shipped model took."


def _figures(e: Evaluation) -> list[Figure]:
    cost = facts.by_month(e)[0]
    year = words.money(float(np.sum(facts.by_month(e)[: facts.YEAR])))
    paid = Figure(label=LABELS[0], value=words.money(cost), note=f"{year} in 12 months")
    if facts.is_entered(e):
        unknown = [Figure(label=label, value=words.UNKNOWN, note="one amount is entered")
                   for label in LABELS[1:]]  # fmt: skip
        return [paid, *unknown]
    found = facts.parts(e)
    models, runs = first(found.work.models), first(found.work.runs)
    each = words.money(first(cost_per_model(found))) if models > 0 else "none"
    share, _, unit = words.percent(first(found.unused_share)).partition(NARROW_SPACE)
    return [
        paid,
        Figure(label=LABELS[1], value=words.number(first(found.work.gpu_hours)),
               note=words.number(runs, "runs/month")),
        Figure(label=LABELS[2], value=each,
               note=words.number(models, "models/month") if models > 0 else "no model ships"),
        Figure(label=LABELS[3], value=share, unit=unit,
               note=f"of GPU-hours, {words.money(first(found.idle))}"),
    ]  # fmt: skip


def _notes(e: Evaluation) -> list[str]:
    if facts.is_entered(e):
        return [_entered(e)]
    found = [_supply_note(e), _above_serving(e), _logs_note(e), _weeks_note(e)]
    found.append(training_price(e.scenario.training))
    return [note for note in found if note]


def _supply_note(e: Evaluation) -> str:
    p = e.scenario.training
    held = words.number(first(p.held_gpus), "GPUs")
    said: str = pick(
        p.supply,
        {
            TrainingSupply.ON_DEMAND: lambda: "",
            TrainingSupply.SPOT: lambda: _spot_note(e),
            TrainingSupply.COMMITTED: lambda: (
                f"{held} committed: paid all month, whether or not anything runs."
            ),
            TrainingSupply.OWN: lambda: (
                f"Own machines ({held}) cost nothing here. They stand on the page Hardware with "
                "their share for building; hours beyond them are rented."
            ),
        },
    )
    return said


def _spot_note(e: Evaluation) -> str:
    saving = e.training.spot_net_saving
    if saving is None:
        return "Spot: its net saving is not known yet, neither measured nor computed."
    measured = e.scenario.training.spot_net_saving is not None
    how = "measured" if measured else "computed on the page Spot"
    return (
        f"Spot counts with the net saving that was {how}, {words.percent(first(saving))}; redone "
        "work is in it."
    )


def _above_serving(e: Evaluation) -> str:
    month = facts.above_serving_in(e)
    if not np.isfinite(month):
        return ""
    return f"Training costs more than serving from {plan_words.date(e, month - 1)}."


def _logs_note(e: Evaluation) -> str:
    return f"{logs_verdict(e)} (Dhingra and Sood 2023)."


def _weeks_note(e: Evaluation) -> str:
    weeks = e.lines[facts.PAGE].weeks
    if not first(weeks) > 0:
        return ""
    if_bought = first(weeks) * first(e.scenario.worth.engineer_week_cost)
    counted = first(bought_time(weeks, e.scenario.worth)) > 0
    return (
        f"Longer diagnosis takes {words.value_with_unit(first(weeks), 'weeks')} a month: "
        f"{words.money(if_bought)} if engineer time is bought, nothing in cash alone; it is "
        f"{'counted' if counted else 'not counted'} here."
    )
