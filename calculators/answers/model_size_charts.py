"""Charts of the page on size and shape of models: rungs, pipeline, kinds."""

from __future__ import annotations

import numpy as np

from calculators.answers.model_size_facts import Floats, OnModels
from calculators.answers.plan_words import month_name
from calculators.choices import model_size_parts as parts
from calculators.choices.model_size import points_words
from calculators.choices.model_size_inputs import Arrangement, Pipeline, Shape
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Line, Mark, Text
from calculators.core.units import first

POINTS = 200
AROUND = 30.0  # of today's value, up and down


def _first_change(x: Floats, one: Floats, other: Floats) -> tuple[float, float]:
    """Return where two drawn lines first cross, and how high; inf where they do not."""
    ahead = one > other
    turned = np.flatnonzero(ahead[1:] != ahead[:-1])
    if not turned.size:
        return np.inf, np.inf
    i = turned[0]
    gap = one - other
    part = gap[i] / (gap[i] - gap[i + 1])
    return float(x[i] + part * (x[i + 1] - x[i])), float(one[i] + part * (one[i + 1] - one[i]))


def rungs_chart(o: OnModels, theme: ThemeName) -> Chart | None:
    """Value less cost of the rung in use and of the best other one, against queries."""
    others = [s for s in Shape if s != o.taken and np.isfinite(o.net(s))]
    if not (others and np.isfinite(o.net(o.taken)) and o.queries > 0):
        return None
    other = max(others, key=o.net)
    queries = np.geomspace(o.queries / AROUND, o.queries * AROUND, POINTS)
    mine, its = (o.value(s) - o.cost(s, queries) for s in (o.taken, other))
    x, y = _first_change(queries, mine, its)
    here, there = o.net(o.taken), o.net(other)
    names = [words.uncapitalised(o.rung(s).name) for s in (o.taken, other)]
    more = words.money(abs(here - there), "month")
    ahead = names[0] if here >= there else names[1]
    behind = names[1] if here >= there else names[0]
    at = words.number(x, "queries", never="nowhere drawn")
    marks = [Mark(x=o.queries, y=here, text="You are here", kind="here")]
    if np.isfinite(x):
        marks.append(Mark(x=x, y=y, text=f"Break-even\n{words.number(x)}", kind="break_even"))
    return charts.lines(
        queries,
        [
            Line(name=o.rung(o.taken).name, y=mine, role="base"),
            Line(name=o.rung(other).name, y=its, role="alt"),
        ],
        x_axis=Axis(title="Queries that reach the model in a month", unit="queries", scale="log"),
        y_axis=Axis(unit="USD/month", below_zero="short"),
        text=Text(
            title=f"{words.capitalised(ahead)} is worth {more} more than {behind}",
            subtitle="US dollars a month: value of the points over no model, less training, "
            "serving and upkeep; building left out",
            reading=f"They meet at {at}. The value of a point is that of the plan, whatever the "
            "volume; serving grows with it.",
        ),
        marks=marks,
        theme=theme,
    )


def pipeline_chart(o: OnModels, theme: ThemeName) -> Chart | None:
    """Cost of keeping models by hand and by a pipeline, against their number."""
    turn, here = o.pipeline_from, o.models
    reached = max([here, turn if np.isfinite(turn) else 0.0, 1.0])
    models = np.linspace(0.0, reached * 1.6, POINTS)
    chosen = o.p.pipeline == Pipeline.AUTOMATED
    work = 0.0 if chosen else o.p.pipeline_setup_weeks * o.worth.engineer_week_cost
    built = work / o.worth.payback_months
    hand, kept = (_keeping(o, way, models) for way in (Pipeline.BY_HAND, Pipeline.AUTOMATED))
    now = _keeping(o, o.p.pipeline, np.array([here]))
    marks = [Mark(x=here, y=first(now), text=f"You are here\n{words.number(here)}", kind="here")]
    pays = np.isfinite(turn)
    if pays:
        at = first(_keeping(o, Pipeline.BY_HAND, np.array([turn])))
        marks.append(Mark(x=turn, y=at, text=f"Break-even\n{words.number(turn)}",
                          kind="break_even"))  # fmt: skip
    return charts.lines(
        models,
        [
            Line(name="By hand", y=hand, role="base"),
            Line(name="By a pipeline", y=kept + built, role="alt"),
        ],
        x_axis=Axis(title="Models kept", unit="models"),
        y_axis=Axis(unit="USD/month", low=0.0),
        text=Text(
            title=f"A pipeline pays from {words.number(turn, 'models')}"
            if pays
            else "A pipeline pays for no number of models",
            subtitle="US dollars a month, engineer time at its cost; building the pipeline "
            + ("is behind" if chosen else f"spread over {words.months(o.worth.payback_months)}"),
            reading=_reading(o),
        ),
        marks=marks,
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def _keeping(o: OnModels, way: Pipeline, models: Floats) -> Floats:
    return np.asarray(parts.keeping_costs(o.p, way, models).worth(o.worth))


def _reading(o: OnModels) -> str:
    planned = parts.models_kept(o.p, o.arranged, o.e.demand.kinds)
    over = planned > o.pipeline_from
    month = float(np.argmax(over) + 1) if over.any() else np.inf
    here = f"Here {words.number(o.models, 'models')}"
    if over[0]:
        return f"{here}: enough. It retrains on demand, which is no schedule."
    return f"{here}; the plan reaches the break-even: {month_name(o.e, month)}."


def kinds_chart(o: OnModels, theme: ThemeName) -> Chart | None:
    """Cost of one model for each kind and of one for all, against kinds."""
    if o.p.specific_points is None:
        return None
    end = max(float(np.max(o.e.demand.kinds)), o.kinds * 4, 10.0)
    kinds = np.linspace(1.001, end, POINTS)
    each, one = (o.kinds_cost(a, kinds) for a in (Arrangement.MANY_SMALL, Arrangement.ONE_BIG))
    x, y = _first_change(kinds, each, one)
    at = max(o.kinds, 1.001)
    here = first(o.kinds_cost(o.arranged, np.array([at])))
    marks = [Mark(x=at, y=here, text=f"You are here\n{words.number(o.kinds)}", kind="here")]
    if np.isfinite(x):
        marks.append(Mark(x=x, y=y, text=f"Break-even\n{words.number(x)}", kind="break_even"))
    cheap = "One model for each kind" if each[0] <= one[0] else "One model for all kinds"
    rest = f"up to {words.number(x, 'kinds')}" if np.isfinite(x) else "at every number drawn"
    points = first(o.p.specific_points)
    return charts.lines(
        kinds,
        [
            Line(name="One for each", y=each, role="base" if o.arranged == "many_small" else "alt"),
            Line(name="One for all", y=one, role="alt" if o.arranged == "many_small" else "base"),
        ],
        x_axis=Axis(title="Kinds", unit="kinds", whole=True),
        y_axis=Axis(unit="USD/month", below_zero="ahead"),
        text=Text(
            title=f"{cheap} costs least {rest}",
            subtitle="US dollars a month: training, serving and keeping, less the points that "
            "specific models win",
            reading=f"Specific models are right in {points_words(points)}, whatever the number "
            "of kinds; with one kind there is nothing to win. Building is left out.",
        ),
        marks=marks,
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )
