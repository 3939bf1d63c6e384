"""Tables of the page on tools: conditions, platform, building, checklist, context."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from calculators.answers.build_or_buy_facts import OnTools
from calculators.answers.build_or_buy_words import saved_today
from calculators.answers.context import context
from calculators.answers.decision_board import anywhere
from calculators.answers.decision_words import margin
from calculators.answers.lever_table import levers_table as _levers_table
from calculators.answers.plan_words import month_name
from calculators.choices import build_vs_buy as page
from calculators.choices import build_vs_buy_mix as mix
from calculators.choices.build_vs_buy_inputs import LEVEL_LABELS, Level, Tool, Tools
from calculators.choices.build_vs_buy_terms import (
    Terms,
    money,
    moving_weeks,
    platform,
    spread,
    terms,
    upkeep,
)
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.inputs import NO_YES, YesNo
from calculators.core.units import WEEKS_PER_MONTH, first

FAR, SOMEWHAT = 10.0, 2.0  # times: far larger than the reference; still alike
REFERENCE_MODELS, REFERENCE_PEOPLE = 10.0, 5.0
SERVED = 20.0 / 2.0  # data scientists to an engineer for tools
REFERENCE = "reference point of the essay"


def conditions_table(o: OnTools) -> Table | None:
    """Return the condition of each tool: today's margin, where and in which month it turns."""
    if not o.decisions:
        return None
    within = words.months(o.worth.payback_months)
    return Table(
        title="What must hold",
        subtitle=f"Bills and engineer time saved within {within} at today's size, less the work",
        columns=("Tool", "Worth a month", "Work", "Margin", "Turns at", "In this plan"),
        rows=[_condition(o, i) for i in sorted(o.by_row)],
        numeric=("Worth a month", "Work"),
    )


def _condition(o: OnTools, i: int) -> list[str]:
    d = o.by_row[i]
    named = (
        f"{o.names[i]} · {LEVEL_LABELS[Level(d.key.rpartition('.')[2])]} instead of {d.baseline}"
    )
    if d.unknown:
        return [named, words.UNKNOWN, words.number(d.weeks, "weeks"), d.unknown, "", ""]
    saved, turn, holds = saved_today(o, d), d.next_turn, d.margins_today["cost"] > 0
    return [
        named,
        words.money(saved) if saved >= 0 else f"costs {words.money(-saved)}",
        words.number(d.weeks, "weeks"),
        margin(d, "cost"),
        words.number(turn.crossing.value, "models") if turn else anywhere(d),
        "now" if holds else month_name(o.e, turn.month if turn else np.inf, "not reached"),
    ]


def levers_table(o: OnTools) -> Table | None:
    """Return what each change does to the runway; None without tools."""
    if not o.decisions:
        return None
    return _levers_table(o.e, page.PAGE, title_else="What each change does", subject="Tools")


def platform_table(o: OnTools) -> Table | None:
    """Return one platform against the best of each, part by part, at today's size."""
    if not o.rows:
        return None
    best = [(row, mix.cheapest(o.p, row, o.size, o.worth)[0]) for row in o.rows]
    moved = sum((first(moving_weeks(o.p, row, level)) for row, level in best), start=0.0)
    one = _parts(o, [platform(o.p)], first(mix.platform_weeks(o.p)))
    several = _parts(o, [terms(o.p, row, level) for row, level in best], moved)
    one["Joining tools to one another"], one["All together"] = 0.0, o.platform
    several["Joining tools to one another"] = o.best_of_each - o.least
    several["All together"] = o.best_of_each
    side = "cheaper" if o.platform < o.best_of_each else "dearer"
    apart = words.money(abs(o.platform - o.best_of_each))
    unused = words.money(first((1 - o.p.platform_used_share) * one["Bills"]))
    return Table(
        title=f"One platform is {apart} a month {side} than the best of each",
        subtitle=f"US dollars a month at today's size. Of its bills {unused} pays for features "
        "that nobody here would use",
        columns=("Part", "One platform", "Best of each"),
        rows=[[name, words.money(one[name]), words.money(several[name])] for name in one],
        numeric=("One platform", "Best of each"),
    )


