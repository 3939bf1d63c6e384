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
NEARBY, BEYOND = 10.0, 1.25  # a break-even so far off is drawn, and so much behind it


def _changes(x: Floats, one: Floats, other: Floats) -> list[tuple[float, float]]:
    """Return each place where two drawn lines cross, and how high."""
    gap = one - other
    i = np.flatnonzero((gap[1:] > 0) != (gap[:-1] > 0))
    part = gap[i] / (gap[i] - gap[i + 1])
    at = (line[i] + part * (line[i + 1] - line[i]) for line in (x, one))
    return list(zip(*(values.tolist() for values in at), strict=True))


def rungs_chart(o: OnModels, theme: ThemeName) -> Chart | None:
    """Value less cost of the rung in use and of the best other one, against queries."""
    others = [s for s in Shape if s != o.taken and np.isfinite(o.net(s))]
    if not (others and np.isfinite(o.net(o.taken)) and o.queries > 0):
        return None
    other = max(others, key=o.net)
    queries = np.geomspace(o.queries / AROUND, o.queries * AROUND, POINTS)
    mine, its = (o.value(s) - o.cost(s, queries) for s in (o.taken, other))
    x, y = next(iter(_changes(queries, mine, its)), (np.inf, np.inf))
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
    end = _last_kinds(o)
    step = [np.nextafter(parts.TWO_KINDS, 0.0), parts.TWO_KINDS]  # where points are won
    kinds = np.unique([*np.linspace(1.0, end, POINTS), *step])
    each, one = (o.kinds_cost(a, kinds) for a in (Arrangement.MANY_SMALL, Arrangement.ONE_BIG))
    found = _changes(kinds, each, one)
    here = first(o.kinds_cost(o.arranged, np.array([o.kinds])))
    marks = [Mark(x=o.kinds, y=here, text=f"You are here\n{words.number(o.kinds)}", kind="here")]
    marks += [Mark(x=x, y=y, text=f"Break-even\n{words.number(x)}", kind="break_even")
              for x, y in found]  # fmt: skip
    names = ["One model for each kind", "One model for all kinds"]
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
            title=_least(names if each[0] <= one[0] else names[::-1], [x for x, _ in found]),
            subtitle="US dollars a month: training, serving, keeping and, of what is not there, "
            f"building over {words.months(o.worth.payback_months)}; less the points won",
            reading=f"Specific models are right in {points_words(points)}, whatever the number "
            "of kinds; with one kind there is nothing to win.",
        ),
        marks=marks,
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def _last_kinds(o: OnModels) -> float:
    """Return how many kinds are drawn: those of the plan, and where the decision turns nearby."""
    end = max(float(np.max(o.e.demand.kinds)), o.kinds * 4, 10.0)
    decided = [d for key, d in o.decisions.items() if key.startswith("arrangement.")]
    turns = [turn.crossing.value for d in decided for turn in d.turns]
    return max([end, *(turn * BEYOND for turn in turns if turn <= end * NEARBY)])


def _least(names: list[str], turns: list[float]) -> str:
    """Return which of two lines is lowest up to where they cross, or between two crossings."""
    if not turns:
        return f"{names[0]} costs least at every number drawn"
    if len(turns) == 1:
        return f"{names[0]} costs least up to {words.number(turns[0], 'kinds')}"
    low, high = words.number(turns[0]), words.number(turns[1], "kinds")
    return f"{names[1]} costs least from {low} to {high}"
