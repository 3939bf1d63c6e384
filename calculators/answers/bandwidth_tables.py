"""Tables of Bandwidth: what is paid for, and the same traffic at other list prices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from calculators.answers.bandwidth_curves import Floats, Moving
from calculators.core import words
from calculators.core.answer import Table
from calculators.variable.bandwidth_prices import PriceList, price_lists
from calculators.variable.bandwidth_traffic import bill, through_tiers

MONTHS = (1, 12, 24, 36)
HEADS = ("Part", "GB a month", *(f"Month {month}" for month in MONTHS))
LISTS = ("Price list", "A month today", "Month 24", "Free", "What binds it")
COMPARED = (1, 24)


def parts_table(m: Moving) -> Table:
    """Return what is paid for, part by part; parts that carry nothing are left out."""
    rows = [] if m.entered else _parts(m)
    total = ["All", "" if m.entered else _gb(m.traffic.up + m.traffic.out), *_by_month(m.cost)]
    return Table(
        title="What is paid for",
        subtitle="US dollars a month; GB of month 1, what is sent again among them",
        columns=HEADS,
        rows=[*rows, total],
        numeric=HEADS[1:],
    )


def _parts(m: Moving) -> list[list[str]]:
    p, moved, paid = m.p, m.traffic, m.bill
    out = moved.out
    own = through_tiers(p, moved)
    crossing = (moved.up + out) * p.zone_share * p.zone_copies
    parts = {
        "Out to users · tiers of the provider": (own, paid.provider),
        "Out to users · delivery network": (out * p.cdn_share, paid.cdn),
        "In from users": (moved.up, paid.inbound),
        "Between zones · each direction paid": (crossing, paid.zones),
        "CPU time of compression": (moved.compressed, paid.cpu),
    }
    rows = [[name, _gb(gb), *_by_month(cost)] for name, (gb, cost) in parts.items() if gb.any()]
    if moved.updates.any() and moved.down.any():
        name = "Updates over the air · paid with what goes out, below"
        rows.insert(0, [name, _gb(moved.updates), *[""] * len(MONTHS)])
    return rows


def _gb(moved: Floats) -> str:
    return words.value_with_unit(float(np.ravel(moved)[0]), "GB")


def _by_month(cost: Floats) -> list[str]:
    by_month = np.ravel(cost)
    return [words.money(by_month[month - 1]) for month in MONTHS]


def price_lists_table(m: Moving) -> Table:
    """Return the same traffic at each price list of the catalog, the cheapest first."""
    columns = LISTS
    rows = sorted((_compared(m, one) for one in price_lists()), key=lambda row: row[0])
    now = ["As entered", *(words.money(m.cost[month - 1]) for month in COMPARED)]
    entered = [*now, words.value_with_unit(m.p.free_gb, "GB"), "what the plan pays"]
    return Table(
        title="The same traffic at other list prices",
        subtitle="US dollars a month. Stores such as R2, B2 and Wasabi deliver files that lie "
        "there, not answers of your machines",
        columns=columns,
        rows=[] if m.entered else [entered, *(row for _, row in rows)],
        numeric=columns[1:4],
    )


def _compared(m: Moving, one: PriceList) -> tuple[float, list[str]]:
    there = replace(m.p, tiers=one.tiers, free_gb=one.free_gb)
    cost = np.ravel(bill(there, m.traffic).total)
    said = [words.money(cost[month - 1]) for month in COMPARED]
    free = words.value_with_unit(one.free_gb, "GB") if one.free_gb > 0 else "none"
    reaches = float(np.ravel(m.traffic.out)[COMPARED[-1] - 1])
    ends = one.ends_at_gb is not None and reaches > one.ends_at_gb
    beyond = "beyond the published list by month 24" if ends else ""
    binds = "; ".join(text for text in (one.condition, beyond) if text) or "nothing named"
    return float(cost[0]), [f"{one.name} · as of {one.source.as_of}", *said, free, binds]
