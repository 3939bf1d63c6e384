"""Tables of training: growth of each part, and published runs beside the estimate."""

from __future__ import annotations

import numpy as np

from calculators.answers import plan_words
from calculators.answers import training_facts as facts
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.fixed.training_cost import cost_per_model, run_cost
from calculators.fixed.training_published import PUBLISHED
from calculators.fixed.training_storage import stored_tb

GROWTH_MONTHS = (1, 12, 24, 36, 60)
CLOSE = 0.1  # published and estimated figures lie this close, or the gap is explained


def growth_table(e: Evaluation) -> Table:
    """Return what grows: runs, hours of a run, data, and the cost against today's."""
    heads = ("When", "Runs", "GPU-hours of each", "GPU-hours", "Data kept", "A month", "Of today's")
    return Table(
        title="Growth ahead",
        subtitle="Hours of a run grow with data times parameters, runs with the kinds, data by "
        "what is added and not yet deleted",
        columns=heads,
        rows=[_growth_row(e, month) for month in GROWTH_MONTHS],
        numeric=heads[1:],
    )


def _growth_row(e: Evaluation, month: int) -> list[str]:
    work, line = facts.parts(e).work, facts.by_month(e)
    kept = np.ravel(stored_tb(e.scenario.training))[month - 1]
    cost = line[month - 1]
    return [
        f"Month {month}, {plan_words.date(e, month - 1)}",
        words.number(np.ravel(work.runs)[month - 1]),
        words.number(np.ravel(work.hours_per_run)[month - 1]),
        words.number(np.ravel(work.gpu_hours)[month - 1]),
        words.value_with_unit(kept, "TB"),
        words.money(cost),
        f"{words.number(cost / line[0])} ×" if line[0] > 0 else "nothing today",
    ]


def run_table(e: Evaluation) -> Table:
    """Return one run and one shipped model of month 1."""
    p, cost = e.training, facts.parts(e)
    run, models = run_cost(p), first(cost.work.models)
    rows = [
        ["GPU-hours of a run", words.number(first(run.gpu_hours), "GPU-hours")],
        ["It takes", _duration(first(run.days))],
        ["Its bill, without idle time", words.money(first(run.cost))],
        ["Runs a month, failed ones among them", words.number(first(cost.work.runs), "runs")],
        ["Models shipped a month", words.number(models, "models")],
        ["A shipped model, all of training", _per_model(models, first(cost_per_model(cost)))],
    ]
    return Table(
        title="One run, one model",
        subtitle="Month 1, as the inputs give it",
        columns=("Figure", "Size"),
        rows=rows,
        numeric=("Size",),
    )


def _duration(days: float) -> str:
    return words.number(days, "days") if days >= 1 else words.value_with_unit(days * 24, "h")


def _per_model(models: float, each: float) -> str:
    return words.money(each) if models > 0 else "none ships"


def published_table() -> Table:
    """Return published runs beside the estimate from their own inputs, and what each leaves out."""
    heads = ("Run", "Published", "Estimated", "Ratio", "What it leaves out")
    return Table(
        title="Held against published runs",
        subtitle=f"Estimated now from the published inputs by the formulas of this page; "
        f"{_agreeing()} of {len(PUBLISHED)} agree within {words.percent(CLOSE)}",
        columns=heads,
        rows=[
            [
                f"{run.what} · {run.source.title}",
                words.value_with_unit(run.figure, run.measured),
                words.value_with_unit(run.estimated, run.measured),
                words.number(run.ratio),
                run.leaves_out,
            ]
            for run in PUBLISHED
        ],
        numeric=heads[1:4],
    )


def _agreeing() -> int:
    return sum(abs(run.ratio - 1) <= CLOSE for run in PUBLISHED)
