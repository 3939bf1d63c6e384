"""Charts of Bandwidth: what moving the data costs at each volume, through the tiers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from calculators.answers.bandwidth_curves import Floats, Moving
from calculators.answers.plan_words import date
from calculators.core import charts, words
from calculators.core.adoption import Adoption
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Line, Mark, Rule, Text

POINTS = 160
MARKED_MONTHS = (12, 24)
BEYOND = 1.25  # of the last thing that must be seen
BELOW, ABOVE = 10.0, 3.0  # the view goes so far below today, and at least so far above
FARTHEST = 30.0  # of today: a break-even beyond that is named at the edge


def volume_chart(m: Moving, theme: ThemeName = "light") -> Chart | None:
    """Return the monthly cost at each volume, through the tiers; None without queries."""
    today = m.steady.queries
    if not today > 0:
        return None
    lever, turn = m.lever_drawn, _turn(m)
    volumes = _volumes(m, turn)
    drawn = [Line(name="As it is", y=m.cost_at(volumes), shown=lever is not None)]
    marks = _volume_marks(m)
    if lever is not None:
        name = f"{lever.label}, its work counted"
        drawn.append(Line(name=name, y=m.with_lever(lever, volumes), role="alt"))
    if turn is not None:
        at = np.array([turn])
        text = f"Break-even\n{words.number(turn, 'queries')}"
        marks.append(Mark(x=turn, y=float(m.cost_at(at)[0]), text=text, kind="break_even"))
    return charts.lines(
        volumes,
        drawn,
        x_axis=Axis(title="Queries a month", unit="queries/month", scale="log"),
        y_axis=Axis(unit="USD/month"),
        text=Text(
            title=_volume_title(m),
            subtitle="US dollars a month, by steady volume; dotted: allowance and ends of tiers",
            reading=_volume_reading(m, lever, turn),
        ),
        marks=marks,
        rules=_edges(m, float(volumes[0]), float(volumes[-1])),
        theme=theme,
    )


def _turn(m: Moving) -> float | None:
    """Volume at which the lever drawn begins to pay, the nearest to today."""
    if m.lever_drawn is None:
        return None
    today = m.steady.queries
    found = m.turning_points(m.lever_drawn)
    return min(found, key=lambda v: float(abs(np.log(v / today))), default=None)


def _volumes(m: Moving, turn: float | None) -> Floats:
    raw, today = np.ravel(m.e.demand.raw_queries), m.steady.queries
    seen = [ABOVE * today, *(BEYOND * float(raw[month - 1]) for month in MARKED_MONTHS)]
    seen += [] if turn is None else [min(BEYOND * turn, FARTHEST * today)]
    low, top = min(today, float(raw[max(MARKED_MONTHS) - 1])) / BELOW, max(seen)
    edges = [edge for edge in _edge_volumes(m).values() if low < edge < top]
    return np.unique(np.concatenate([np.geomspace(low, top, POINTS), np.array(edges)]))


def _edge_volumes(m: Moving) -> dict[float, float]:
    """Return raw queries by the GB a month at which the allowance or a tier ends."""
    if m.entered:
        return {}
    p = m.p
    found = {}
    for gb in (p.free_gb, *(tier.up_to_gb for tier in p.tiers[:-1])):
        one = replace(p, free_gb=gb, tiers=p.tiers[-1:])
        at = m.steady.edges([one])
        if at and gb > 0:
            found[float(gb)] = at[0]
    return found


def _edges(m: Moving, low: float, top: float) -> list[Rule]:
    free = float(m.p.free_gb)
    return [
        Rule(
            x=volume,
            text=f"{words.value_with_unit(gb, 'GB')}{' free' if gb == free else ''}",
        )
        for gb, volume in _edge_volumes(m).items()
        if low < volume < top
    ]


def _volume_marks(m: Moving) -> list[Mark]:
    raw = np.ravel(m.e.demand.raw_queries)
    here = Mark(x=raw[0], y=m.cost[0], text=f"Today {words.money(m.cost[0])}", kind="here")
    grown = [month for month in MARKED_MONTHS if raw[month - 1] != raw[0]]
    at = m.cost_at(raw[[month - 1 for month in grown]]) if grown else ()
    later = [
        Mark(x=raw[month - 1], y=float(y), text=f"Month {month}")
        for month, y in zip(grown, at, strict=True)
    ]
    return [here, *later]


def _volume_title(m: Moving) -> str:
    now, then = m.cost[0], m.cost[MARKED_MONTHS[-1] - 1]
    when = date(m.e, MARKED_MONTHS[-1] - 1)
    if now == 0 and then == 0:
        return "Moving data stays free in the first two years"
    if now == 0:
        return f"Free today; {words.money(then)} a month in {when}"
    if words.money(now) == words.money(then):
        return f"Moving data stays at {words.money(now)} a month"
    verb = "grows" if then > now else "shrinks"
    return f"Moving data {verb} from {words.money(now)} to {words.money(then)} a month in {when}"


def _volume_reading(m: Moving, lever: Adoption | None, turn: float | None) -> str:
    if m.entered:
        return "One amount is entered: it grows with the queries, and nothing breaks even here."
    if lever is None:
        return "No lever is left that would move fewer bytes: there is no break-even."
    name = words.uncapitalised(lever.label)
    if turn is not None:
        at = words.number(turn, "queries/month")
        return f"Break-even with work, points and seconds counted: {name} pays from {at}."
    here = np.array([m.steady.queries])
    if m.with_lever(lever, here)[0] < m.cost_at(here)[0]:
        return f"With work, points and seconds counted, {name} pays at every volume in reach."
    return f"Break-even: never in reach; {name} pays at no volume up to 100 times today's."
