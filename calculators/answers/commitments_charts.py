"""Charts of Commitments: cost by level, hours that need each machine, and growth that fails."""

from __future__ import annotations

import numpy as np

from calculators.answers.commitments_facts import MOST_LEVELS, SAME, Committed, Floats
from calculators.answers.commitments_words import (
    gpus,
    growth_break_even,
    per_month,
    saves,
    stands,
    stays,
    term_words,
)
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Rule, Text

HOURS_DRAWN = 400  # points of the duration curve
BEYOND = 1.25  # of the busiest hour: the view of levels
FEWEST_LEVELS = 4.0


def cost_chart(c: Committed, theme: ThemeName) -> Chart | None:
    """Return the cost of each level with the cheapest, today's and the one considered."""
    if not c.e.known or not c.most > 0:
        return None
    levels = _levels(c)
    cost = np.array([c.cost(float(level)) for level in levels])
    marks = [Mark(x=c.best, y=c.cost(c.best), text=f"Cheapest\n{gpus(c.best)}", kind="break_even")]
    if abs(c.today - c.best) > SAME:
        marks.append(Mark(x=c.today, y=c.cost(c.today), text="Today", kind="here"))
    else:
        marks[0] = Mark(x=c.best, y=c.cost(c.best), text="Cheapest, and today", kind="here")
    if c.level not in (c.best, c.today):
        marks.append(Mark(x=c.level, y=c.cost(c.level), text="Considered"))
    dear = _break_even_level(levels, cost)
    title, reading = _cost_finding(c, dear)
    return charts.lines(
        levels,
        [
            Line(name="Committed and rented", y=cost, shown=False),
            Line(name="Committed part", y=levels * c.ratio * c.price, role="alt"),
        ],
        x_axis=Axis(title="GPUs committed", unit="GPUs"),
        y_axis=Axis(unit="USD/month", low=0.0),
        text=Text(
            title=title,
            subtitle=f"US dollars a month, mean of {term_words(c)}, by the GPUs committed",
            reading=reading,
        ),
        marks=marks,
        rules=[Rule(x=dear, text="Break-even")] if np.isfinite(dear) else [],
        limits=[Limit(y=c.by_the_hour, text=f"All by the hour {words.money(c.by_the_hour)}")],
        theme=theme,
    )


def _levels(c: Committed) -> Floats:
    top = np.ceil(max(BEYOND * c.most, c.level, FEWEST_LEVELS))
    step = max(np.ceil(top / MOST_LEVELS), 1.0)
    return np.unique([*np.arange(0.0, top + step, step), c.best, c.level, c.today])


def _break_even_level(levels: Floats, cost: Floats) -> float:
    """Return the first level that costs more than none at all; inf if none that is seen."""
    above = np.flatnonzero(cost > cost[0] * (1 + SAME))
    return float(levels[above[0]]) if above.size else np.inf


def _cost_finding(c: Committed, dear: float) -> tuple[str, str]:
    paid = "; cash and accounting agree, as it is paid month by month"
    how = (
        "What is committed is paid in every hour, the rest is rented for the hours that need it"
        f"{paid if c.upfront == 0 else ''}."
    )
    if not c.best > 0:
        return (
            "No commitment pays at this discount",
            f"{how} No GPU is needed in more than {words.percent(c.ratio)} of the hours: there is "
            "no break-even.",
        )
    ends = (
        f"From {gpus(dear)} on it costs more than committing to none"
        if np.isfinite(dear)
        else "No level in view costs more than committing to none"
    )
    saved = words.money(c.by_the_hour - c.cost(c.best), "month")
    return f"{gpus(c.best)} committed {saves(c.best)} {saved}", f"{how} {ends}."


