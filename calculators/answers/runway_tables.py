"""Tables of the plan: month by month, and what if the rounds or the volume turn out otherwise."""

from __future__ import annotations

import numpy as np

from calculators import runway_facts
from calculators.answers import plan_words
from calculators.answers.runway_charts import AS_TODAY, crossings_words
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.units import HORIZON_MONTHS, first
from calculators.evaluation import Evaluation
from calculators.runway import Runway, peak_cash_needed

VOLUMES = (1.0, 2.0, 10.0)  # times today's
QUARTER = 3  # months
SACKS_BANDS = ((1.0, "amazing"), (1.5, "great"), (2.0, "good"), (3.0, "suspect"))
WORST_BAND = "bad"


def month_table(e: Evaluation) -> Table:
    """Return the cash plan by month; lines that are nothing throughout are left out."""
    plan = e.cash
    columns = {"Revenue": plan.revenue, "Collected": plan.collected}
    columns |= {name: cost for name, cost in plan.costs.items() if cost.any()}
    columns |= {
        name: line
        for name, line in {
            "Credits used": plan.credits_used,
            "One-off payments": plan.one_off,
            "Committed funding": plan.funding,
            "Planned funding": plan.planned_funding,
        }.items()
        if line.any()
    }
    columns["Cash at month end"] = plan.cash
    if plan.planned_funding.any():
        columns["Cash with planned rounds"] = plan.cash_with_planned
    months = [plan_words.date(e, month) for month in range(HORIZON_MONTHS)] if e.known else []
    shown = [np.ravel(line).tolist() for line in columns.values()]
    return Table(
        title="Month by month",
        subtitle="US dollars a month; cash in US dollars. Month 1 is today's run rate"
        if e.known
        else e.problems[0],
        columns=["Month", *columns],
        rows=[[month, *(words.money(line[i]) for line in shown)] for i, month in enumerate(months)],
        numeric=list(columns),
    )


def what_if_table(e: Evaluation) -> Table:
    """Return rounds that slip or fail, more volume, alive two ways, burn and break-even."""
    rows = []
    if e.known:
        rows = [*_round_rows(e), *_alive_rows(e), *_burn_rows(e), *_volume_rows(e)]
    return Table(
        title="What if, and how healthy it is",
        subtitle="Only committed money counts unless a row says otherwise"
        if e.known
        else e.problems[0],
        columns=["Question", "Answer", "What it means"],
        rows=rows,
        numeric=["Answer"],
    )


def _round_rows(e: Evaluation) -> list[list[str]]:
    if not plan_words.rounds(e):
        return [["Runway without a further round", *_ending(e, e.runway)]]
    slip = first(e.scenario.business.round_slip)
    late = runway_facts.runway_if_rounds_slip(e, slip)
    return [
        ["Planned rounds come in time", *_ending(e, e.runway_with_planned)],
        [f"They slip by {words.months(slip)}", *_ending(e, late)],
        ["They do not come", *_ending(e, e.runway)],
    ]


def _ending(e: Evaluation, runway: Runway) -> list[str]:
    months = first(runway.months)
    if np.isfinite(months):
        return [words.months(months), f"cash out in {plan_words.date(e, months)}"]
    alive = "cash is rising at the end of the plan"
    burning = f"cash still falls in {plan_words.last_month(e)}"
    return [plan_words.runway_words(runway), alive if first(runway.alive) else burning]


def _alive_rows(e: Evaluation) -> list[list[str]]:
    rule = runway_facts.graham_rule(e)
    own, his = bool(first(e.runway.alive)), bool(first(rule.alive))
    months, growth = first(rule.months), first(rule.growth)
    way = "more" if growth >= 0 else "less"
    assumed = f"expenses as today, revenue {words.percent(abs(growth))} {way} each month"
    if not np.isfinite(months):
        told = f"{assumed}: revenue never covers them"
    elif months == 0 and first(rule.cash_needed) > 0:
        needs = words.money(first(rule.cash_needed))
        told = f"{assumed}: covers them today, then needs {needs} over the plan"
    elif months == 0:
        told = "revenue covers today's expenses already"
        told += "" if his else ", but cash is below the floor"
    elif months > HORIZON_MONTHS:
        told = f"{assumed}: revenue covers them in {words.months(months)}, beyond the plan"
    else:
        needs = words.money(first(rule.cash_needed))
        told = f"{assumed}: revenue covers them in {words.months(months)} and needs {needs}"
    plan = "costs grow as planned; cash never below the floor and rising at the end"
    if own != his:
        plan += ". The two rules disagree: look at the costs that grow"
    return [
        ["Default alive, by this plan", "yes" if own else "no", plan],
        ["Default alive, by Graham's rule", "yes" if his else "no", told],
    ]


def _burn_rows(e: Evaluation) -> list[list[str]]:
    rows, once = [], _once(e)
    for name, burn in (("Gross", runway_facts.gross_burn), ("Net", runway_facts.net_burn)):
        opening, quarter = first(burn(e.cash)), first(burn(e.cash, QUARTER))
        label, sign = (
            (f"{name} burn in month 1", 1) if opening >= 0 else ("Cash gained in month 1", -1)
        )
        later = f"{words.money(sign * quarter)} a month over the first {QUARTER} months"
        later += once if name == "Net" else ""
        rows.append([label, words.money(sign * opening, "month"), later])
    multiple = first(runway_facts.burn_multiple(e.cash))
    rows.append(["Burn multiple over 12 months", *sacks(multiple)])
    peak = words.money(first(peak_cash_needed(e.cash)))
    rows.append(["Most cash put in", peak, "from today until the plan carries itself, if it does"])
    return rows


def _once(e: Evaluation) -> str:
    """Return the burn without what comes or goes once, where month 1 has any of it."""
    running, opening = first(runway_facts.running_burn(e)), first(runway_facts.net_burn(e.cash))
    if words.money(running) == words.money(opening):
        return ""
    kind = "burn" if running >= 0 else "gain"
    return f"; a {kind} of {words.money(abs(running))} without what comes or goes once"


def sacks(multiple: float) -> list[str]:
    """Return the burn multiple and its band in Sacks's words."""
    if not np.isfinite(multiple):
        return ["none", "money is burned and no recurring revenue is added"]
    if multiple == 0:
        return ["0", "nothing is burned"]
    band = next((name for top, name in SACKS_BANDS if multiple <= top), WORST_BAND)
    return [words.number(multiple), f"dollars burned for a dollar of new yearly revenue: {band}"]


def _volume_rows(e: Evaluation) -> list[list[str]]:
    if not first(e.demand.raw_queries) > 0:
        return [["Break-even volume", words.unknown(), "no queries: nothing to scale"]]
    found = runway_facts.break_even_volumes(e)
    turn = runway_facts.covered_from(e, found)
    customers = np.ceil(turn / first(e.demand.raw_queries) * first(e.demand.customers))
    needs = f", {words.number(customers, 'customers')}" if np.isfinite(turn) else ""
    volume = words.number(turn, "queries/month")
    rows = [
        [
            "Break-even volume",
            volume,
            f"{words.capitalised(AS_TODAY)}{needs}. {crossings_words(found)}",
        ]
    ]
    margins = runway_facts.gross_margins(e, VOLUMES)
    for times, margin in zip(VOLUMES, margins.tolist(), strict=True):
        at = "today" if times == 1 else f"at {words.number(times)} × today's volume"
        earned = np.isfinite(margin)
        share = words.percent(margin) if earned else "none"
        meant = "revenue less what serving costs and operations" if earned else "nothing is earned"
        rows.append([f"Gross margin {at}", share, meant])
    return rows
