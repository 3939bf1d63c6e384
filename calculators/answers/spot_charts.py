"""Charts of the page on spot: cost against interval, saving against interruptions, and ends."""

from __future__ import annotations

import numpy as np

from calculators.answers.spot_facts import Floats, OnSpot
from calculators.answers.spot_words import hours, left, rate_words
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Rule, Text
from calculators.core.units import MINUTES_PER_HOUR, first

POINTS = 160
AROUND = 40.0  # how far around the best interval is drawn
DEAREST = 2.0  # of the bill on demand: above it nothing is drawn
SAME = 0.005  # of the bill: a closer interval is as good
LOWEST_SAVING = -0.5
RATES_AROUND = 5.0
THOUSAND = 1000.0  # hours on the axis: so that rates are figures that people read
LATEST = 0.999  # of the runs: the end of the axis


def interval_chart(o: OnSpot, theme: ThemeName) -> Chart | None:
    """Cost of a run over that on demand, against the time between checkpoints."""
    if o.terms is None or o.run is None or not o.finishes:
        return None
    best, used, work = first(o.run.best), first(o.run.interval), first(o.terms.work)
    low, high = min(best, used) / AROUND, min(max(best, used) * AROUND, work)
    if not high > low:
        return None
    every = np.geomspace(low, high, POINTS)
    cost = o.cost_at_interval(every)
    drawn = np.where(cost <= DEAREST, cost, np.inf)
    at_best, here = (float(o.cost_at_interval(np.array([x]))[0]) for x in (best, used))
    own = o.p.interval_minutes is not None
    marks = [Mark(x=best * MINUTES_PER_HOUR, y=at_best, text=f"Best\n{hours(best)}",
                  kind="here" if not own else "note")]  # fmt: skip
    if own:
        marks.append(Mark(x=used * MINUTES_PER_HOUR, y=here, text="Yours", kind="here"))
    marks += [Mark(x=x * MINUTES_PER_HOUR, y=1.0, text=f"Break-even\n{hours(x)}",
                   kind="break_even") for x in _meets_one(every, cost)]  # fmt: skip
    return charts.lines(
        every * MINUTES_PER_HOUR,
        [Line(name="On spot", y=drawn, role="alt")],
        x_axis=Axis(title="Minutes between checkpoints", unit="minutes", scale="log"),
        y_axis=Axis(unit="share", low=0.0),
        text=Text(
            title=_interval_title(o, best, used, at_best, here),
            subtitle="Expected bill of a run, share of its bill on demand",
            reading=_interval_reading(o, every, cost),
        ),
        marks=marks,
        limits=[Limit(y=1.0, text="On demand")],
        theme=theme,
    )


def _meets_one(every: Floats, cost: Floats) -> list[float]:
    left = np.flatnonzero((cost[1:] > 1) != (cost[:-1] > 1))
    return [float(np.sqrt(every[i] * every[i + 1])) for i in left]


def _interval_title(o: OnSpot, best: float, used: float, at_best: float, here: float) -> str:
    assert o.terms is not None
    if o.p.interval_minutes is not None and here - at_best > SAME:
        more = words.percent(here - at_best)
        return f"Checkpoints every {hours(used)} cost {more} of the bill more than the best"
    if best >= first(o.terms.work):
        return f"A run of {hours(best)} needs one checkpoint, at its end"
    return f"A checkpoint every {hours(best)} is best"


def _interval_reading(o: OnSpot, every: Floats, cost: Floats) -> str:
    assert o.terms is not None
    assert o.run is not None
    best = first(o.run.best)
    flat = every[cost <= np.min(cost) + SAME]
    good = f"{hours(float(flat[0]))} to {hours(float(flat[-1]))}"
    write = hours(first(o.terms.write))
    said = (
        f"Each checkpoint takes {write}. From {good} the bill is within half a percent of the "
        "least. "
    )
    crosses = _meets_one(every, cost)
    if crosses:
        return said + f"Dearer than on demand from {hours(crosses[-1])} on."
    side = "above" if float(np.min(cost)) > 1 else "below"
    return said + f"The line stays {side} on demand for all that is drawn; best at {hours(best)}."