def duration_chart(c: Committed, theme: ThemeName) -> Chart | None:
    """Return in which share of the term's hours each GPU is needed, the level marked."""
    if not c.e.known or not c.most > 0:
        return None
    share, needed = _drawn_curve(c.curve)
    title = (
        f"{gpus(c.base)} never {stands(c.base)} idle; the busiest hour needs {c.most:,.0f}"
        if c.base > 0
        else f"In the quietest hour nothing runs; the busiest needs {gpus(c.most)}"
    )
    if c.base == c.most:
        title = f"{gpus(c.base)} in every hour, growth included"
    return charts.lines(
        share * 100,
        [Line(name="GPUs needed", y=needed, stairs=True, shown=False)],
        x_axis=Axis(title="Share of the hours, busiest first, %", unit="% of hours"),
        y_axis=Axis(unit="GPUs", low=0.0),
        text=Text(
            title=title,
            subtitle=f"GPUs by share of the hours of {term_words(c)}, growth included",
            reading=f"A GPU pays when it is needed in more than {words.percent(c.ratio)} of the "
            f"hours, the committed price over the on-demand price: the curve is at {gpus(c.best)} "
            f"there.{_last_one(c)}",
        ),
        marks=_duration_marks(c),
        rules=[Rule(x=100 * c.ratio, text=f"Pays above {words.percent(c.ratio)}")],
        limits=[Limit(y=c.level, text=gpus(c.level))] if c.level > 0 else [],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )  # fmt: skip


def _duration_marks(c: Committed) -> list[Mark]:
    even = Mark(x=100 * c.ratio, y=c.best, text="Break-even", kind="break_even")
    here = Mark(x=100 * c.marginal_use, y=c.level, text="Considered", kind="here")
    return [even, here] if c.level > 0 else [even]


def _last_one(c: Committed) -> str:
    if not c.level > 0:
        return ""
    return f" The last one that is considered is needed in {words.percent(c.marginal_use)} of them."


def _drawn_curve(curve: Floats) -> tuple[Floats, Floats]:
    """Return shares and GPUs: a point at each step of the curve, thinned where there are many."""
    edges = np.flatnonzero(np.diff(curve)) + 1
    kept = np.unique([0, *edges, curve.size])
    if kept.size > HOURS_DRAWN:
        kept = kept[np.linspace(0, kept.size - 1, HOURS_DRAWN).astype(int)]
    return kept / curve.size, curve[np.minimum(kept, curve.size - 1)]


def growth_chart(c: Committed, theme: ThemeName) -> Chart | None:
    """Return what the level saves at each growth of the load, planned and failing marked."""
    if not c.e.known or not c.most > 0 or not c.level > 0:
        return None
    growth, saving = c.growth_curve
    turn = c.break_even_growth
    marks = [Mark(x=100 * c.growth, y=c.saving, text="Plan", kind="here")]
    if np.isfinite(turn):
        text = f"Break-even\n{words.percent(turn)} a month"
        marks.insert(0, Mark(x=100 * turn, y=0.0, text=text, kind="break_even"))
    failed = c.regrets[-1]
    marks.append(Mark(x=100 * failed.growth, y=failed.saving, text="If it fails"))
    return charts.lines(
        growth * 100,
        [Line(name=f"{gpus(c.level)} committed", y=saving, role="alt", shown=False)],
        x_axis=Axis(title="Growth of the load, % a month", unit="% a month"),
        y_axis=Axis(unit="USD/month", below_zero="lost"),
        text=Text(
            title=_growth_title(c, turn),
            subtitle=f"US dollars saved a month against renting by the hour, mean of "
            f"{term_words(c)}, by growth",
            reading=f"{gpus(c.level)} {stays(c.level)} committed whatever comes. "
            f"{growth_break_even(c)} At {words.percent(failed.growth)} a month the regret, against "
            f"the best level in hindsight, is {per_month(failed.regret)}.",
        ),
        marks=marks,
        limits=[Limit(y=0.0)],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def _growth_title(c: Committed, turn: float) -> str:
    if turn == -np.inf:
        return "The commitment pays even if the load shrinks"
    if turn == np.inf:
        return "The commitment does not pay at any growth"
    if turn > c.growth:
        return f"It pays only from {words.percent(turn)} of growth a month, which is not planned"
    kind = "shrinks faster than" if turn < 0 else "grows less than"
    return f"It costs money if the load {kind} {words.percent(abs(turn))} a month"
