"""Charts of the page on a point of accuracy: the size at which it pays, and how many points."""

from __future__ import annotations

import numpy as np

from calculators.answers.accuracy_facts import OnAPoint
from calculators.answers.accuracy_words import aimed, reached, turn
from calculators.answers.volume_chart import volume_chart
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Line, Mark, Text
from calculators.core.decision import Verdict
from calculators.core.reached import at_least
from calculators.core.units import first

POINTS = 160
AROUND = 10.0  # how far around the break-even an unknown value is drawn
FEWEST_POINTS, MOST_POINTS = 4.0, 12.0


def size_chart(o: OnAPoint, theme: ThemeName) -> Chart | None:
    """Value and cost a month against queries a month, or against the value that is unknown."""
    if o.missing:
        return _unknown_chart(o, theme)
    return volume_chart(
        o.queries,
        o.turning_queries,
        o.value_at,
        o.cost_at,
        Text(
            title=_size_title(o),
            subtitle=f"US dollars a month for {aimed(o)}; work and labels over "
            f"{words.months(o.months_to_earn)}"
            if not o.pursued
            else f"US dollars a month for {aimed(o)}; the work is behind you",
            reading="Value grows with the queries, the work does not: what is dear to a small "
            f"company is cheap to a large one. {_when(o)}",
        ),
        theme,
    )


def _unknown_chart(o: OnAPoint, theme: ThemeName) -> Chart | None:
    """Value and cost a month against the value of a point that nobody has measured."""
    at, plan = o.point_value_that_pays, first(o.worth.point_value)
    if not (at > 0 and np.isfinite(at)):
        return None
    each = np.geomspace(at / AROUND, at * AROUND, POINTS)
    marks = [Mark(x=at, y=at * o.points, text=f"Break-even\n{words.money(at_least(at))}",
                  kind="break_even")]  # fmt: skip
    if each[0] < plan < each[-1]:
        marks.append(Mark(x=plan, y=plan * o.points, text="The whole plan's value"))
    return charts.lines(
        each,
        [
            Line(name="Value", y=each * o.points, role="good"),
            Line(name="Cost", y=np.full(POINTS, at * o.points), role="out"),
        ],
        x_axis=Axis(title="Value of a point, a month", unit="USD/month", scale="log"),
        y_axis=Axis(unit="USD/month", scale="log"),
        text=Text(
            title=f"It pays if a point is worth {words.money(at_least(at), 'month')} or more",
            subtitle=f"US dollars a month for {aimed(o)}, at today's queries",
            reading=f"Where you stand is not known: {o.missing.removesuffix(': not measured')} "
            f"decides it. {turn(o)}",
        ),
        marks=marks,
        theme=theme,
    )


def _when(o: OnAPoint) -> str:
    """Say when the plan is where the title says that it pays."""
    if not np.isfinite(o.turning_queries):
        return turn(o)
    if o.verdict == Verdict.PAYS:
        return "Today's queries are enough."
    return f"The plan's month for it: {reached(o, never='none')}."


def _size_title(o: OnAPoint) -> str:
    if not np.isfinite(o.turning_queries):
        return "More queries never make it pay"
    said = aimed(o)
    verb = "pays" if o.points == 1 else "pay"
    at = words.number(o.turning_queries, "queries")
    return f"{words.capitalised(said)} {verb} from {at} a month"


def points_chart(o: OnAPoint, theme: ThemeName) -> Chart | None:
    """Value within the time to pay back and cost, against the number of points."""
    if o.missing:
        return None
    best = min(o.points_that_pay, MOST_POINTS)
    points = np.linspace(0.0, max(FEWEST_POINTS, o.points, best + 2.0), POINTS)
    worth = points * o.point_value * o.months_to_earn
    here = o.price
    marks = [Mark(x=o.points, y=here, text="You aim here", kind="here")]
    if best >= 1 and best != o.points:
        marks.append(Mark(x=best, y=o.price_of(best), text="The last that pays", kind="break_even"))
    return charts.lines(
        points,
        [
            Line(name="Value", y=worth, role="good"),
            Line(name="Work and labels", y=o.prices_of(points), role="out"),
        ],
        x_axis=Axis(title="Points more than today", unit="points"),
        y_axis=Axis(unit="USD", low=0.0),
        text=Text(
            title=_points_title(o),
            subtitle=f"US dollars; value of {words.months(o.months_to_earn)}, work and labels once",
            reading=f"Each further point takes {words.number(o.p.harder)} times the one before, "
            f"and wins no more; the first takes {words.money(o.price_of(1.0))}.",
        ),
        marks=marks,
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def _points_title(o: OnAPoint) -> str:
    count = o.points_that_pay
    if not np.isfinite(count):
        return "Every further point pays, as each takes no more than the first"
    if count == 0:
        return "Not even the first point pays back its work in time"
    return f"{words.number(count, 'points')} pay{'s' if count == 1 else ''} back in time; " \
           "the next one does not"  # fmt: skip
