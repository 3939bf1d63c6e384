"""Tables of spot: what is left of the discount, a run in figures, published savings, serving."""

from __future__ import annotations

import numpy as np

from calculators.answers.lever_table import levers_table
from calculators.answers.spot_facts import PAGE, OnSpot
from calculators.answers.spot_words import hours, rate_words
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.checkpoint import (
    daly_interval,
    first_order_loss,
    share_of_mtbf,
    young_interval,
)
from calculators.core.units import HOURS_PER_MONTH, first
from calculators.fixed.training_published import LONGER_ON_SPOT, ON_DEMAND_HOUR, SPOT_HOUR

PUBLISHED = (  # what, saved (low, high) as shares, where, when
    ("Training against deadlines, moving between spot and on demand", 0.27, 0.84,
     "Can't Be Late, NSDI 2024", "2024"),
    ("One BERT run on a V100, restarts included", None, None,
     "SkyPilot's author, read through a mirror", "2022"),
    ("Spot with checkpoints, cloud traces", 0.629, 0.629, "Li et al., arXiv:1903.00045", "2019"),
    ("Serving a language model", 0.54, 0.54, "SpotServe, ASPLOS 2024", "2024"),
    ("Serving over regions and clouds, mean", 0.43, 0.43, "SkyServe, EuroSys 2025", "2025"),
)  # fmt: skip


def left_table(o: OnSpot) -> Table | None:
    """Return what takes of the discount, in shares of the bill on demand."""
    t, r = o.terms, o.run
    if t is None or r is None or not o.finishes:
        return None
    price, work = 1 - first(t.discount), first(t.work)
    spot, useful = first(r.spot_hours), first(r.spot_hours) / first(r.time_ratio)
    written = price * useful * first(t.write) / first(r.interval) / work
    restarted = price * first(r.interruptions) * first(t.restart) / work
    again = price * spot / work - price * useful / work - written - restarted
    meanwhile = first(r.on_demand_hours) / work - price * (work - useful) / work
    kept = first(t.storage) * first(r.calendar_hours) / work
    rows = [
        ["List discount", words.percent(first(t.discount))],
        ["Checkpoints that are written", _taken(written)],
        ["Restarts", _taken(restarted)],
        ["Work done again", _taken(again)],
    ]
    if t.fallback:
        rows.append(["On demand while none is to be had", _taken(meanwhile)])
    rows += [
        ["Checkpoints that are kept", _taken(kept)],
        [
            "Net saving, computed" if o.measured else "Net saving",
            words.percent(first(r.net_saving)),
        ],
    ]
    return Table(
        title="What is left of the discount",
        subtitle="Shares of the bill on demand, a run of month 1; work of engineers and waiting "
        "are beside it",
        columns=("Part", "Share of the bill"),
        rows=rows,
        numeric=("Share of the bill",),
    )


def _taken(share: float) -> str:
    if abs(share) < 5e-5:
        return "under 0.01 %"
    verb = "takes" if share > 0 else "gives"
    return f"{verb} {words.percent(abs(share))}"


def run_table(o: OnSpot) -> Table | None:
    """Return a run in figures: work, interruptions in three forms, intervals, ends, turns."""
    t, r = o.terms, o.run
    if t is None or r is None:
        return None
    one = 1 / o.rate
    month = words.percent(first(share_of_mtbf(one, HOURS_PER_MONTH)))
    rows = [
        ["Work of a run, by the clock", hours(first(t.work))],
        ["A machine is taken back", rate_words(o.rate)],
        ["The same, an hour", words.number(o.rate)],
        ["The same, machines in a month", month],
        ["Machines that stop together", words.number(o.gang)],
        ["One of them is taken back", rate_words(1 / first(t.mtbf))],
        ["Best interval, exact", hours(o.unbounded_interval)],
        ["Best interval by Daly's series", hours(first(daly_interval(t.write, t.mtbf)))],
        ["Best interval by Young's rule", hours(first(young_interval(t.write, t.mtbf)))],
        ["Running time lost, exact", words.percent(first(r.time_ratio) - 1)],
        ["Running time lost, to first order",
         words.percent(first(first_order_loss(t.write, t.restart, t.mtbf)))],
    ]  # fmt: skip
    return Table(
        title="A run on spot",
        subtitle="Month 1; expected, interruptions at a constant rate",
        columns=("Figure", "Size"),
        rows=[*rows, *_ends(o), *_turns(o)],
        numeric=("Size",),
    )


def _ends(o: OnSpot) -> list[list[str]]:
    r = o.run
    if r is None or not o.finishes or o.ends is None:
        return [["It ends", "not within 100 times its work"]]
    rows = [
        ["Interruptions of a run", words.number(first(r.interruptions))],
        ["It ends on average within", hours(first(r.calendar_hours))],
        ["Nine of ten end within", hours(o.ends.quantile(0.9))],
    ]
    if np.isfinite(o.deadline):
        rows.append(["Misses the deadline", words.percent(o.late_share)])
    return rows


def _turns(o: OnSpot) -> list[list[str]]:
    assert o.run is not None
    price, job = first(o.run.break_even_discount), o.break_even_job
    alone = "no job" if job == 0 else hours(job)
    weeks = words.number(first(o.training.supply_weeks), "weeks")
    return [
        ["Break-even interruptions", rate_words(o.break_even_rate)
         if np.isfinite(o.break_even_rate) and o.break_even_rate > 0
         else "spot is dearer at any" if o.break_even_rate == 0 else "no limit"],
        ["Break-even discount", words.percent(price) if o.finishes else "does not finish"],
        ["Break-even job without checkpoints", alone],
        [f"Work of {weeks} is paid back in", words.months(o.payback)],
    ]  # fmt: skip


def published_table(o: OnSpot) -> Table:
    """Return published net savings beside the one computed here."""
    rows = [[what, *_published(low, high), source, date]
            for what, low, high, source, date in PUBLISHED]  # fmt: skip
    if o.measured or o.finishes:
        how = "measured, entered on Training" if o.measured else "computed on this page"
        rows.insert(0, ["This plan, training", words.percent(o.saving), how, "today"])
    return Table(
        title="Held against published savings",
        subtitle="Net, after interruptions; a list discount of 80 to 90 % is not among them",
        columns=("What", "Net saving", "Source", "When"),
        rows=rows,
        numeric=("Net saving",),
    )


def _published(low: float | None, high: float | None) -> list[str]:
    if low is None or high is None:
        return [words.percent(1 - SPOT_HOUR / ON_DEMAND_HOUR * LONGER_ON_SPOT)]
    return [words.interval(low, high, "share")]


def serving_table(o: OnSpot) -> Table:
    """Return serving on spot against what each service does now."""
    return levers_table(
        o.e,
        PAGE,
        title_if_months="Serving on spot: what would lengthen the runway",
        title_else="Serving on spot: what would make it cheaper",
        subject="Services on spot, cash",
    )
