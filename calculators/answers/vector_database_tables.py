"""Tables of the page on vector databases: conditions, ways of searching, the context."""

from __future__ import annotations

from calculators.answers.context import compared, context_in_size
from calculators.answers.decision_words import margin
from calculators.answers.plan_words import month_name
from calculators.answers.vector_database_facts import COST, DATABASES, LIMITS, OnVectors
from calculators.answers.vector_database_words import (
    milliseconds,
    option_name,
    size,
    spans,
    vectors,
)
from calculators.answers.verdict_words import IN_TEXT
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.decision import Verdict
from calculators.core.units import first, ratio_or_never
from calculators.core.windows import Window
from calculators.practices.vector_search import NAMES
from calculators.practices.vector_search_inputs import Index
from calculators.practices.vector_search_need import (
    held_gb,
    rebuilding_share,
    restart_seconds,
    scan_seconds,
)
from calculators.practices.vector_search_prices import adopting_weeks, upkeep_weeks

TUNING_SEARCHES = 10.0  # a second: where small teams begin to tune an index
BUILT_FOR_VECTORS, BUILT_FOR_SEARCHES, BUILT_FOR_WRITES = 1e8, 1e3, 1e2  # assumed, said so


def conditions_table(o: OnVectors) -> Table:
    """Return each condition: what is used today, where and when it turns."""
    rows = [_limit_row(o, name) for name in LIMITS]
    rows += [_cost_row(o, index) for index in DATABASES]
    return Table(
        title="What would speak for a database",
        subtitle="One is enough. Turns at today's searches; months with vectors and searches as "
        "planned",
        columns=("Condition", "Today", "Allowed", "Left", "Turns at", "Month"),
        rows=rows,
        numeric=("Today", "Allowed", "Left"),
    )


def _limit_row(o: OnVectors, name: str) -> list[str]:
    p, n = o.p, o.load.today
    used, allowed, said = {
        "memory": (first(held_gb(p, n)), first(p.memory_gb), size),
        "latency": (o.latency_today_ms, first(p.latency_budget_ms), milliseconds),
        "restart": (first(restart_seconds(p, n)), first(p.load_budget_seconds), _seconds),
        "writes": (first(rebuilding_share(p, n)), first(p.rebuild_share), words.percent),
    }[name]
    left = said(allowed - used) if used <= allowed else "passed"
    at, month = vectors(o.limits[name]), month_name(o.e, o.month_of(name))
    if name == "latency" and o.best is not None and o.best.unknown:
        left, at, month = "open", spans([Window(*o.open_between)]), words.UNKNOWN
    label = {
        "memory": "Memory · the array no longer fits",
        "latency": "Latency · 95 of 100 searches at the peak, queue included",
        "restart": "Restart · loading from disk",
        "writes": "Writes · time spent writing the array anew",
    }[name]
    return [label, said(used), said(allowed), left, at, month]


def _seconds(value: float) -> str:
    return words.value_with_unit(value, "s")


def _cost_row(o: OnVectors, index: Index) -> list[str]:
    label = f"Cost · {option_name(index)} against brute force and its machines"
    mine, other = o.cost_today(index), o.cost_today(Index.BRUTE_FORCE)
    shown = [words.money(mine, "month"), words.money(other, "month")]
    if o.adopted:
        return [label, *shown, "in use" if index == o.p.index else "", "", ""]
    decision = o.by_cost.get(index)
    if decision is None:
        return [label, *shown, words.UNKNOWN, words.UNKNOWN, words.UNKNOWN]
    holds = decision.verdict == Verdict.PAYS
    left = "saves" if holds else margin(decision, COST)
    if not decision.windows:
        where, when = ("far below", "today") if holds else ("nowhere near", "not in this plan")
        return [label, *shown, left, where, when]
    turn = decision.first_turn
    month = "today" if holds or turn is None else month_name(o.e, turn.month)
    return [label, *shown, left, spans(decision.windows), month]


def options_table(o: OnVectors) -> Table:
    """Return the three ways of searching side by side."""
    return Table(
        title="Three ways to search",
        subtitle="Today's vectors and searches. One published load cost $850 to $8,400 a month "
        "with four vendors (May 2026, one anecdote)",
        columns=("Way", "A search", "Recall", "A month", "Upkeep", "Work", "Verdict"),
        rows=[_option_row(o, index) for index in Index],
        numeric=("A search", "Recall", "A month", "Upkeep", "Work"),
    )


def _option_row(o: OnVectors, index: Index) -> list[str]:
    chosen, exact = index == o.p.index, index == Index.BRUTE_FORCE
    decision = o.decisions.get(index)
    said = "in use" if chosen else IN_TEXT[decision.verdict] if decision else words.UNKNOWN
    upkeep = first(upkeep_weeks(o.p, index))
    work = words.number(first(adopting_weeks(o.p, index)), "weeks")
    return [
        NAMES[index],
        milliseconds(o.answer_ms(index)),
        words.percent(1.0 if exact else first(o.p.recall)),
        words.money(o.cost_today(index)),
        words.value_with_unit(upkeep, "weeks/month") if upkeep > 0 else "none",
        "none" if chosen else work,
        said,
    ]


def context_table(o: OnVectors) -> Table:
    """Return whether the context resembles the one from which vector databases come."""
    scan = first(scan_seconds(o.p, o.load.today))
    full = words.number(first(ratio_or_never(o.p.cores, scan)), never="no number")
    at_ten = words.number(TUNING_SEARCHES * scan)
    busy = words.number(o.busy_cores, "cores")
    rows = [
        compared("Vectors", o.load.today, BUILT_FOR_VECTORS),
        compared("Searches a second, peak", o.load.peak_today, BUILT_FOR_SEARCHES),
        compared("Vectors written a second", first(o.p.writes), BUILT_FOR_WRITES),
        [f"Tuning an index · at ten searches a second brute force keeps {at_ten} cores busy",
         f"{busy} busy", f"{full} a second",
         "not yet" if o.busy_cores < first(o.p.cores) else "resembles it"],
    ]  # fmt: skip
    return context_in_size(
        "There: what such databases are built for, an assumption; your own limits decide", rows
    )
