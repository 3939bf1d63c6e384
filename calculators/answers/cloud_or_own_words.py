"""Words that the answer, the charts and the tables of Cloud or own machines share."""

from __future__ import annotations

import numpy as np

from calculators.answers.cloud_or_own_facts import Bought, Facts
from calculators.answers.lever_table import NO_CHANGE_MONTHS, and_runway, runway_change
from calculators.answers.plan_words import month_name
from calculators.choices.cloud_vs_onprem_prices import card
from calculators.core import words
from calculators.core.units import HOURS_PER_MONTH, HOURS_PER_WORK_WEEK
from calculators.variable.service import SUPPLY_LABELS, Supply

NO_FINDING = 0.005  # of a cost: less is no finding
NEVER_BACK = "What is paid is not back within five years."


def gpus(count: float) -> str:
    """Return a number of GPUs: ``8 GPUs``."""
    return words.number(count, "GPU" if count == 1 else "GPUs")


def discounted_words(f: Facts) -> str:
    """Return when what was paid is back with money at its rate; the title says when without."""
    plain, late = f.payback(), f.payback(f.discount_rate)
    rate = words.percent(f.discount_rate)
    if not np.isfinite(plain):
        return NEVER_BACK
    said = f"it takes {words.months(late)}" if late > 0 else "owning is ahead as early"
    if not np.isfinite(late):
        said = "it is not back in this plan"
    return f"With money at {rate} a year {said}."


def never_back_words(f: Facts) -> str:
    """Return that what was paid is never back in this plan; the figure says when it is."""
    return "" if np.isfinite(f.payback()) else NEVER_BACK


def steady_words(f: Facts) -> str:
    """Return what owning saves or costs a month today."""
    saved = f.steady[f.rented_way] - f.steady[Supply.OWN]
    verb = "saves" if saved >= 0 else "costs"
    more = "" if saved >= 0 else " more"
    return f"{verb} {words.money(abs(saved))}{more} a month"


def and_runway_words(f: Facts) -> str:
    """Return what owning does to the runway, behind what it saves or costs a month."""
    if f.is_owned or f.decision is None:
        return ""
    return and_runway(f.e, f.decision, costs=f.steady[f.rented_way] < f.steady[Supply.OWN])


def without_words(f: Facts) -> str:
    """Return how long the money lasts without machines that the plan owns."""
    if not f.is_owned and f.decision is not None:
        return ""
    best = next(b for b in f.purchases if not np.isfinite(b.month))
    return f"Without them the runway would be {words.months(best.runway)}."


def base_words(f: Facts) -> str:
    """Return what owning the base alone does, where that is cheaper than owning all."""
    own, hybrid = f.steady[Supply.OWN], f.steady[Supply.HYBRID]
    saved = f.steady[f.rented_way] - hybrid
    if f.base <= 0 or hybrid >= own * (1 - NO_FINDING) or saved <= 0 or f.is_owned:
        return ""
    decision = f.decision_on(Supply.HYBRID)
    moved = decision is not None and abs(decision.months_gained) >= NO_CHANGE_MONTHS
    change = f", {runway_change(f.e, decision)}" if decision is not None and moved else ""
    return f"Better: own {gpus(f.base)}, rent the peak: saves {words.money(saved)} a month{change}."


def best_month(f: Facts, best: Bought) -> str:
    """Return which month of purchase is best, in a sentence."""
    if not np.isfinite(best.month):
        return "Renting for the whole plan lasts longer than owning all: machines are paid first."
    return f"Best month to buy, of those tried: {month_name(f.e, best.month)}."


def decides(f: Facts) -> str:
    """Return the largest part of the cost of an own GPU, or its use."""
    assert f.gpu is not None
    whole, one_more = f.break_even_hours, f.break_even_share
    rented = f"Renting here is {SUPPLY_LABELS[f.rented_way].lower()}; owning is spread over use."
    if one_more >= 1:
        return f"What decides it: the price by the hour, below what an own GPU costs. {rented}"
    beside = f"; one more beside them from {words.percent(one_more)}"
    pays = "do not pay even all day today" if whole > 1 else f"pay from {words.percent(whole)}"
    return (
        "What decides it: use. Machines for the peak are needed in "
        f"{words.percent(f.hours_needed)} of the hours; against rent by the hour own ones {pays}, "
        f"their upkeep in it{beside}. {rented}"
    )


def measure_next(f: Facts) -> str:
    """Return what to find out next, with the price at which the answer turns."""
    price = f.break_even_price
    if not np.isfinite(price):
        return "Measure next: a written offer for the machines."
    if price <= 0 and f.in_kinds:
        return "Measure next: how many kinds come each month."
    if price <= 0:
        return "Measure next: the hours of the day in which each GPU is needed."
    return (
        "Measure next: a written offer. The answer turns at "
        f"{words.money(price)} a GPU with its share of the server."
    )


def dated(f: Facts) -> str:
    """Return where the price of a GPU comes from, and of when it is."""
    if f.p.gpu_price is not None:
        return "The price of a GPU is the one entered."
    known = card(f.service.machine)
    if known is None or known.price is None:
        return ""
    return (
        f"Price of a GPU from the catalog, as of {known.as_of}: {words.money(known.price)} for "
        f"the card ({known.source})."
    )


def parts_of_a_month(f: Facts) -> list[tuple[str, float, str]]:
    """Return what a month of one own GPU is made of: name, dollars, how."""
    gpu, p, worth = f.gpu, f.p, f.e.scenario.worth
    assert gpu is not None
    life = words.number(p.life_months, "months")
    hands = float(gpu.weeks) * HOURS_PER_WORK_WEEK
    return [
        ("Wear", float(gpu.wearing), f"{words.money(gpu.bought)} over {life}, less resale"),
        ("Power, room, maintenance", float(gpu.running), "and the lease, if there is one"),
        (
            "Hands",
            float(gpu.weeks * worth.engineer_week_cost),
            words.value_with_unit(hands, "h/month"),
        ),
        ("Failures", float(gpu.value_lost), "value lost, not cash"),
        (
            SUPPLY_LABELS["on_demand"] + ", rented",
            float(f.service.price_per_gpu_hour * HOURS_PER_MONTH),
            "price by the hour × 730",
        ),
    ]
