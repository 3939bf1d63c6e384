"""Charts of the page on retraining: power, cost by interval, exaggeration."""

from __future__ import annotations

import numpy as np

from calculators.answers.retraining_facts import Floats, OnRetraining
from calculators.answers.retraining_words import chance_words, days, every, needed, points
from calculators.answers.window_words import BOUNDS
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Rule, Text
from calculators.core.units import first
from calculators.practices import retraining_work as work
from calculators.practices.retraining_interval import cycles_cost, dearer_share, staleness

POINTS = 120
AROUND = 12.0  # how far around the marks is drawn
FARTHEST = 1e4  # times the labelled queries of today; a need beyond it is not drawn
DEAREST = 6.0  # of the least cost: above it nothing is drawn
MANY_TIMES = 2.0  # beyond it a share is said as a multiple
LARGEST_FACTOR = 60.0  # above it nothing is drawn
SHOWN_FACTOR = 4.0  # at least so much of the axis
ROOM = 1.2  # above the mark


def power_chart(o: OnRetraining, theme: ThemeName) -> Chart | None:
    """Chance to see the gain of a cycle against labelled queries."""
    if not o.known or not o.case.gain > 0:
        return None
    x = _labelled(o)
    decides = o.case.discordance.decides
    lines = [Line(name="Chance to see it", y=o.chance(x), role="alt")]
    if decides:
        least, most = o.ends
        lines = [
            Line(name="Least discordance", y=o.chance(x, least), role="alt", dash="4px,4px"),
            Line(name="Most discordance", y=o.chance(x, most), role="alt"),
        ]
    wanted = first(o.p.power)
    here = max(o.labelled, float(x[0]))
    seen = first(lines[-1].y[np.searchsorted(x, here)])
    marks = [Mark(x=here, y=seen, text=f"You are here\n{chance_words([seen])}", kind="here")]
    if float(x[0]) < o.case.needed < float(x[-1]) and not decides:
        on_line = first(o.chance(np.array([o.case.needed])))
        said = f"Provable\n{BOUNDS[o.case.bound]}{needed(o)}"
        marks.append(Mark(x=o.case.needed, y=on_line, text=said, kind="break_even"))
    return charts.lines(
        x,
        lines,
        x_axis=Axis(title="Labelled queries", unit="queries", scale="log"),
        y_axis=Axis(unit="share", low=0.0, high=1.0),
        text=Text(
            title=_power_title(o),
            subtitle=f"Chance that a gain of {points(o)} is seen after one cycle",
            reading=_power_reading(o),
        ),
        marks=marks,
        limits=[Limit(y=wanted, text=f"{words.percent(wanted)}, as is the custom")],
        theme=theme,
    )


def _labelled(o: OnRetraining) -> Floats:
    here = max(o.labelled, 10.0)
    enough = o.case.needed if o.case.needed < FARTHEST * here else here
    low, high = min(here, enough) / AROUND, max(here, enough) * AROUND / 2
    return np.unique(np.append(np.geomspace(max(low, 1.0), high, POINTS), here))


def _power_title(o: OnRetraining) -> str:
    if o.case.discordance.decides:
        return "Discordance decides whether a cycle can be told from luck"
    if o.case.provable:
        return f"A cycle can be told from luck {chance_words([o.chance_today])} of the time"
    if not np.isfinite(o.case.needed):
        return "No number of labelled queries shows this gain"
    least = " at least" if o.case.at_least else ""
    return f"A cycle can be told from luck from {needed(o, 'labelled queries')}{least}"


def _power_reading(o: OnRetraining) -> str:
    level = words.percent(o.case.level)
    here = words.number(o.labelled, "labelled queries")
    seen = chance_words([o.chance_today])
    best = " at best" if o.case.at_least else ""
    return (
        f"Each cycle is one look of the year, so luck may pass for a gain {level} of the time; "
        f"with {here} a true gain is seen {seen} of the time{best}."
    )


