"""Charts of the page on vector databases: time of a search, cost, and what comes first by month."""

from __future__ import annotations

import numpy as np

from calculators.answers.plan_words import month_name
from calculators.answers.vector_database_facts import LIMITS, Floats, OnVectors
from calculators.answers.vector_database_words import (
    TOLD,
    estimated,
    milliseconds,
    of_allowed,
    option_name,
    spans,
    takes,
    vectors,
)
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import Role, ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Rule, Text
from calculators.core.units import HORIZON_MONTHS, first
from calculators.practices.vector_search import TWICE
from calculators.practices.vector_search_inputs import Index

POINTS = 160
BELOW, ABOVE = 20.0, 4.0  # how far beyond today and the limits is drawn
MOST_AROUND = 1e4  # of today's vectors
SLOWEST = 100.0  # budgets: above it nothing is drawn
MOST_USED, LEAST_USED = 1e3, 1e-6  # of a limit: beyond nothing is drawn
ROLES: dict[str, tuple[Role, str | None]] = {
    "memory": ("alt", None),
    "latency": ("base", None),
    "restart": ("out", "6px,3px"),
    "writes": ("good", "2px,3px"),
}


def _around(o: OnVectors, *places: float) -> tuple[float, float]:
    """Return the ends of the axis of vectors: today and the places that are within reach."""
    today = max(o.load.today, 1.0)
    near = [x for x in places if np.isfinite(x) and 1 / MOST_AROUND < x / today < MOST_AROUND]
    low = max(min([today, *near]) / BELOW, 1.0)
    return low, max([today, *near, 100.0 * low]) * ABOVE


def latency_chart(o: OnVectors, theme: ThemeName) -> Chart | None:
    """Time of a search against vectors, with the budget, memory, and what an estimate may miss."""
    if not o.load.today > 0:
        return None
    at, full, today = o.limits["latency"], o.limits["memory"], o.load.today
    n = np.geomspace(*_around(o, at, full), POINTS)
    budget, peak = first(o.p.latency_budget_ms), o.load.peak_today
    low, middle, high = (_drawn(o.latency_ms(n, peak, f), budget) for f in (1 / TWICE, 1.0, TWICE))
    measured = o.p.measured_ms is not None
    band = None if measured else (low, np.where(np.isfinite(high), high, SLOWEST * budget))
    called = "Break-even" if "latency" in o.lifted else "Budget passed"
    marks = [Mark(x=at, y=budget, text=f"{called}\n{words.number(at)}", kind="break_even")]
    if o.latency_today_ms <= SLOWEST * budget:
        said = f"You are here\n{milliseconds(o.latency_today_ms)}"
        marks.append(Mark(x=today, y=o.latency_today_ms, text=said, kind="here"))
    return charts.lines(
        n,
        [
            Line(name="All, one by one", y=middle, role="base", band=band),
            Line(name="An index we run", y=np.full(POINTS, o.answer_ms(Index.SELF_HOSTED)),
                 role="alt"),
            Line(name="Managed", y=np.full(POINTS, o.answer_ms(Index.MANAGED)), role="alt",
                 dash="2px,3px"),
        ],
        x_axis=Axis(title="Vectors", unit="vectors", scale="log"),
        y_axis=Axis(unit="ms", scale="log"),
        text=Text(
            title=_latency_title(o, at),
            subtitle="Milliseconds within which 95 of 100 searches end, at today's peak",
            reading=_latency_reading(o, at, full),
        ),
        marks=marks,
        rules=[Rule(x=full, text="Memory is full", kind="limit")]
        if n[0] < full < n[-1] else [],
        limits=[Limit(y=budget, text=f"A search may take {milliseconds(budget)}")],
        theme=theme,
    )  # fmt: skip


def _drawn(ms: Floats, budget: float) -> Floats:
    return np.where(ms <= SLOWEST * budget, ms, np.inf)


def _latency_title(o: OnVectors, at: float) -> str:
    budget, took = milliseconds(first(o.p.latency_budget_ms)), takes(o.latency_today_ms)
    took += estimated(o)
    if not np.isfinite(at):
        return f"A search {took} and never comes near {budget}"
    verb = "are reached" if at > o.load.today else "were passed"
    return f"A search {took}; {budget} {verb} at {vectors(at)}"


def _latency_reading(o: OnVectors, at: float, full: float) -> str:
    if o.p.measured_ms is None:
        how = "Estimated from memory bandwidth; the band is half to twice of it. "
    else:
        estimate = milliseconds(o.estimate_ms)
        how = f"From your measurement; the estimate of one search would be {estimate}. "
    memory = f"Memory is full at {vectors(full)}" if np.isfinite(full) else "Memory is never full"
    ahead = "before" if full < at else "after"
    return f"{how}{memory}, {ahead} the time runs out."