def saving_chart(o: OnSpot, theme: ThemeName) -> Chart | None:
    """Net saving against interruptions an hour of one machine, the list discount beside it."""
    if o.terms is None or o.run is None:
        return None
    listed, turn = first(o.terms.discount), o.break_even_rate
    today = max(o.rate, 1e-6)
    ends = [x for x in (today, turn) if np.isfinite(x) and x > 0]
    rates = np.geomspace(min(ends) / RATES_AROUND, max(ends) * 3, POINTS)
    saved = o.at_rate(rates)
    here = float(o.at_rate(np.array([today]))[0])
    marks = []
    if here >= LOWEST_SAVING:
        marks.append(
            Mark(x=today * THOUSAND, y=here, text=f"Here\n{words.percent(here)}", kind="here")
        )
    if np.isfinite(turn) and turn > 0:
        marks.append(Mark(x=turn * THOUSAND, y=0.0, text=f"Break-even\n{rate_words(turn)}",
                          kind="break_even"))  # fmt: skip
    return charts.lines(
        rates * THOUSAND,
        [
            Line(name="Net saving", y=np.where(saved >= LOWEST_SAVING, saved, np.inf), role="alt"),
            Line(name="List discount", y=np.full(POINTS, listed), role="base", dash="2px,3px"),
        ],
        x_axis=Axis(
            title="Interruptions of a machine in 1,000 hours", unit="interruptions", scale="log"
        ),
        y_axis=Axis(unit="share"),
        text=Text(
            title=_saving_title(o, here),
            subtitle="Share of the bill on demand that is saved, at the best interval"
            if o.p.interval_minutes is None
            else "Share of the bill on demand that is saved, at your interval",
            reading=_saving_reading(o),
        ),
        marks=marks,
        limits=[Limit(y=0.0, text="")],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def _saving_title(o: OnSpot, here: float) -> str:
    assert o.terms is not None
    said = left(first(o.terms.discount), here) if o.finishes else "a run does not finish here"
    if o.measured:
        return f"Computed: {said}; measured: {words.percent(o.saving)}"
    return words.capitalised(said)


def _saving_reading(o: OnSpot) -> str:
    turn = o.break_even_rate
    together = ""
    if o.gang > 1:
        together = f" {words.number(o.gang, 'machines')} stop together."
    if turn == 0:
        return f"There is no break-even: spot is dearer at any rate.{together}"
    if not np.isfinite(turn):
        return f"No break-even up to 100 interruptions an hour.{together}"
    return (
        f"Nothing is left when a machine is taken {rate_words(turn)}; here it is "
        f"{rate_words(o.rate)}.{together}"
    )


def ends_chart(o: OnSpot, theme: ThemeName) -> Chart | None:
    """Share of drawn runs that have ended, against hours by the clock, with the deadline."""
    if o.ends is None or o.terms is None or not np.isfinite(o.deadline):
        return None
    work = first(o.terms.work)
    last = max(o.ends.quantile(LATEST), o.deadline)
    clock = np.linspace(min(work, o.deadline) * 0.95, last * 1.05, POINTS)
    ended, late = o.ends.ended_share(clock), o.late_share
    return charts.lines(
        clock,
        [Line(name="Ended", y=ended, role="alt")],
        x_axis=Axis(title="Hours by the clock", unit="h"),
        y_axis=Axis(unit="share", low=0.0),
        text=Text(
            title=f"{words.percent(late)} of the runs miss the deadline of {hours(o.deadline)}"
            if late > 0
            else f"No drawn run misses the deadline of {hours(o.deadline)}",
            subtitle="Share of runs that have ended, of 100,000 drawn",
            reading=f"Half end within {hours(o.ends.quantile(0.5))}, nine of ten within "
            f"{hours(o.ends.quantile(0.9))}; the work alone takes {hours(work)}. There is no "
            "break-even here; the deadline is the limit.",
        ),
        marks=[Mark(x=o.deadline, y=1 - late, text="Here", kind="here")],
        rules=[Rule(x=o.deadline, text="Deadline", kind="limit")],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )
