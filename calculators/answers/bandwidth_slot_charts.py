"""Charts of Bandwidth along one input: the resolution of pictures, or the ratio of compression."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calculators.answers.bandwidth_curves import Floats, Moving
from calculators.core import charts, words
from calculators.core.adoption import Adoption
from calculators.core.breakeven import Crossing, crossings
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Text
from calculators.core.inputs import Numeric, YesNo, pick
from calculators.core.units import first
from calculators.variable.bandwidth_inputs import Bandwidth, Pictures
from calculators.variable.bandwidth_traffic import transfer_seconds

POINTS = 160
BEYOND = 1.25  # of the last thing that must be seen
LEAST_RESOLUTION, MOST_RATIO = 0.1, 10.0
NARROWEST = 1e-3  # of the original: two resolutions closer than that are one

# Inputs at each place, and the share of the declared loss of points that comes with it.
Along = Callable[[Bandwidth, Floats], tuple[Bandwidth, Floats]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Slot:
    """One input along which a chart runs: resolution or ratio, and what it brings."""

    values: Floats
    cost: Floats  # [USD/month] of bandwidth
    whole: Floats  # [USD/month] with work, points lost and seconds
    changed: NDArray[np.bool_]  # places that are not where the plan stands or better
    turn: Crossing | None  # where the whole equals today's cost


def slot_chart(m: Moving, theme: ThemeName = "light") -> Chart | None:
    """Return the cost against resolution where pictures travel, else against the ratio."""
    if m.entered or not m.steady.queries > 0:
        return None
    if m.p.pictures == Pictures.NONE:
        return _ratio_chart(m, theme)
    return _resolution_chart(m, theme)


def _resolution_chart(m: Moving, theme: ThemeName) -> Chart:
    p = m.p
    now, target = first(p.resolution), first(p.resolution_target)
    values = np.linspace(min(LEAST_RESOLUTION, now, target), 1.0, POINTS)
    slot = _slot(m, values, _at_resolution, p.resolution_points or 0.0, p.resolution_weeks)
    lever = next((a for a in m.levers if a.key == "bandwidth.resolution"), None)
    marks = [_today(m, now)]
    marks += [] if lever is None else [_target(m, lever, slot, target, words.percent(target))]
    return charts.lines(
        slot.values,
        _slot_lines(slot, "With points lost and work" if lever else ""),
        x_axis=Axis(title="Resolution, share of the original", unit="share"),
        y_axis=Axis(unit="USD/month"),
        text=Text(
            title=_resolution_title(m, lever),
            subtitle="US dollars a month; bytes of pictures go with the square of the resolution",
            reading=_resolution_reading(m, lever, slot),
        ),
        marks=[*marks, *_turn_mark(m, slot, "share")],
        limits=[Limit(y=float(m.cost[0]), text="Today")],
        theme=theme,
    )


def _at_resolution(p: Bandwidth, values: Floats) -> tuple[Bandwidth, Floats]:
    reach = np.maximum(p.resolution - p.resolution_target, NARROWEST)
    return replace(p, resolution=values), np.maximum(p.resolution - values, 0.0) / reach


def _at_ratio(p: Bandwidth, values: Floats) -> tuple[Bandwidth, Floats]:
    on = replace(p, compression=YesNo.YES, compression_ratio=values)
    return on, np.ones(values.shape)


def _slot(m: Moving, values: Floats, along: Along, points: Numeric, weeks: Numeric) -> Slot:
    p, worth = m.p, m.e.scenario.worth
    waiting = pick(p.waits, {YesNo.YES: lambda: worth.second_value, YesNo.NO: lambda: 0.0})
    work = weeks * worth.engineer_week_cost / worth.payback_months

    def both(x: Floats) -> tuple[Floats, Floats]:
        there, lost = along(p, x)
        cost = np.ravel(m.steady.cost(there, np.array([m.steady.queries])))
        seconds = np.ravel(transfer_seconds(there)) - m.seconds
        beside = np.where(lost > 0, work, 0.0) + lost * points * worth.point_value
        return cost, cost + beside + seconds * waiting

    cost, whole = both(values)
    found = crossings(
        lambda x: m.cost[0] - both(x)[1], float(values[0]), float(values[-1]), log=False
    )
    meeting = [crossing for crossing in found if crossing.kind == "meets"]
    return Slot(
        values=values,
        cost=cost,
        whole=whole,
        changed=along(p, values)[1] > 0,
        turn=meeting[0] if meeting else None,
    )


def _slot_lines(slot: Slot, name: str) -> list[Line]:
    lines = [Line(name="Bandwidth", y=slot.cost)]
    changed = slot.changed
    if name and changed.any():
        lines.append(Line(name=name, x=slot.values[changed], y=slot.whole[changed], role="alt"))
    return lines


def _today(m: Moving, x: float) -> Mark:
    return Mark(x=x, y=float(m.cost[0]), text=f"Today {words.money(m.cost[0])}", kind="here")


def _target(m: Moving, lever: Adoption, slot: Slot, x: float, said: str) -> Mark:
    cost = float(np.interp(x, slot.values, slot.cost))
    if lever.unknown:
        return Mark(x=x, y=cost, text=f"{said}: {words.money(cost)}")
    text = f"{said}: {words.money(cost)}\n{_allowed_words(m, lever)}"
    return Mark(
        x=x, y=cost, text=text, kind="break_even" if allowed_points(m, lever) > 0 else "note"
    )


def allowed_points(m: Moving, lever: Adoption) -> float:
    """Return the points at which a lever stops paying today; inf where a point is worth nothing."""
    assert lever.saving is not None
    worth = m.e.scenario.worth
    free = replace(lever, points_lost=0.0)
    gain = float(lever.saving(np.array([m.steady.queries]))[0]) - m.monthly_work(free)
    value = first(worth.point_value)
    return gain / value if value > 0 else np.inf


def _allowed_words(m: Moving, lever: Adoption) -> str:
    allowed = allowed_points(m, lever)
    if allowed <= 0:
        return "does not pay even without loss"
    return f"pays up to {words.number(allowed, 'points', never='any number of points')} lost"


def _turn_mark(m: Moving, slot: Slot, unit: str) -> list[Mark]:
    if slot.turn is None:
        return []
    at = words.value_with_unit(slot.turn.value, unit)
    return [
        Mark(x=slot.turn.value, y=float(m.cost[0]), text=f"Break-even\n{at}", kind="break_even")
    ]


def _resolution_title(m: Moving, lever: Adoption | None) -> str:
    if lever is None:
        return f"Pictures travel at {words.percent(m.p.resolution)} of their resolution"
    if lever.unknown:
        return "Whether lower resolution pays depends on points that nobody has measured"
    target = words.percent(m.p.resolution_target)
    return f"Resolution of {target} {_allowed_words(m, lever)}"


def _resolution_reading(m: Moving, lever: Adoption | None, slot: Slot) -> str:
    if lever is None:
        return "The target is not below today's resolution: there is nothing to break even."
    if m.p.resolution_points is None:
        return "Measure accuracy at both resolutions; until then no break-even can be told."
    points = words.number(m.p.resolution_points, "points")
    target = words.percent(m.p.resolution_target)
    line = f"Points are taken as a straight line to {points} at {target}: an assumption. "
    line = line if m.p.resolution_points > 0 else ""
    if slot.turn is None:
        return f"{line}No resolution breaks even with today's cost, work counted."
    at = words.percent(slot.turn.value)
    return f"{line}Break-even with today's cost, work counted, at {at}."


def _ratio_chart(m: Moving, theme: ThemeName) -> Chart:
    p = m.p
    on = p.compression == YesNo.YES
    known = None if p.compression_ratio is None else first(p.compression_ratio)
    top = max(MOST_RATIO, BEYOND * (known or 1.0))
    values = np.linspace(1.0, top, POINTS)
    slot = _slot(m, values, _at_ratio, p.compression_points, p.compression_weeks)
    lever = next((a for a in m.levers if a.key == "bandwidth.compression"), None)
    marks = [_today(m, known if on and known else 1.0)]
    if lever is not None and known is not None:
        marks.append(_target(m, lever, slot, known, f"{words.number(known)} ×"))
    return charts.lines(
        slot.values,
        _slot_lines(slot, "With work, points and seconds" if lever else ""),
        x_axis=Axis(title="Compression ratio", unit="×"),
        y_axis=Axis(unit="USD/month"),
        text=Text(
            title=_ratio_title(m, lever, slot),
            subtitle="US dollars a month compressed, CPU time counted, by bytes before over after",
            reading=_ratio_reading(lever, slot),
        ),
        marks=[*marks, *(_turn_mark(m, slot, "×") if lever else [])],
        limits=[Limit(y=float(m.cost[0]), text="Today")],
        theme=theme,
    )


def _ratio_title(m: Moving, lever: Adoption | None, slot: Slot) -> str:
    if lever is None:
        return f"Compression by {words.number(m.p.compression_ratio)} × is on"
    if slot.turn is not None:
        return f"Compression pays from a ratio of {words.number(slot.turn.value)}"
    if slot.whole[-1] < m.cost[0]:
        return "Compression pays at every ratio"
    most = m.cost[0] - slot.cost.min()
    if not most > 0:
        return "Compression has nothing to save today"
    return f"Compression saves {words.money(most)} a month at most, less than its work"


def _ratio_reading(lever: Adoption | None, slot: Slot) -> str:
    if lever is None:
        return "What it took to build is spent: there is nothing to break even."
    if slot.turn is None:
        return "No ratio breaks even with today's cost. Measure the ratio on a day's payload."
    at = words.number(slot.turn.value)
    return f"Break-even with today's cost at a ratio of {at}; measure yours on a day's payload."