def _parts(o: OnTools, found: list[Terms], moved: float) -> dict[str, float]:
    """Return what some tools cost a month by part [USD/month]."""
    week = o.worth.engineer_week_cost
    return {
        "Bills": sum(first(money(t, o.size)) for t in found),
        "Upkeep": sum(first(upkeep(t, o.size) * week) for t in found),
        "Set-up and leaving": first(spread(moved, o.p, o.worth)),
    }


def build_table(o: OnTools) -> Table | None:
    """Return when building has paid for itself against buying, for each tool; or the reverse."""
    if not o.rows:
        return None
    rate = o.e.scenario.business.discount_rate
    built = any(row.level == Level.BUILT for row in o.rows)
    return Table(
        title="Build or buy",
        subtitle="Building against a managed tool at today's size"
        f"{', or buying one against what is built' if built else ''}; discounted at "
        f"{words.percent(rate)} a year",
        columns=("Tool", "More at once", "Saved a month", "Pays back", "Discounted"),
        rows=[_weighed(o, name, row) for name, row in zip(o.names, o.rows, strict=True)],
        numeric=("More at once", "Saved a month", "Pays back", "Discounted"),
    )


def _weighed(o: OnTools, name: str, row: Tool) -> list[str]:
    found = o.build_or_buy(row)
    return [
        f"{name}, buying" if row.level == Level.BUILT else name,
        words.money(found.more_at_once) if found.more_at_once > 0 else "nothing",
        words.money(found.saving) if found.saving > 0 else "nothing",
        words.months(found.months),
        words.months(found.discounted_months),
    ]


def checklist_table(o: OnTools) -> Table | None:
    """Return what each answer of the checklist adds to the tools of other people."""
    if not o.rows:
        return None
    p = o.p
    asked = (
        ("Has somebody run it before?", p.familiar, "weeks of set-up", _setup,
         [replace(p, familiar=answer) for answer in YesNo]),
        ("Is it made for teams of your size?", p.fits_size, "weeks a month of upkeep", _upkeep,
         [replace(p, fits_size=answer) for answer in YesNo]),
        ("Do data leave in an open format?", p.leaves_easily, "weeks of leaving", _leaving,
         [replace(p, leaves_easily=answer) for answer in YesNo]),
    )  # fmt: skip
    rows = []
    for question, answer, unit, part, plans in asked:
        added = np.diff([part(o, q) for q in plans])
        counted = "counted" if answer == YesNo.NO else "spared"
        more = f"{words.number(abs(added[0]))} {unit}"
        rows.append([question, NO_YES[answer], more, counted])
    return Table(
        title="Is it the wrong tool?",
        subtitle="What a no adds if every tool were managed; boring tools that you know add least",
        columns=("Question", "Here", "A no adds", "In the sums"),
        rows=rows,
    )


def _setup(o: OnTools, p: Tools) -> float:
    return sum(first(terms(p, row, Level.MANAGED).setup_weeks) for row in o.rows)


def _upkeep(o: OnTools, p: Tools) -> float:
    return sum(first(upkeep(terms(p, row, Level.MANAGED), o.size)) for row in o.rows)


def _leaving(o: OnTools, p: Tools) -> float:
    return sum(first(terms(p, row, Level.MANAGED).exit_weeks) for row in o.rows)


def context_table(o: OnTools) -> Table:
    """Return whether this team resembles the one for which scripts and a few tools are enough."""
    people, models = first(o.p.people), first(o.p.models)
    weeks = sum(first(upkeep(terms(o.p, r, r.level), o.size)) for r in o.rows)
    carers = weeks / WEEKS_PER_MONTH
    allowed = people / SERVED
    return context(
        "Reasonable scale: a team that lives well with scripts and a few tools",
        columns=("What", "Here", REFERENCE.capitalize(), "Alike"),
        rows=[
            ["People on models", words.number(people), words.number(REFERENCE_PEOPLE),
             _alike(people, REFERENCE_PEOPLE)],
            ["Models in production", words.number(models), words.number(REFERENCE_MODELS),
             _alike(models, REFERENCE_MODELS)],
            ["People busy with tools", words.number(carers),
             f"{words.number(allowed)}, as 2 engineers for 20 data scientists",
             "yes" if carers <= allowed else "no: more time goes into tools"],
        ],
    )  # fmt: skip


def _alike(here: float, reference: float) -> str:
    if here > FAR * reference:
        return "no: far larger, bought or built tools are shared by more"
    return "yes" if here <= SOMEWHAT * reference else "partly: larger"
