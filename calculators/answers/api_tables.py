"""Tables of API or self-hosted: both ways side by side, every crossing, every listed model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from calculators.answers import lever_table
from calculators.answers.api_case import PAGE, Case
from calculators.answers.api_words import asked_words, bare_words, reached_words
from calculators.answers.plan_words import month_name
from calculators.catalog.records import ApiPrice
from calculators.choices import api_vs_self_hosted_catalog as api_catalog
from calculators.choices import api_vs_self_hosted_tokens as api_tokens
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.cost_line import Lens
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.variable.service import SUPPLY_LABELS

SIDES = ("A month", "Self-hosted", "API")
TURNS = ("What turns", "{units} a month", "Reached", "Why")
MODELS = ("Model", "Input", "Output", "Cached", "Here, a month", "Against own, all in", "As of")


def sides_table(c: Case) -> Table | None:
    """Return what both ways cost in month 1, line by line."""
    if c.unknown:
        return None
    lens = "when paid" if c.lens == Lens.CASH else "spread over use"
    factor = c.factor
    own_lost, api_lost = (
        factor * first(bill.revenue_lost) for bill in (c.own_bill, c.api_bill)
    )  # fmt: skip
    moved, lot = words.money(c.move), words.capitalised(c.sold.a_lot)
    wrong = factor * first(c.api_bill.value_lost)
    rows = [
        [f"Machines, or {c.sold.many}", words.money(c.in_lens(c.own_bill)),
         words.money(c.in_lens(c.api_bill))],
        ["Engineers who keep it running", words.money(c.staff), "none"],
        ["Swapping the provider's model", "none", words.money(factor * c.swaps)],
        ["Value lost by wrong or slower answers", "the yardstick", words.money(wrong)],
        ["Revenue turned away", words.money(own_lost), words.money(api_lost)],
        ["The move, until it has to pay back", *((moved, "none") if c.by_api else ("none", moved))],
        ["All in", words.money(c.own_all_in), words.money(c.api_all_in)],
        [f"{lot}, bill alone", words.money(c.per_lot(c.in_lens(c.own_bill))),
         words.money(c.per_lot(c.in_lens(c.api_bill)))],
        [f"{lot}, all in", words.money(c.per_lot(c.own_all_in)),
         words.money(c.per_lot(c.api_all_in))],
        [f"{lot}, machines always full", words.money(c.at_capacity), "no machines"],
    ]  # fmt: skip
    return Table(
        title="Both ways, line by line",
        subtitle=f"{c.service.name}, month 1, {lens}; {SUPPLY_LABELS[c.own_way].lower()} with "
        "the idle time and the replicas that the plan pays",
        columns=SIDES,
        rows=rows,
        numeric=SIDES[1:],
    )


def turns_table(c: Case) -> Table | None:
    """Return every crossing, today's volume, and both capacities, by what is asked a month."""
    if c.unknown:
        return None
    rows = [
        (
            turn.units,
            "The API becomes cheaper" if turn.to_api else "Own serving becomes cheaper",
            reached_words(c, turn),
            "another machine is due" if turn.jumps else "the bills meet",
        )
        for turn in c.turns
    ]
    rows.append((c.units, "Today", month_name(c.e, 1.0), "as planned"))
    limits = (
        (c.own_capacity, "Machines for today's load are full", "the busiest hour needs another"),
        (c.api_capacity, "The rate limit is met", "the busiest hour asks as much"),
    )
    planned = np.ravel(c.e.demand.raw_queries) * c.units_per_query
    for at, name, why in limits:
        if np.isfinite(at):
            passed = np.flatnonzero(planned >= at)
            month = float(passed[0] + 1) if passed.size else np.inf
            rows.append(
                (at, name, "passed already" if at <= c.units else month_name(c.e, month), why)
            )
    rows.sort(key=lambda row: row[0])
    columns = [name.format(units=words.capitalised(c.sold.many)) for name in TURNS]
    found = "one crossing" if len(c.turns) == 1 else f"{len(c.turns) or 'no'} crossings"
    return Table(
        title="Where it turns",
        subtitle=f"By {c.sold.many} a month, the work of moving in it; {found} from "
        f"{asked_words(c, c.grid[0])} to {asked_words(c, c.grid[-1])}",
        columns=columns,
        rows=[[name, bare_words(c, at), when, why] for at, name, when, why in rows],
        numeric=columns[1:2],
    )


def models_table(c: Case) -> Table | None:
    """Return what each listed model would cost here, cheapest first."""
    if c.unknown or not c.by_tokens:
        return None
    priced = [(row, _monthly(c, row)) for row in api_catalog.chat_models()]
    known = sorted(((r, m) for r, m in priced if m is not None), key=lambda pair: pair[1])
    return Table(
        title="What each listed model would cost here",
        subtitle="US dollars for a million tokens, and for a month of this service with its "
        "prompts and answers; the models differ in quality",
        columns=MODELS,
        rows=[_model_row(c, row, monthly) for row, monthly in known],
        numeric=MODELS[1:6],
    )


def _monthly(c: Case, row: ApiPrice) -> float | None:
    prices = replace(c.p, **api_catalog.prices_of(row))
    price = api_tokens.price_per_call(prices, c.service)
    if price is None:
        return None
    return c.factor * max(c.calls * first(price), first(c.p.minimum_spend))


def _model_row(c: Case, row: ApiPrice, monthly: float) -> list[str]:
    same = c.api_all_in - c.in_lens(c.api_bill)
    saved = c.own_all_in - same - monthly
    verb = "saves" if saved >= 0 else "costs"
    chosen = " · chosen" if row.key == c.p.model else ""
    doubtful = ", doubtful" if row.doubtful else ""
    return [
        f"{row.model.rpartition('/')[2]}, {row.provider}{chosen}",
        words.money(row.input_per_million_usd),
        words.money(row.output_per_million_usd),
        words.money(row.cached_input_per_million_usd),
        words.money(monthly),
        f"{verb} {words.money(abs(saved))}" if np.isfinite(saved) else "own does not fit",
        f"{row.as_of}{doubtful}",
    ]


def levers_table(e: Evaluation) -> Table:
    """Return the decisions of this page, the business impact beside the saving."""
    return lever_table.levers_table(
        e,
        PAGE,
        title_if_months="What moving would do to the runway",
        title_else="What moving would do to the plan",
        subject="To an API, or back from it, service by service",
        turns=False,
    )
