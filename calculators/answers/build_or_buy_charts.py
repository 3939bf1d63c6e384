"""Charts of the page on tools: levels by models, everything by models, building by months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators.answers.build_or_buy_facts import FEWEST, Floats, OnTools
from calculators.answers.lever_table import turn_words
from calculators.choices import build_vs_buy_mix as mix
from calculators.choices.build_vs_buy_inputs import LEVEL_LABELS, Level
from calculators.choices.build_vs_buy_terms import arriving_weeks, running, terms
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import Role, ThemeName
from calculators.core.charts import Axis, Chart, Line, Mark, Text
from calculators.core.units import HORIZON_MONTHS, first

POINTS = 120
ROLES: dict[Level, tuple[Role, str]] = {  # a hue by whose it is, a dash by which
    Level.SCRIPT: ("base", "solid"),
    Level.OPEN_SOURCE: ("good", "5px,3px"),
    Level.MANAGED: ("alt", "solid"),
    Level.BUILT: ("out", "9px,3px,2px,3px"),
}
MODELS_AXIS = Axis(title="Models in production", unit="models", scale="log")


def level_chart(o: OnTools, shown: int, theme: ThemeName) -> Chart | None:
    """Cost of one tool at each level, against the number of models."""
    if not o.rows:
        return None
    row, models = o.rows[shown], np.geomspace(FEWEST, o.reach, POINTS)
    costs = mix.by_level(o.p, row, o.at(models), o.worth)
    found = o.changes(row)
    here = first(o.p.models)
    now = float(mix.by_level(o.p, row, o.size, o.worth)[mix.LEVELS.index(row.level)])
    marks = [
        Mark(x=c.at, y=_least(o, shown, c.at), kind="break_even",
             text=f"{LEVEL_LABELS[c.level].capitalize()}\nfrom {words.number(c.at)}")
        for c in found[1:]
    ]  # fmt: skip
    if here > 0 and now > 0:
        marks.append(Mark(x=here, y=now, text="Here", kind="here"))
    return charts.lines(
        models,
        [
            _line(level, cost)
            for level, cost in zip(mix.LEVELS, costs, strict=True)
        ],
        x_axis=MODELS_AXIS,
        y_axis=Axis(unit="USD/month", scale="log"),
        text=Text(
            title=f"{o.names[shown]}: {_path(found)}",
            subtitle="US dollars a month: bills, engineer time and, of what is not in use, set-up "
            f"and leaving over {words.months(o.p.kept_months)}",
            reading=_level_reading(o, shown, found),
        ),
        marks=marks,
        theme=theme,
    )  # fmt: skip


def _line(level: Level, y: Floats) -> Line:
    role, dash = ROLES[level]
    return Line(name=LEVEL_LABELS[level].capitalize(), y=y, role=role, dash=dash)


def _least(o: OnTools, shown: int, models: float) -> float:
    at = o.at(np.array([models]))
    return float(mix.by_level(o.p, o.rows[shown], at, o.worth).min())


def _path(found: Sequence[mix.Change]) -> str:
    """Return which level is cheapest as the models grow: "scripts up to 4.2 models, ..."."""
    name = LEVEL_LABELS[found[0].level]
    if len(found) == 1:
        return f"{name} {'are' if found[0].level == Level.SCRIPT else 'is'} cheapest at any size"
    parts = [f"{LEVEL_LABELS[c.level]} from {words.number(c.at)}" for c in found[1:]]
    return f"{name} first, {', '.join(parts)} models"


def _level_reading(o: OnTools, shown: int, found: Sequence[mix.Change]) -> str:
    decision = o.by_row.get(shown)
    over = words.months(o.p.kept_months)
    if len(found) == 1:
        said = "The lowest line never changes: there is no break-even among the levels."
    else:
        said = f"The lowest line is cheapest over {over}; each mark is where it changes."
    if decision is None or decision.next_turn is None:
        return said
    within = words.months(o.worth.payback_months)
    at = turn_words(o.e, decision)
    return f"{said} The work of changing is paid back within {within} {at}."


def mix_chart(o: OnTools, theme: ThemeName) -> Chart | None:
    """Everything at one level, the best of each and one platform, against models."""
    if not o.rows:
        return None
    models = np.geomspace(FEWEST, o.reach, POINTS)
    size = o.at(models)
    best = mix.best_of_each(o.p, o.rows, size, o.worth)
    here, marks = float(o.as_planned(o.size)), []
    if first(o.p.models) > 0 and here > 0 and not o.unmeasured:
        marks.append(Mark(x=first(o.p.models), y=here, text="Here", kind="here"))
    marks += [
        Mark(x=turn.value, y=_platform(o, turn.value), kind="break_even",
             text=f"Break-even\n{words.number(turn.value, 'models')}")
        for turn in o.platform_turns
    ]  # fmt: skip
    return charts.lines(
        models,
        [
            Line(name="Scripts", y=_all(o, Level.SCRIPT, models), role="base"),
            Line(name="Open", y=_all(o, Level.OPEN_SOURCE, models), role="good",
                 dash="5px,3px"),
            Line(name="Best of each", y=best, role="alt", dash="solid"),
            Line(name="One platform", y=mix.platform_cost(o.p, size, o.worth), role="out"),
        ],
        x_axis=MODELS_AXIS,
        y_axis=Axis(unit="USD/month", scale="log"),
        text=Text(
            title=_mix_title(o),
            subtitle="US dollars a month for all tools, joined to one another; of what is not in "
            f"use, set-up and leaving over {words.months(o.p.kept_months)}",
            reading=_mix_reading(o),
        ),
        marks=marks,
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )  # fmt: skip


def _platform(o: OnTools, models: float) -> float:
    return float(mix.platform_cost(o.p, o.at(np.array([models])), o.worth)[0])


def _all(o: OnTools, level: Level, models: Floats) -> Floats:
    return mix.all_at(o.p, o.rows, level, o.at(models), o.worth)


def _mix_title(o: OnTools) -> str:
    platform, best = words.money(o.platform), words.money(o.best_of_each)
    if platform == best:
        return f"One platform and the best of each cost the same: {best} a month"
    if o.platform < o.best_of_each:
        return f"One platform costs {platform} a month, the best of each {best}"
    return f"The best of each costs {best} a month, one platform {platform}"


def _mix_reading(o: OnTools) -> str:
    turns = o.platform_turns
    used = words.percent(o.p.platform_used_share)
    if not turns:
        side = "cheaper" if o.platform < o.best_of_each else "dearer"
        return (
            f"The platform is {side} than the best of each at every number of models drawn: no "
            f"break-even. You would use {used} of what it does."
        )
    says = {1: "cheaper from", -1: "dearer from"}
    parts = [f"{says[t.direction]} {words.number(t.value, 'models')}" for t in turns]
    return (
        f"The platform is {', then '.join(parts)} on. It saves joining tools; you would use "
        f"{used} of what it does."
    )


def build_chart(o: OnTools, shown: int, theme: ThemeName) -> Chart | None:
    """Money spent so far on one tool built, bought or scripted, by month at today's size."""
    if not o.rows:
        return None
    row, months = o.rows[shown], np.arange(0.0, HORIZON_MONTHS + 1)
    spent = {
        level: _spent(o, shown, level, months)
        for level in (Level.SCRIPT, Level.MANAGED, Level.BUILT)
        if level != Level.SCRIPT or row.script_time is not None
    }
    found = o.build_or_buy(row)
    here = float(spent.get(row.level, spent[Level.MANAGED])[0])
    marks = [Mark(x=0.0, y=here, text="Here", kind="here")]
    after = first(found.months)
    if 0 < after <= HORIZON_MONTHS:
        y = float(_spent(o, shown, Level.BUILT, np.array([after]))[0])
        marks.append(Mark(x=after, y=y, kind="break_even",
                          text=f"Break-even\n{words.months(after)}"))  # fmt: skip
    title, reading = _build_finding(o, o.names[shown], row.level, found)
    return charts.lines(
        months,
        [
            _line(level, y) for level, y in spent.items()
        ],
        x_axis=Axis(title="Months from now", unit="months"),
        y_axis=Axis(unit="USD"),
        text=Text(title=title, subtitle="US dollars spent so far at today's size, engineer time at "
                  "its cost", reading=reading),
        marks=marks,
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )  # fmt: skip


def _spent(o: OnTools, shown: int, level: Level, months: Floats) -> Floats:
    row = o.rows[shown]
    once = arriving_weeks(o.p, row, level) * o.worth.engineer_week_cost
    return np.asarray(once + running(terms(o.p, row, level), o.size, o.worth) * months)


def _build_finding(o: OnTools, name: str, level: Level, found: mix.BuildOrBuy) -> tuple[str, str]:
    more, kept = (
        words.money(abs(first(found.more_at_once))),
        words.money(abs(first(found.saving)), "month"),
    )
    new, old = ("building", "buying")
    if level == Level.BUILT:
        new, old = "buying", "what is built"
    takes = "more" if first(found.more_at_once) >= 0 else "less"
    at_once = f"{new.capitalize()} takes {more} {takes} at once"
    if not found.saving > 0:
        return (
            f"{name}: {new} never pays back against {old}",
            f"{at_once} and then {kept} more to keep: there is no break-even.",
        )
    rate = words.percent(o.e.scenario.business.discount_rate)
    after = words.months(found.months)
    discounted = words.months(found.discounted_months)
    return (
        f"{name}: {new} pays back after {after}",
        f"{at_once} and saves {kept}. With money at {rate} a year it pays back after {discounted}.",
    )