def cost_chart(o: OnVectors, theme: ThemeName) -> Chart | None:
    """Bills and engineer time of the three ways against vectors, with the crossing."""
    if not o.load.today > 0:
        return None
    today, ends = o.load.today, [x for w in o.cheaper for x in (w.start, w.end) if np.isfinite(x)]
    n = np.geomspace(*_around(o, *ends, o.limits["memory"]), POINTS)
    here = o.cost_today(o.p.index)
    marks = [Mark(x=today, y=here, text=f"You are here\n{words.money(here)}", kind="here")]
    marked = dict.fromkeys((ends[0], ends[-1])) if ends else ()
    for at in marked:
        y = first(o.cost(o.option, np.array([at])))
        marks.append(Mark(x=at, y=y, text=f"Break-even\n{words.number(at)}", kind="break_even"))
    ways: tuple[tuple[Index, Role, str | None], ...] = (
        (Index.BRUTE_FORCE, "base", None),
        (Index.SELF_HOSTED, "alt", None),
        (Index.MANAGED, "alt", "2px,3px"),
    )
    names = {Index.BRUTE_FORCE: "Brute force", Index.SELF_HOSTED: "An index we run",
             Index.MANAGED: "Managed"}  # fmt: skip
    return charts.lines(
        n,
        [Line(name=names[index], y=o.cost(index, n), role=role, dash=dash,
              stairs=index != Index.MANAGED) for index, role, dash in ways],
        x_axis=Axis(title="Vectors", unit="vectors", scale="log"),
        y_axis=Axis(unit="USD/month", low=0.0),
        text=Text(
            title=_cost_title(o),
            subtitle="USD a month: bills and upkeep, without the work of adopting, at today's "
            "searches",
            reading="Brute force runs on the machine you have until memory, cores or time ask for "
            "another; each step is one more machine.",
        ),
        marks=marks,
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )  # fmt: skip


def _cost_title(o: OnVectors) -> str:
    name = option_name(o.option)
    if o.adopted:
        more = o.cost_today(o.option) - o.cost_today(Index.BRUTE_FORCE)
        verb = "more" if more >= 0 else "less"
        return f"{words.capitalised(name)} costs {words.money(abs(more))} a month {verb}"
    if not o.cheaper:
        return "By cost alone no database is near"
    worth = o.by_cost[o.option].windows if o.option in o.by_cost else ()
    work = f", its work included {spans(worth)}" if worth else ""
    return f"{words.capitalised(name)} is cheaper {spans(o.cheaper)}{work}"


def month_chart(o: OnVectors, theme: ThemeName) -> Chart | None:
    """Share of each limit that brute force uses, month by month."""
    if not o.load.today > 0:
        return None
    name = o.first_limit
    month = o.month_of(name)
    months = np.arange(HORIZON_MONTHS, dtype=float)
    drawn = []
    for limit in LIMITS:
        used, (role, dash) = o.used[limit], ROLES[limit]
        shown = np.where((used <= MOST_USED) & (used >= LEAST_USED), used, np.inf)
        if np.isfinite(shown).any():
            drawn.append(Line(name=limit.capitalize(), y=shown, role=role, dash=dash))
    if not drawn:
        return None
    start = o.e.scenario.business.start_month
    at_today = o.used[name][0]
    marks = []
    if LEAST_USED <= at_today <= MOST_USED:
        marks.append(Mark(x=0.0, y=float(at_today), text="You are here", kind="here"))
    if 1 < month < np.inf:
        y = min(float(o.used[name][int(month) - 1]), MOST_USED)
        marks.append(Mark(x=month - 1, y=y, text=f"{name.capitalize()}\n{month_name(o.e, month)}",
                          kind="break_even"))  # fmt: skip
    return charts.lines(
        months,
        drawn,
        x_axis=Axis(title="Month", scale="calendar", start=start),
        y_axis=Axis(unit="share", scale="log"),
        text=Text(
            title=_month_title(o, name, month),
            subtitle="Share of what is allowed that brute force takes, vectors and searches as "
            "planned",
            reading=_month_reading(o, name),
        ),
        marks=marks,
        limits=[Limit(y=1.0, text="All that is allowed")],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def _month_title(o: OnVectors, name: str, month: float) -> str:
    if month == 1:
        how = estimated(o) if name == "latency" else ""
        return f"{words.capitalised(TOLD[name])} is past its limit today{how}"
    if np.isfinite(month):
        return f"{words.capitalised(TOLD[name])} comes first, in {month_name(o.e, month)}"
    return "Brute force stays within every limit of this plan"


def _month_reading(o: OnVectors, name: str) -> str:
    now, last = (of_allowed(float(o.used[name][i])) for i in (0, -1))
    return f"{words.capitalised(TOLD[name])}: today {now}, at the end of the plan {last}."