def interval_chart(o: OnRetraining, theme: ThemeName) -> Chart | None:
    """Cost of cycles and of age, by days between retrains."""
    best, now = o.best_days, first(o.p.interval_days)
    if not o.known or not np.isfinite(best) or not best > 0:
        return None
    x = np.unique(np.append(np.geomspace(min(best, now) / 4, max(best, now) * 4, POINTS),
                            [best, now]))  # fmt: skip
    k, h = work.cycle_cost(o.p, o.worth), work.staleness_cost(o.p, o.worth)
    least = first(o.cost(np.array([best])))
    here = first(o.cost(np.array([now])))
    top = max(DEAREST * least, here)
    parts = {"Both": o.cost(x), "Age": staleness(x, h), "Cycles": cycles_cost(x, k)}
    drawn = [
        Line(name=name, y=np.where(np.asarray(y) <= top, y, np.inf),
             role="alt" if name == "Both" else "base",
             dash={"Cycles": "2px,3px", "Age": "6px,4px"}.get(name))
        for name, y in parts.items()
    ]  # fmt: skip
    marks = [
        Mark(x=best, y=least, text=f"Best\n{days(best)}", kind="break_even"),
        Mark(x=now, y=here, text=f"Here\n{days(now)}", kind="here"),
    ]
    seen = o.seen_after
    inside = float(x[0]) < seen < float(x[-1])
    return charts.lines(
        x,
        drawn,
        x_axis=Axis(title="Days between retrains", unit="days", scale="log"),
        y_axis=Axis(unit="USD/day", low=0.0),
        text=Text(
            title=_interval_title(best, now),
            subtitle="US dollars a day: the cycles, and what the age of the model loses",
            reading=_interval_reading(o, best, least),
        ),
        marks=marks,
        rules=[Rule(x=seen, text="can be seen", kind="note")] if inside else [],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def _interval_title(best: float, now: float) -> str:
    more = first(dearer_share(now / best))
    if words.percent(more) == words.percent(0.0):
        return f"Retraining {every(best)} costs least"
    said = (
        f"{words.percent(more)} more"
        if more < MANY_TIMES
        else f"{words.number(1 + more)} times as much"
    )
    return f"Retraining {every(best)} costs least; {every(now)} costs {said}"


def _interval_reading(o: OnRetraining, best: float, least: float) -> str:
    flat = words.percent(first(dearer_share(2.0)))
    seen = o.seen_after
    after = (
        f"One look sees the drift after {days(seen)}; sooner, it is luck."
        if np.isfinite(seen)
        else "No drift can be seen with the labelled queries of today."
    )
    return (
        f"At {days(best)} both halves are equal, together {words.money(least, 'day')}; twice or "
        f"half of it costs {flat} more. {after}"
    )


def exaggeration_chart(o: OnRetraining, theme: ThemeName) -> Chart | None:
    """How much a gain that passes exaggerates, against labelled queries."""
    if not o.known or not o.case.gain > 0 or o.case.discordance.decides:
        return None
    x = _labelled(o)
    factor = np.asarray(o.overstated(x).factor)
    here = max(o.labelled, float(x[0]))
    now = first(o.overstated(np.array([here])).factor)
    wrong = chance_words([first(o.overstated_today.wrong_sign)])
    top = min(max(ROOM * now, SHOWN_FACTOR), LARGEST_FACTOR)
    marks = []
    if now <= LARGEST_FACTOR:
        marks.append(Mark(x=here, y=now, text=f"You are here\n{words.number(now)} ×", kind="here"))
    return charts.lines(
        x,
        [Line(name="Seen ÷ true", y=np.where(factor <= top, factor, np.inf),
              role="out")],
        x_axis=Axis(title="Labelled queries", unit="queries", scale="log"),
        y_axis=Axis(unit="", low=0.0),
        text=Text(
            title=f"A gain that passes looks {words.number(now)} times as large as it is",
            subtitle="Mean of the gains that pass the test, over the true gain",
            reading=f"Only lucky runs pass a test that is too small; {wrong} of the wins here are "
            "losses. At 1 nothing is exaggerated; there is no break-even.",
        ),
        marks=marks,
        limits=[Limit(y=1.0, text="as large as it is")],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )  # fmt: skip
