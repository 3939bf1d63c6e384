"""Tables of Cloud or own machines: four scales, when to buy, a month of a GPU, cases."""

from __future__ import annotations

import numpy as np

from calculators.answers.cloud_or_own_charts import nearest, sizes_words
from calculators.answers.cloud_or_own_facts import Facts
from calculators.answers.cloud_or_own_service import PAGE
from calculators.answers.cloud_or_own_words import gpus, parts_of_a_month
from calculators.answers.lever_table import Impact, impact_words, levers
from calculators.answers.lever_table import levers_table as _levers_table
from calculators.answers.plan_words import month_name
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.decision import Decision
from calculators.evaluation import Evaluation
from calculators.presets import CASES, PRESETS, comparisons
from calculators.variable.service import SUPPLY_LABELS, Supply

SCALES = ("Scale", "Today", "Break-even", "Says")
WHEN = ("Bought in", "Runway", "Cash at end", "Worth then")
PARTS = ("Part", "A month", "How")
HELD = ("Case and what it says", "Published", "Here")
NONE = "none"
EVEN_ALL_DAY = "not with the machines of today: rent by the hour is cheaper even all day"
WITHOUT_WORK = "without the work of changing"  # the sentence of the page counts it


def scales_table(f: Facts) -> Table | None:
    """Return the four scales on which owning turns; None where it is not known."""
    if not f.known:
        return None
    return Table(
        title="Four scales, and where owning turns on each",
        subtitle=f"{f.service.name}, owned for its peak; months in cash, the rest spread over use, "
        "with engineer time and failures",
        columns=SCALES,
        rows=[_months(f), _utilisation(f), _gpu_hours(f), _volume(f)],
        numeric=SCALES[1:3],
    )


def _months(f: Facts) -> list[str]:
    plain, late = f.payback(), f.payback(f.discount_rate)
    said = "pays within five years" if np.isfinite(plain) else "never in this plan"
    rate = words.percent(f.discount_rate)
    both = f"{words.months(plain)}; at {rate} a year {words.months(late)}"
    return ["Months kept", f"life {words.months(f.p.life_months)}", both, said]


def _utilisation(f: Facts) -> list[str]:
    used, turn = f.hours_needed, f.break_even_hours
    above = f"{_above(used, turn)}, against rent by the hour"
    said = EVEN_ALL_DAY if turn > 1 else above
    return ["Hours a GPU is needed", words.percent(used), _share(turn), said]


def _share(turn: float) -> str:
    return words.percent(turn) if turn <= 1 else NONE


def _above(today: float, turn: float) -> str:
    return "above the break-even" if today >= turn else "below the break-even"


def _gpu_hours(f: Facts) -> list[str]:
    name, today, turn = "GPU-hours needed a month", f.gpu_hours, f.break_even_gpu_hours
    if np.isinf(turn):
        return [name, words.number(today), "never", "never: rent by the hour is free"]
    if f.break_even_hours > 1:  # more hours than the machines for the peak have in a month
        return [name, words.number(today), NONE, EVEN_ALL_DAY]
    said = f"{_above(today, turn)}, against rent by the hour"
    return [name, words.number(today), words.number(turn), said]


def _volume(f: Facts) -> list[str]:
    turn = nearest(f)
    at, said = words.number(turn), ""
    if np.isinf(turn):
        cheaper = f.steady[Supply.OWN] < f.steady[f.rented_way]
        than_rent = "owning is cheaper" if cheaper else "never: owning is dearer"
        at, said = NONE, f"{than_rent} at {sizes_words(f)} tried"
    said = f"{said or _reached(f, turn)}, {_against(f)}, {WITHOUT_WORK}"
    return [f.scale.label, words.number(f.size), at, said]


def _against(f: Facts) -> str:
    way = SUPPLY_LABELS[f.rented_way]
    return f"against rent ({way[0].lower()}{way[1:]})"


def _reached(f: Facts, turn: float) -> str:
    planned = f.scale.planned
    if f.size >= turn:
        return "above the break-even nearest to today"
    reached = planned >= turn
    if not reached.any():
        return "not reached in this plan"
    return f"reached in {month_name(f.e, float(np.argmax(reached)) + 1)}"


def purchases_table(f: Facts) -> Table | None:
    """Return what buying now, later or never does to the runway; None where it is not known."""
    if not (f.known and f.e.known):
        return None
    best = f.best_purchase
    return Table(
        title="Rent for the whole plan"
        if np.isinf(best.month)
        else f"Of the months tried, {month_name(f.e, best.month)} is best to buy",
        subtitle="In cash, with the work of moving by the plan's rule; the longest runway, then "
        "the most cash after five years and worth of the machines then; months while there is cash",
        columns=WHEN,
        rows=[
            [
                "never" if np.isinf(b.month) else month_name(f.e, b.month),
                words.months(b.runway, never="no end"),
                words.money(b.cash),
                words.money(max(b.book, 0.0)),
            ]
            for b in f.purchases
        ],
        numeric=WHEN[1:],
    )


def parts_table(f: Facts) -> Table | None:
    """Return what a month of one own GPU costs beside one rented; None where it is not known."""
    if not f.known:
        return None
    return Table(
        title="A month of one own GPU, beside one rented",
        subtitle="US dollars a month, spread over its life",
        columns=PARTS,
        rows=[[name, words.money(size), how] for name, size, how in parts_of_a_month(f)],
        numeric=PARTS[1:2],
    )


def levers_table(f: Facts) -> Table | None:
    """Return the decisions of this page; None where there is none."""
    if not levers(f.e, PAGE):
        return None
    return _levers_table(
        f.e,
        PAGE,
        title_if_months="Owning, wholly or for the base: what it does to the runway",
        title_else="Owning, wholly or for the base",
        subject="Each against the plan as it is",
        impact=_impact(f),
        on_average=True,
    )


def _impact(f: Facts) -> Impact:
    def said(e: Evaluation, decision: Decision) -> str:
        own = "" if decision.unknown else _owned(f, decision)
        return "; ".join(part for part in (own, impact_words(e, decision)) if part)

    return said


def _owned(f: Facts, decision: Decision) -> str:
    """Return how many GPUs an own base holds."""
    _, way, row = decision.key.split(".")
    if way != Supply.HYBRID:
        return ""
    base, peak = f.base_of(int(row))
    if base <= 0:
        return "owns none: the same as autoscaling"
    return f"owns {words.number(base)} of {gpus(peak)}"


def cases_table() -> Table:
    """Return published cases of owning beside the same calculation here."""
    rows = []
    for key in CASES:
        case = PRESETS[key]
        for c in comparisons(case):
            per = c.unit.partition("/")[2]
            money = c.unit.startswith("USD")
            published, ours = (
                words.money(x, per or None) if money else words.value_with_unit(x, c.unit)
                for x in (c.published, c.ours)
            )
            rows.append([f"{case.name}: {c.what}", published, ours])
    return Table(
        title="Held against published cases",
        subtitle="One purchase against one price by the hour, at level use; open either as an "
        "example in the sidebar; what the publication left out stands among its assumptions",
        columns=HELD,
        rows=rows,
        numeric=HELD[1:],
    )
