"""Charts of API or self-hosted: the bill of a month, and of what a price is for, by volume."""

from __future__ import annotations

import numpy as np

from calculators.answers.api_case import Case, Floats
from calculators.answers.api_words import asked_words, bare_words, turning_words
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Line, Mark, Rule, Text

MOST_MARKS = 3  # crossings that are named; the table has all


def month_chart(c: Case, theme: ThemeName) -> Chart | None:
    """Monthly cost of both ways over what is asked a month, every stair of machines in it."""
    if c.unknown or c.decision is None:
        return None
    own, api = c.own_at(c.grid), c.api_at(c.grid)
    now = c.api_at if c.by_api else c.own_at
    return charts.lines(
        c.grid,
        [
            Line(name="Self-hosted", y=own, role="base"),
            Line(name="API", y=api, role="out", dash="solid"),
        ],
        x_axis=_axis(c),
        y_axis=Axis(unit="USD/month", scale="log"),
        text=Text(
            title=_month_title(c),
            subtitle="US dollars a month, spread over use; engineer time, the move and value lost "
            "in both lines",
            reading=_month_reading(c),
        ),
        marks=[*_marks(c, c.api_at), _here(c, now)],
        rules=_rules(c),
        theme=theme,
    )


def token_chart(c: Case, theme: ThemeName) -> Chart | None:
    """Cost of a million tokens, or 1,000 calls, by volume: paid, at capacity, at the API."""
    if c.unknown or c.decision is None:
        return None

    def own_each(units: Floats) -> Floats:
        return c.own_at(units) / units * c.sold.lot

    def api_each(units: Floats) -> Floats:
        return c.api_at(units) / units * c.sold.lot

    drawn = [
        Line(name="Self-hosted, paid", y=own_each(c.grid), role="base"),
        Line(name="API", y=api_each(c.grid), role="out", dash="solid"),
    ]
    prompts = ", prompt and answer" if c.by_tokens else ""
    if np.isfinite(c.at_capacity):
        full = np.full(c.grid.shape, c.at_capacity)
        drawn.append(Line(name="Always full", y=full, role="alt"))
    return charts.lines(
        c.grid,
        drawn,
        x_axis=_axis(c),
        y_axis=Axis(unit=f"USD/{c.sold.per}", scale="log"),
        text=Text(
            title=_token_title(c),
            subtitle=f"US dollars for {c.sold.a_lot}{prompts}, spread over use",
            reading=_token_reading(c),
        ),
        marks=[*_marks(c, api_each), _here(c, api_each if c.by_api else own_each)],
        rules=_rules(c),
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def price_chart(c: Case, theme: ThemeName) -> Chart | None:
    """Price of an API at which both cost the same, by volume; where only that price is missing."""
    if c.decision is None or not c.asks_for_price:
        return None
    price = c.price_at(c.grid)
    some = price > 0
    if not some.any():
        return None
    today = c.price_today
    asked = words.money(today) if today > 0 else ""
    title = f"An API pays below {asked} for {c.sold.a_lot}" if asked else "What an API may cost"
    ends = (words.money(float(price[some][i])) for i in (0, -1))
    volumes = (asked_words(c, float(c.grid[some][i])) for i in (0, -1))
    return charts.lines(
        c.grid[some],
        [Line(name="Both cost the same", y=price[some], role="base")],
        x_axis=_axis(c),
        y_axis=Axis(unit=f"USD/{c.sold.per}", scale="log"),
        text=Text(
            title=title,
            subtitle=f"US dollars for {c.sold.a_lot} at which both cost the same, spread over use; "
            "engineer time and the move in it",
            reading="Below the line an API is cheaper, above it own serving. From "
            f"{' to '.join(volumes)} it goes from {' to '.join(ends)}.",
        ),
        marks=[Mark(x=c.units, y=today, text=f"Today\n{asked}", kind="break_even")]
        if asked
        else [],
        theme=theme,
    )


def _axis(c: Case) -> Axis:
    many = c.sold.many
    return Axis(title=f"{words.capitalised(many)} a month", unit=f"{many}/month", scale="log")


def _marks(c: Case, curve: object) -> list[Mark]:
    assert callable(curve)
    near = sorted(c.turns, key=lambda turn: abs(np.log(turn.units / c.units)))[:MOST_MARKS]
    return [
        Mark(
            x=turn.units,
            y=float(curve(np.array([turn.units]))[0]),
            text=f"{'API' if turn.to_api else 'Own'} from\n{bare_words(c, turn.units)}",
            kind="break_even",
        )
        for turn in near
    ]


def _here(c: Case, curve: object) -> Mark:
    assert callable(curve)
    return Mark(x=c.units, y=float(curve(np.array([c.units]))[0]), text="Today", kind="here")


def _rules(c: Case) -> list[Rule]:
    limits = (c.own_capacity, "Machines full"), (c.api_capacity, "Rate limit")
    top = c.grid[-1]
    return [Rule(x=at, text=text, kind="limit") for at, text in limits if at < top]


def _month_title(c: Case) -> str:
    if not c.fits:
        return "Own machines do not hold this model"
    own, api = (words.money(float(curve(np.array([c.units]))[0])) for curve in (c.own_at, c.api_at))
    if c.turns:
        return f"All in, {own} a month self-hosted and {api} at the API: {turning_words(c)}"
    return f"All in, {own} a month self-hosted and {api} at the API, and they never cross"


def _month_reading(c: Case) -> str:
    reach = f"{asked_words(c, c.grid[0])} to {asked_words(c, c.grid[-1])}"
    stairs = "Each step of the first line is another machine"
    limits = []
    if np.isfinite(c.own_capacity):
        limits.append(f"machines for today's load bear {asked_words(c, c.own_capacity)}")
    if np.isfinite(c.api_capacity):
        limits.append(f"the rate limit {asked_words(c, c.api_capacity)}")
    bear = f"; {' and '.join(limits)}" if limits else ""
    count = len(c.turns)
    found = f"{count} crossings" if count > 1 else "one crossing" if count else "no crossing"
    return f"{stairs}{bear}. From {reach} there is {found}." if count < 2 else (
        f"{stairs}{bear}. From {reach} there are {found}; the table names all.")  # fmt: skip


def _token_title(c: Case) -> str:
    own = c.per_lot(float(c.own_at(np.array([c.units]))[0]))
    if not np.isfinite(own) or not np.isfinite(c.at_capacity) or not c.at_capacity > 0:
        return f"What {c.sold.a_lot} costs"
    full = words.money(c.at_capacity)
    lot = words.capitalised(c.sold.a_lot)
    return f"{lot} costs {words.money(own)} self-hosted, {full} if machines never idled"


def _token_reading(c: Case) -> str:
    api = words.money(c.per_lot(float(c.api_at(np.array([c.units]))[0])))
    return (
        f"At the API it costs {api}, all in. What idles is paid and makes no {c.sold.one}: at a "
        f"tenth of the capacity a {c.sold.one} costs ten times as much. Own serving cannot fall "
        "below the line of full machines."
    )
