"""Tables of Hardware: each asset, lease or buy, the levers, and the plan by month."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calculators.answers.hardware_owned import MOST_INTEREST, PAGE, Owned
from calculators.answers.hardware_words import months_words, named
from calculators.answers.lever_table import Impact, impact_words, levers
from calculators.answers.lever_table import levers_table as _levers_table
from calculators.answers.plan_words import month_name
from calculators.core import words
from calculators.core.answer import Share, Table
from calculators.core.decision import Decision
from calculators.core.units import HORIZON_MONTHS, MONTHS_PER_YEAR, first
from calculators.evaluation import Evaluation
from calculators.fixed.hardware_inputs import Asset

_FOR = {"Serving": "serving customers", "Building": "building", "General": "general use"}
MOST_COMPARED = 12  # rows of the lease table
BY_ROW = (
    "Asset",
    "A month",
    "Book value",
    "Equal yearly cost",
    "Bought again",
    "Best age",
    "Keep or replace",
)
COMPARED = ("Asset", "Buy, a month", "Lease, a month", "Lease asks", "Cheaper")


def assets_table(o: Owned) -> Table | None:
    """Return what each asset costs, its book value, and when to replace it; None without any."""
    rows = [] if o.entered else [_row(o, i) for i in range(len(o.rows))]
    if not rows:
        return None
    return Table(
        title="What each asset costs, and until when to keep it",
        subtitle="US dollars; a month by accounting, mean of the plan. Yearly cost: equal payments "
        f"at {words.percent(o.p.discount_rate)} a year",
        columns=BY_ROW,
        rows=rows,
        numeric=BY_ROW[1:4],
    )


def _row(o: Owned, i: int) -> list[str]:
    row, age = o.rows[i], float(o.age_today[i])
    what = f"{words.number(row.units)} × {words.money(row.unit_price)}"
    if o.fleet.there[i] == 0:
        return [f"{named(o, i)} · {what}", *[words.money(0.0)] * 3, "no", "", "gone"]
    return [
        f"{named(o, i)} · {what}, {_bought(o, row, age)}",
        words.money(o.cost_by_row[i].mean()),
        words.money(o.book_today[i]),
        words.money(o.yearly[i]),
        _again(o, i),
        words.number(o.best_age[i], "months", never="no limit"),
        _keep(o, i),
    ]


def _bought(o: Owned, row: Asset, age: float) -> str:
    if age > 0:
        return f"{months_words(age)} old"
    return f"from {month_name(o.e, first(row.purchase_month))}"


def _again(o: Owned, i: int) -> str:
    if o.fleet.renew[i] == 0:
        return "no"
    return month_name(o.e, float(o.fleet.began[i] + o.fleet.life[i]))


def _keep(o: Owned, i: int) -> str:
    """Keep or replace: up to the age of least average cost it is kept."""
    best, age = float(o.best_age[i]), float(o.age_today[i])
    if o.is_leased[i]:
        return "leased next" if age > 0 else "leased"
    if not np.isfinite(best):
        return "keep while it works"
    if age > best:
        return "replace"
    return f"keep until {month_name(o.e, float(o.fleet.began[i] + best))}"


def use_bar(o: Owned) -> tuple[str, str, list[Share]]:
    """Return what the cost of five years is for: title, subtitle, and a part for each use."""
    subtitle = "Accounting cost over five years, by use; what serves customers is variable"
    if not o.cost_is_known:
        return "Nothing to divide", subtitle, []
    spent = np.sum(o.cost_by_row, axis=-1)
    serving, building = (
        float(np.sum(spent * share)) for share in (o.fleet.serving, o.fleet.building)
    )
    whole = float(np.sum(spent))
    rest = max(whole - serving - building, 0.0)
    uses: tuple[tuple[str, float, Literal["alt", "base", "soft"]], ...] = (
        ("Serving", serving, "alt"),
        ("Building", building, "base"),
        ("General", rest, "soft"),
    )
    found = [
        Share(name=name, size=words.money(part), share=part / whole, role=role)
        for name, part, role in uses
        if part > 0
    ]
    most = max(found, key=lambda use: use.share)
    return f"{words.percent(most.share)} is for {_FOR[most.name]}", subtitle, found


def lease_table(o: Owned) -> Table | None:
    """Return lease against purchase of what is not bought yet, row by row; None without any."""
    rows = _candidates(o)
    if not rows.size:
        return None
    interest = o.lease_interest(rows)
    money = words.percent(o.p.discount_rate)
    bought, leased = (np.sum(x[rows]) for x in (o.even_owning, o.even_lease))
    more = f", the {rows.size} dearest" if rows.size == MOST_COMPARED else ""
    return Table(
        title=_lease_title(o, rows, float(bought), float(leased)),
        subtitle=f"Even monthly payments over the life of what is not bought yet{more}, money at "
        f"{money} a year, upkeep left out",
        columns=COMPARED,
        rows=[_compared(o, int(i), asked) for i, asked in zip(rows, interest, strict=True)],
        numeric=COMPARED[1:4],
    )


def _lease_title(o: Owned, rows: NDArray[np.intp], bought: float, leased: float) -> str:
    """Return which way is cheaper for all, and what the rows save that differ from the others."""
    if words.money(bought) == words.money(leased):
        return "Leasing and buying cost the same"
    saved, cheaper = words.money(abs(leased - bought)), "Buying" if bought <= leased else "Leasing"
    few = _cheaper_leased(o, rows)
    if not 0 < few.size < rows.size:
        return f"{cheaper} saves {saved} a month"
    alone = words.money(float(np.sum(o.even_owning[few] - o.even_lease[few])))
    ones = f"the {words.number(few.size)} of {_many(rows.size)} that cost less leased"
    if cheaper == "Leasing":
        return f"Leasing all saves {saved} a month, leasing only {ones} {alone}"
    return f"Buying all saves {saved} a month, leasing {ones} {alone} more"


def _cheaper_leased(o: Owned, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    return rows[o.even_lease[rows] < o.even_owning[rows]]


def _many(rows: int) -> str:
    return words.value_with_unit(rows, "rows")


def _candidates(o: Owned) -> NDArray[np.intp]:
    if o.entered or not o.rows:
        return np.zeros(0, dtype=np.intp)
    value = o.fleet.value * (o.starts_leasing <= HORIZON_MONTHS)
    order = np.argsort(-value, kind="stable")
    return order[value[order] > 0][:MOST_COMPARED]


def _compared(o: Owned, i: int, asked: float) -> list[str]:
    buy, lease = float(o.even_owning[i]), float(o.even_lease[i])
    return [
        named(o, i),
        words.money(buy),
        words.money(lease),
        "less than nothing" if asked < 0 else f"{words.percent(asked)} a year",
        "same" if words.money(buy) == words.money(lease) else "buy" if buy < lease else "lease",
    ]


def levers_table(o: Owned) -> Table | None:
    """Return the levers on hardware, by months of runway; None without any."""
    if not levers(o.e, PAGE):
        return None
    return _levers_table(
        o.e, PAGE, title_else="What would make hardware cheaper", impact=_impact(o),
        on_average=True,
    )  # fmt: skip


def _impact(o: Owned) -> Impact:
    def said(e: Evaluation, decision: Decision) -> str:
        own = _older(o) if decision.key == "hardware.keep_longer" else _asked(o)
        return "; ".join(part for part in (own, impact_words(e, decision)) if part)

    return said


def _older(o: Owned) -> str:
    i = o.costliest
    if i is None:
        return ""
    f, more = o.fleet, first(o.p.longer_months)
    ends = np.array([f.life[i], f.life[i] + more]) - 1
    now, then = f.value[i] * f.maintenance[i] * (1 + f.repair_growth[0]) ** (ends / MONTHS_PER_YEAR)
    return (
        f"repairs of {named(o, i)} end at {words.money(then, 'month')}, not {words.money(now)}"
        if then > 0
        else "older machines; no maintenance is entered"
    )


def _asked(o: Owned) -> str:
    """Return the interest of all rows together, which gives the verdict, beside your own."""
    rows = _candidates(o)
    if not rows.size:
        return ""
    asked, own = o.lease_interest_together, words.percent(o.p.discount_rate)
    if asked < 0:
        return "the lease costs less than the price"
    all_of_it = "the lease" if rows.size == 1 else "the lease of everything together"
    if not np.isfinite(asked):
        return (
            f"{all_of_it} asks over {words.percent(MOST_INTEREST)} a year; your money costs {own}"
        )
    mixed = ""
    if 0 < (leased := _cheaper_leased(o, rows).size) < rows.size:
        mixed = f"; cheaper leased: {words.number(leased)} of {_many(rows.size)}"
    return f"{all_of_it} is a loan at {words.percent(asked)} a year; your money costs {own}{mixed}"


def month_table(o: Owned) -> Table:
    """Return cash, accounting and book value by month."""
    book = np.sum(o.book_by_row, axis=0) if o.rows and not o.entered else None
    heads = ["Cash", "Accounting", *(["Book value at month end"] if book is not None else [])]
    lines = [o.cash, o.accounting, *([book] if book is not None else [])]
    return Table(
        title="Month by month",
        subtitle="US dollars a month; book value in US dollars",
        columns=["Month", *heads],
        rows=[
            [month_name(o.e, m + 1.0), *(words.money(line[m]) for line in lines)]
            for m in range(HORIZON_MONTHS)
        ],
        numeric=heads,
    )
