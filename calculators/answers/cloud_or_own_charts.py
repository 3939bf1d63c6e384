"""Charts of Cloud or own machines: cumulative cash, cost over volume, and the duration curve."""

from __future__ import annotations

import numpy as np

from calculators.answers.cloud_or_own_facts import Facts
from calculators.answers.cloud_or_own_service import TRIED_PRICE
from calculators.answers.cloud_or_own_words import discounted_words, gpus
from calculators.answers.lever_table import turn_words
from calculators.answers.plan_words import month_name
from calculators.core import chart_axes, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Line, Mark, Rule, Text
from calculators.core.load import duration_curve
from calculators.core.units import HORIZON_MONTHS, HOURS_PER_DAY
from calculators.variable.service import SUPPLY_LABELS, Supply

PRICES = 41  # points of the chart of prices


def cash_chart(f: Facts, theme: ThemeName) -> Chart | None:
    """Cumulative cash of renting and of owning by month, the payback marked."""
    if not f.known:
        return None
    rent = np.append(0.0, np.cumsum(f.paid(f.rent)))
    own = rent - f.cumulative()
    months = np.arange(HORIZON_MONTHS + 1.0) + chart_axes.TODAY
    payback = f.payback()
    marks = [Mark(x=chart_axes.TODAY, y=float(own[0]), text="Today", kind="here")]
    if np.isfinite(payback) and payback > 0:
        moment = payback + chart_axes.TODAY
        at = float(np.interp(moment, months, rent))
        when = month_name(f.e, payback + 1)
        marks.append(Mark(x=moment, y=at, text=f"Paid back\n{when}", kind="break_even"))
    saved = float(rent[-1] - own[-1])
    verb = "saved" if saved >= 0 else "lost"
    return charts.lines(
        months,
        [
            Line(name="Rented", y=rent, role="alt"),
            Line(name="Own machines", y=own, role="out"),
        ],
        x_axis=Axis(title="Month", scale="calendar", start=f.e.scenario.business.start_month),
        y_axis=Axis(unit="USD"),
        text=Text(
            title=_cash_title(payback),
            subtitle=f"{f.service.name}: US dollars paid since today, in cash",
            reading=f"{discounted_words(f)} {words.money(abs(saved))} is {verb} in cash over five "
            f"years; the machines are still worth {words.money(max(f.book_value, 0.0))} then.",
        ),
        marks=marks,
        theme=theme,
    )


def _cash_title(payback: float) -> str:
    if not np.isfinite(payback):
        return "Own machines do not pay themselves back in this plan"
    if payback <= 0:
        return "Owning is ahead from the first month"
    return f"Own machines have paid for themselves after {words.months(payback)}"


def price_chart(f: Facts, theme: ThemeName) -> Chart | None:
    """Cost of a month over the price of a GPU, while that price is unknown; None once it is known.

    Drawn only where the power of the GPU is known.
    """
    turn = f.break_even_price
    if not f.unknown or np.isnan(turn):
        return None
    pays = np.isfinite(turn) and turn > 0
    prices = np.linspace(0.0, 2 * turn if pays else TRIED_PRICE, PRICES)
    free = float(f.own_at_price(0.0))
    rise = (float(f.own_at_price(TRIED_PRICE)) - free) / TRIED_PRICE
    rent = f.steady[f.rented_way]
    marks = [Mark(x=turn, y=rent, text=f"Break-even\n{words.money(turn)}", kind="break_even")]
    return charts.lines(
        prices,
        [
            Line(name=SUPPLY_LABELS[f.rented_way], y=np.full(PRICES, rent), role="alt"),
            Line(name="Own machines", y=free + rise * prices, role="out"),
        ],
        x_axis=Axis(title="Price per GPU with its server", unit="USD"),
        y_axis=Axis(unit="USD/month", low=0.0),
        text=Text(
            title=f"Owning is cheaper below {words.money(turn)} a GPU"
            if pays
            else "Renting is cheaper even if the machines were free",
            subtitle=f"{f.service.name}: US dollars a month at today's volume, spread over use; "
            f"engineer time, failures and the work of changing, over {_payback(f)}, in it",
            reading=f"Rented today: {words.money(rent)} a month. Owned: {words.money(free)} before "
            "the machines are paid; where you are on this line is unknown until a price is "
            "entered.",
        ),
        marks=marks if pays else [],
        theme=theme,
    )


def _payback(f: Facts) -> str:
    return words.number(f.e.scenario.worth.payback_months, "months")


