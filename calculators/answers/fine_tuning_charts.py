"""Charts of the page on embedding fine-tuning: power, the smallest provable gain, and value."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calculators.answers.fine_tuning_facts import Floats, OnTuning
from calculators.answers.fine_tuning_words import between, gain, needed, queries, worth_turn
from calculators.answers.fine_tuning_words import chance as likely
from calculators.answers.volume_chart import volume_chart
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Text
from calculators.core.units import PERCENT, first
from calculators.practices import fine_tuning_proof as proof

POINTS = 120
AROUND = 4.0  # how far around today and the need is drawn
FEWEST = 10.0  # labelled queries at which the axis begins, at the most
MOST = 1e7
OF_ENDS = ("Least discordant", "Most discordant")


def power_chart(o: OnTuning, theme: ThemeName) -> Chart | None:
    """Chance to see the gain against labelled queries; none while the spread is unknown."""
    if (items := _items(o)) is None:
        return None

    def chance(at: Floats, end: float | None) -> Floats:
        return np.asarray(proof.chance_seen(o.p, at, end))

    wanted = first(o.p.power)
    have = queries(o.labelled)
    today = (
        f"{words.capitalised(have)} would show it in {likely(o)} of the cases"
        if o.labelled > 0
        else "Without labelled queries it is never seen"
    )
    return charts.lines(
        items,
        _lines(o, items, chance),
        x_axis=Axis(title="Labelled queries", unit="queries", scale="log"),
        y_axis=Axis(unit="share", low=0.0, high=1.05),
        text=Text(
            title=_power_title(o),
            subtitle=f"Chance to see a true gain of {gain(o)}, by labelled queries",
            reading=f"{today}. The custom is {words.percent(wanted)}; with less, a true gain is "
            "mostly missed, and one that is seen is overstated.",
        ),
        marks=_marks(o, o.chances, [wanted] * len(o.needed)),
        limits=[Limit(y=wanted, text=f"{words.percent(wanted)} wanted")],
        theme=theme,
    )


def _power_title(o: OnTuning) -> str:
    at = o.needed[-1]
    if not np.isfinite(at):
        return f"No number of labelled queries proves {gain(o)}"
    return f"{needed(o.needed, 'labelled queries')} prove {gain(o)}"


def gain_chart(o: OnTuning, theme: ThemeName) -> Chart | None:
    """Smallest provable gain against labelled queries, the expected gain as a line."""
    if (items := _items(o)) is None:
        return None

    def least(at: Floats, end: float | None) -> Floats:
        return np.asarray(proof.smallest_gain(o.p, at, end)) * PERCENT

    expected = first(o.p.gain_points)
    here = tuple(g * PERCENT for g in o.smallest_gains)
    return charts.lines(
        items,
        _lines(o, items, least),
        x_axis=Axis(title="Labelled queries", unit="queries", scale="log"),
        y_axis=Axis(unit="points", low=0.0, high=_highest(here, expected)),
        text=Text(
            title=_gain_title(o, here),
            subtitle="Smallest gain that is seen as often as wanted, in points",
            reading="Four times the labelled queries halve it. Below the line of the expected gain "
            "the labelled queries are enough.",
        ),
        marks=_marks(o, here, [expected] * len(o.needed)),
        limits=[Limit(y=expected, text=f"{gain(o)} expected")],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def _highest(here: tuple[float, ...], expected: float) -> float:
    seen = [x for x in here if np.isfinite(x)]
    return 1.3 * max([*seen, 2 * expected, 1.0])


def _gain_title(o: OnTuning, here: tuple[float, ...]) -> str:
    have = queries(o.labelled)
    if not o.labelled > 0:
        return "Without labelled queries no gain is proven"
    if not np.isfinite(min(here)):
        return f"{words.capitalised(have)} prove no gain"
    return f"{have} prove {between(here, 'points', 'any')} or more"


def value_chart(o: OnTuning, theme: ThemeName) -> Chart | None:
    """Value and cost a month by volume, as if the gain were proven."""
    at = o.turning_queries
    title = "It is worth its work at no volume"
    if np.isfinite(at):
        volume = words.number(at, "queries")
        title = f"If it is there, the gain is worth its work from {volume} a month"
    return volume_chart(
        o.queries,
        at,
        o.value_at,
        o.cost_at,
        Text(
            title=title,
            subtitle="US dollars a month; the value of a point in proportion to the queries",
            reading=worth_turn(o)
            or "At today's volume the value is above the cost; proof is the other condition.",
        ),
        theme,
        chart_theme.HEIGHT_SECOND,
    )


def _items(o: OnTuning) -> Floats | None:
    """Labelled queries that are drawn; None where nothing can be."""
    if o.graded and not o.spread_known or not first(o.p.gain_points) > 0:
        return None
    ends = [x for x in (o.labelled, *o.needed) if 0 < x < MOST]
    low, high = min([*ends, AROUND * FEWEST]) / AROUND, max([*ends, FEWEST]) * AROUND
    return np.geomspace(max(low, 1.0), high, POINTS)


def _lines(
    o: OnTuning, items: Floats, curve: Callable[[Floats, float | None], Floats]
) -> list[Line]:
    if len(o.ends) == 1:
        return [Line(name="Labelled queries", y=curve(items, o.ends[0]), role="alt", shown=False)]
    roles = ("alt", "base")
    return [
        Line(name=name, y=curve(items, end), role=role)  # type: ignore[arg-type]
        for name, end, role in zip(OF_ENDS, o.ends, roles, strict=True)
    ]


def _marks(o: OnTuning, here: tuple[float, ...], there: list[float]) -> list[Mark]:
    """Mark where we are and where it turns, on the last line."""
    marks = []
    if o.labelled > 0:
        marks.append(Mark(x=o.labelled, y=here[-1], text="You are here", kind="here"))
    if np.isfinite(o.needed[-1]):
        text = f"Provable\n{needed(o.needed[-1:])}"
        marks.append(Mark(x=o.needed[-1], y=there[-1], text=text, kind="break_even"))
    return marks
