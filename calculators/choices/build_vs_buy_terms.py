"""What a tool takes at one level: money and work, all of it linear in people, models, queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from calculators.choices.build_vs_buy_inputs import Level, PricedBy, Tool, Tools
from calculators.core.business import Worth
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Numeric, YesNo, pick
from calculators.core.units import QUERIES_OF_A_PRICE

RECENT = 128  # tools at a level whose terms are kept: a page asks for each a hundred times


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one tool takes at one level, or several tools together."""

    amount: Numeric = 0.0  # [USD/month]
    per_person: Numeric = 0.0  # [USD/month] for each person
    per_model: Numeric = 0.0  # [USD/month] for each model
    per_thousand: Numeric = 0.0  # [USD/month] for each 1,000 queries a month
    weeks: Numeric = 0.0  # [weeks/month]
    model_weeks: Numeric = 0.0  # [weeks/month] for each model
    setup_weeks: Numeric = 0.0
    exit_weeks: Numeric = 0.0
    on_cloud: Numeric = 0.0  # 1 if credits of a cloud pay the money


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large the work is: what every term is counted by."""

    people: Numeric
    models: Numeric
    thousands: Numeric  # of queries a month that reach a model


def today(p: Tools, plan: DemandPlan) -> Size:
    """Return the size of month 1."""
    thousands = plan.scored_queries[..., 0] / QUERIES_OF_A_PRICE
    return Size(people=p.people, models=p.models, thousands=thousands)


def factor_if_no(answer: YesNo, factor: Numeric) -> Numeric:
    """Return what an answer "no" of the checklist multiplies work by, 1 for "yes"."""
    found: Numeric = pick(answer, {YesNo.YES: lambda: 1.0, YesNo.NO: lambda: factor})
    return found


@lru_cache(maxsize=RECENT)
def terms(p: Tools, tool: Tool, level: Level) -> Terms:
    """Return what a tool takes at a level.

    Scripts are there: no set-up, nothing to leave. The checklist makes tools of other people
    dearer: set-up × u where nobody has run it, upkeep × m where it is made for larger teams,
    leaving × l where data do not leave in an open format. What is built is known and fits.
    """
    found: Terms = pick(level, {
        Level.SCRIPT: lambda: Terms(
            weeks=0.0 if tool.script_time is None else tool.script_time,
            model_weeks=tool.script_model_time),
        Level.OPEN_SOURCE: lambda: _of_others(
            p, tool.open_setup_weeks, tool.open_time, tool.open_model_time,
            tool.open_exit_weeks, amount=tool.open_amount, on_cloud=1.0),
        Level.MANAGED: lambda: _managed(p, tool),
        Level.BUILT: lambda: Terms(
            amount=tool.built_amount, weeks=tool.built_time, model_weeks=tool.built_model_time,
            setup_weeks=tool.built_setup_weeks, exit_weeks=tool.built_exit_weeks, on_cloud=1.0),
    })  # fmt: skip
    return found


def _managed(p: Tools, tool: Tool) -> Terms:
    price, unit = tool.managed_price, tool.managed_unit
    on_cloud: float = pick(p.on_cloud_bill, {YesNo.YES: lambda: 1.0, YesNo.NO: lambda: 0.0})
    return _of_others(
        p, tool.managed_setup_weeks, tool.managed_time, tool.managed_model_time,
        tool.managed_exit_weeks, on_cloud=on_cloud,
        amount=tool.managed_amount,
        per_person=price * float(unit == PricedBy.PERSON),
        per_model=price * float(unit == PricedBy.MODEL),
        per_thousand=price * float(unit == PricedBy.QUERIES),
    )  # fmt: skip


def _of_others(
    p: Tools, setup_weeks: Numeric, weeks: Numeric, model_weeks: Numeric, exit_weeks: Numeric,
    **money: Numeric,
) -> Terms:  # fmt: skip
    fit = factor_if_no(p.fits_size, p.misfit_factor)
    return Terms(
        setup_weeks=setup_weeks * factor_if_no(p.familiar, p.unfamiliar_factor),
        weeks=weeks * fit,
        model_weeks=model_weeks * fit,
        exit_weeks=exit_weeks * factor_if_no(p.leaves_easily, p.locked_factor),
        **money,
    )


def platform(p: Tools) -> Terms:
    """Return what one platform for everything in the table takes; its unused features are paid."""
    return _of_others(
        p, p.platform_setup_weeks, p.platform_time, p.platform_model_time, p.platform_exit_weeks,
        amount=p.platform_amount, per_person=p.platform_person_price,
    )  # fmt: skip


def money(t: Terms, size: Size) -> Numeric:
    """Return the bills of a month: A + a·people + b·models + c·queries/1,000 [USD/month]."""
    return (
        t.amount
        + t.per_person * size.people
        + t.per_model * size.models
        + t.per_thousand * size.thousands
    )


def upkeep(t: Terms, size: Size) -> Numeric:
    """Return the engineer time of a month: w + v·models [weeks/month]."""
    return t.weeks + t.model_weeks * size.models


def running(t: Terms, size: Size, worth: Worth) -> Numeric:
    """Return bills and engineer time at its cost [USD/month]; set-up and leaving are not in it."""
    return money(t, size) + upkeep(t, size) * worth.engineer_week_cost


def arriving_weeks(p: Tools, tool: Tool, level: Level) -> Numeric:
    """Return the work of coming to a level: leaving what is in use, and setting it up [weeks].

    None for what is in use: its set-up is behind.
    """
    if level == tool.level:
        return 0.0
    return terms(p, tool, tool.level).exit_weeks + terms(p, tool, level).setup_weeks


def moving_weeks(p: Tools, tool: Tool, level: Level) -> Numeric:
    """Return the work of coming to a level and of leaving it in its turn [weeks].

    None for what is in use, so that keeping it is weighed as it costs today.
    """
    if level == tool.level:
        return 0.0
    return arriving_weeks(p, tool, level) + terms(p, tool, level).exit_weeks


def spread(weeks: Numeric, p: Tools, worth: Worth) -> Numeric:
    """Return work that is done once, spread over the months that a tool is kept [USD/month]."""
    return weeks * worth.engineer_week_cost / p.kept_months


def whole(p: Tools, tool: Tool, level: Level, size: Size, worth: Worth) -> Numeric:
    """Return all that a level costs a month while it is kept [USD/month]."""
    moved = spread(moving_weeks(p, tool, level), p, worth)
    return running(terms(p, tool, level), size, worth) + moved


def together(found: Iterable[Terms]) -> Terms:
    """Return the running terms of several tools as those of one."""
    every = list(found)
    return Terms(
        amount=sum(t.amount for t in every),
        per_person=sum(t.per_person for t in every),
        per_model=sum(t.per_model for t in every),
        per_thousand=sum(t.per_thousand for t in every),
        weeks=sum(t.weeks for t in every),
        model_weeks=sum(t.model_weeks for t in every),
    )