def volume_chart(f: Facts, theme: ThemeName) -> Chart | None:
    """Cost of a month over the size, rented, owned and in part; crossings marked."""
    if not f.known:
        return None
    x, unit = f.sizes, f.scale.unit.partition("/")[0]
    rent, own, hybrid = (f.cost_at(way, x) for way in (f.rented_way, Supply.OWN, Supply.HYBRID))
    here = float(f.steady[f.rented_way])
    marks = [Mark(x=max(f.size, 1.0), y=here, text="You are here", kind="here")]
    crossing = nearest(f)
    if np.isfinite(crossing):
        at = float(f.cost_at(Supply.OWN, np.array([crossing]))[0])
        said = words.number(crossing, unit)
        marks.append(Mark(x=crossing, y=at, text=f"Break-even\n{said}", kind="break_even"))
    held = "number of kinds, queries as today" if f.in_kinds else "volume"
    return charts.lines(
        x,
        [
            Line(name=SUPPLY_LABELS[f.rented_way], y=rent, role="alt", stairs=True),
            Line(name="Own machines", y=own, role="out", stairs=True),
            Line(name="Own base", y=hybrid, role="base", stairs=True),
        ],
        x_axis=Axis(title=f.scale.label, unit=unit, scale="log"),
        y_axis=Axis(unit="USD/month"),
        text=Text(
            title=_volume_title(f, crossing),
            subtitle=f"{f.service.name}: US dollars a month at a steady {held}, spread over use, "
            "engineer time and failures in it",
            reading=_volume_reading(f, crossing),
        ),
        marks=marks,
        theme=theme,
    )


def nearest(f: Facts) -> float:
    """Return the size, nearest to today's by ratio, at which own crosses rent; inf: none."""
    found = [crossing.value for crossing in f.crossings]
    today = max(f.size, 1.0)
    return min(found, key=lambda value: abs(np.log(value / today)), default=np.inf)


def sizes_words(f: Facts) -> str:
    """Return what a range of sizes is called: ``every volume``."""
    return "every number of kinds" if f.in_kinds else "every volume"


def _volume_title(f: Facts, crossing: float) -> str:
    rent, own = f.steady[f.rented_way], f.steady[Supply.OWN]
    if not np.isfinite(crossing):
        where = f"at {sizes_words(f)} shown"
        if own < rent:  # the work of changing is in no line
            return f"Once set up, own machines are cheaper {where}"
        return f"Own machines are dearer {where}"
    said = words.value_with_unit(crossing, f.scale.unit)
    if f.in_kinds:  # machines come whole: the lines leap over one another
        return f"Own machines cost {'less' if own > rent else 'more'} than rent {_beyond(f, said)}"
    return f"Owning and renting cost the same at {said}"


def _beyond(f: Facts, said: str) -> str:
    return f"from {said}" if nearest(f) > f.size else f"below {said}"


def _volume_reading(f: Facts, crossing: float) -> str:
    rent, own = f.steady[f.rented_way], f.steady[Supply.OWN]
    today = f"Today: {words.money(rent)} rented, {words.money(own)} owned, spread over its life."
    none = "" if np.isfinite(crossing) else " The lines cross nowhere that is shown."
    found = len(f.crossings)
    more = f" The lines cross {found} times, once at each stair." if found > 1 else ""
    turn = turn_words(f.e, f.decision) if f.decision and not f.is_owned else ""
    work = f" With the work of changing, owning pays {turn}." if turn else ""
    return f"{today}{none}{more}{work}"


def duration_chart(f: Facts, theme: ThemeName) -> Chart | None:
    """GPUs needed by share of the hours of a day, with the base worth owning."""
    if not f.known:
        return None
    curve = duration_curve(f.by_hour)
    share = np.arange(HOURS_PER_DAY + 1) / HOURS_PER_DAY * 100
    needed = np.append(curve, curve[-1])
    base, turn = f.base, f.break_even_share
    marks = [Mark(x=0.0, y=float(needed[0]), text="Today's peak", kind="here")]
    rules = []
    if turn < 1:
        at = float(curve[min(int(turn * HOURS_PER_DAY), HOURS_PER_DAY - 1)])
        marks.append(Mark(x=turn * 100, y=at, text=f"Own {gpus(base)}", kind="break_even"))
        rules = [Rule(x=turn * 100, text=f"One more from {words.percent(turn)}")]
    return charts.lines(
        share,
        [
            Line(name="Needed", y=needed, role="base", stairs=True),
            Line(name="Best base", y=np.full(share.shape, base), role="out"),
        ],
        x_axis=Axis(title="Share of the hours, %", unit="%", low=0.0, high=100.0),
        y_axis=Axis(unit="GPUs", low=0.0),
        text=Text(
            title=_base_title(f),
            subtitle=f"{f.service.name}: GPUs needed in at least this share of the hours, month 1",
            reading=_base_reading(f),
        ),
        marks=marks,
        rules=rules,
        theme=theme,
    )


def _base_title(f: Facts) -> str:
    peak = float(np.max(f.by_hour))
    if f.base <= 0:
        return "No machine is needed long enough to own it"
    if f.base >= peak:
        return f"All {gpus(peak)} are needed long enough to own them"
    return f"Own {gpus(f.base)}, rent up to {words.number(peak - f.base)} more by the hour"


def _base_reading(f: Facts) -> str:
    if f.break_even_share >= 1:
        return (
            "A month of an own GPU costs more than the same month rented by the hour: there is no "
            "share of the hours from which owning pays."
        )
    saved = f.steady[f.rented_way] - f.steady[Supply.HYBRID]
    verb = "saves" if saved >= 0 else "costs"
    return (
        f"One more GPU that is needed in over {words.percent(f.break_even_share)} of the hours is "
        "cheaper owned, beside the upkeep that any number of them takes. The base "
        f"{verb} {words.money(abs(saved))} a month against renting today."
    )
