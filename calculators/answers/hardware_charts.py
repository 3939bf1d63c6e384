"""Charts of Hardware: what an asset has cost by its age, and cash against accounting by month."""

from __future__ import annotations

import numpy as np

from calculators.answers.hardware_owned import Floats, Owned
from calculators.answers.hardware_words import months_words, named
from calculators.answers.plan_words import month_name
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Line, Mark, Rule, Text
from calculators.core.units import HORIZON_MONTHS
from calculators.fixed.hardware_life import LONGEST_MONTHS, cumulative_cost
from calculators.fixed.hardware_schedule import book_share

BEYOND = 1.5  # of the last age that must be seen
SAME_MONTHS = 1.0
SAME_SHARE = 0.005  # of an average cost: less is no finding


def age_chart(o: Owned, theme: ThemeName) -> Chart | None:
    """Book value and cumulative cost of the costliest asset by age, the best age marked."""
    row = None if o.entered else o.costliest
    if row is None:
        return None
    life, best = float(o.fleet.life[row]), float(o.best_age[row])
    seen = [life, float(o.age_today[row]), best if np.isfinite(best) else life]
    ages = np.arange(1.0, min(np.ceil(BEYOND * max(seen)), LONGEST_MONTHS) + 1)
    spent = _cumulative(o, row, ages)
    drawn = [
        Line(name="Cumulative cost", y=spent, role="out"),
        Line(name="Book value", y=_book(o, row, ages), role="alt"),
    ]
    marks = [_here(o, row)]
    if np.isfinite(best):
        at_best = _cumulative(o, row, np.array([best]))[0]
        drawn.append(Line(name="Least average", y=at_best / best * ages, dash="2px,3px"))
        marks.insert(0, Mark(x=best, y=at_best, text=f"Least cost\n{months_words(best)}",
                             kind="break_even"))  # fmt: skip
    title, reading = _age_finding(o, row)
    return charts.lines(
        ages,
        drawn,
        x_axis=Axis(title="Age in months", unit="months"),
        y_axis=Axis(unit="USD"),
        text=Text(
            title=title,
            subtitle=f"{named(o, row)}: US dollars by age, all units, if sold at that age",
            reading=reading,
        ),
        marks=marks,
        rules=[Rule(x=life, text=f"Planned {months_words(life)}")],
        theme=theme,
    )


def _cumulative(o: Owned, row: int, ages: Floats) -> Floats:
    f = o.fleet
    terms = (f.resale[row], f.life[row], f.maintenance[row], f.repair_growth[0])
    return np.asarray(f.value[row] * (cumulative_cost(*terms, ages) + f.breakage[row] * ages))


def _book(o: Owned, row: int, ages: Floats) -> Floats:
    f = o.fleet
    every = book_share(f, np.broadcast_to(ages, (f.value.size, ages.size)))
    kept = np.where(ages < f.life[row], every[row], f.resale[row])
    return np.asarray(f.value[row] * kept)


def _here(o: Owned, row: int) -> Mark:
    age = float(o.age_today[row])
    if not age > 0:
        spent = _cumulative(o, row, np.ones(1))[0]
        return Mark(x=1.0, y=spent, text="Not bought yet", kind="here")
    spent = _cumulative(o, row, np.array([age]))[0]
    return Mark(x=age, y=spent, text="Today", kind="here")


def _age_finding(o: Owned, row: int) -> tuple[str, str]:
    """Title and reading: the best age against the planned life, in average cost a month."""
    life, best, name = float(o.fleet.life[row]), float(o.best_age[row]), named(o, row)
    planned = words.money(o.average_at(row, life), "month")
    ends = "Cumulative cost: price less resale, plus upkeep"
    if not np.isfinite(best):
        longest = words.money(o.average_at(row, float(LONGEST_MONTHS)), "month")
        return (
            f"{name}: the longer kept, the cheaper",
            f"{ends}. Repairs never outgrow the falling price: no break-even within "
            f"{months_words(LONGEST_MONTHS)}; {planned} at the planned life, {longest} by then.",
        )
    least = words.money(o.average_at(row, best), "month")
    same = abs(best - life) <= SAME_MONTHS or _hardly(o, row)
    reading = (
        f"{ends}. Where the dotted line touches it the average is least: {least}, against "
        f"{planned} at the planned {months_words(life)}."
    )
    if same:
        return (
            f"{name}: the planned {months_words(life)} cost hardly more than the best age",
            reading,
        )
    verb = "longer" if best > life else "shorter"
    return (
        f"{name}: cheapest when kept {months_words(best)}, {verb} than the planned "
        f"{words.number(life)}",
        reading,
    )


def _hardly(o: Owned, row: int) -> bool:
    at_life, at_best = (
        float(o.average_at(row, x)) for x in (float(o.fleet.life[row]), float(o.best_age[row]))
    )
    return at_life - at_best <= SAME_SHARE * at_best


def lens_chart(o: Owned, theme: ThemeName) -> Chart | None:
    """Cash against accounting by month, both lenses side by side."""
    if not (o.cash.any() or o.accounting.any()):
        return None
    most = int(np.argmax(o.cash))
    marks = [Mark(x=0.0, y=o.accounting[0], text="Today", kind="here")]
    if o.cash[most] > o.accounting[most]:
        marks.append(Mark(x=float(most), y=o.cash[most], text=words.money(o.cash[most])))
    return charts.lines(
        np.arange(HORIZON_MONTHS, dtype=float),
        [
            Line(name="Cash, paid", y=o.cash, role="out", stairs=True, dash="solid"),
            Line(name="Accounting, used", y=o.accounting, role="base", stairs=True),
        ],
        x_axis=Axis(title="Month", scale="calendar", start=o.e.scenario.business.start_month),
        y_axis=Axis(unit="USD/month", below_zero="received"),
        text=Text(
            title=_lens_title(o),
            subtitle="US dollars a month, in both lenses",
            reading=_lens_reading(o),
        ),
        marks=marks,
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )


def _lens_title(o: Owned) -> str:
    most = int(np.argmax(o.cash))
    spread, paid = words.money(o.accounting.mean()), words.money(o.cash[most])
    if words.money(np.ptp(o.cash)) == words.money(0.0):
        return f"The same {spread} a month in both lenses"
    if o.entered or not o.purchases[:, most].any():
        mean = words.money(o.cash.mean())
        return f"Nothing is bought: {mean} a month is paid, {spread} used, on average"
    when = month_name(o.e, most + 1)
    return f"{paid} leaves in {when}; the five years use up {spread} a month on average"


def _lens_reading(o: Owned) -> str:
    paid, used = words.money(o.cash.sum()), words.money(o.accounting.sum())
    if o.entered:
        return "One amount is the same in both lenses: there is no break-even between them."
    left = words.money(np.sum(o.book_by_row[:, -1]))
    bought = o.purchases[:, int(np.argmax(o.cash))]
    largest = f"The peak buys {_bought_words(o, bought)}. " if bought.any() else ""
    return largest + (
        f"In five years {paid} is paid, {used} used up and {left} left; both agree over each life, "
        "so there is no break-even."
    )


def _bought_words(o: Owned, bought: Floats) -> str:
    name, others = named(o, int(np.argmax(bought))), np.count_nonzero(bought) - 1
    return f"{name} and {others} more" if others else name
