"""Charts of the page on near-duplicates: value by share traced, the S-curve, the sample."""

from __future__ import annotations

import numpy as np

from calculators.answers.near_duplicates_facts import OnDuplicates
from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Rule, Span, Text
from calculators.core.power import wilson_interval
from calculators.core.units import PERCENT, first
from calculators.practices.near_duplicates_inputs import Method
from calculators.practices.near_duplicates_lsh import found_by_half, found_share, threshold

POINTS = 161
BEYOND = 1.6  # of the farthest thing that is marked: the end of the axis
LEAST_SHARE = 0.02
FEWEST_READ, MOST_READ = 10.0, 100_000.0


def value_chart(o: OnDuplicates, theme: ThemeName) -> Chart:
    """Value less all that is asked a month, against the share of failures traced."""
    e, turn = o.evidence, o.turn.share
    low, high = e.interval
    marked = [e.share if e.known else LEAST_SHARE, high if e.known else LEAST_SHARE, LEAST_SHARE]
    marked += [turn] if turn <= 1 else []
    end = min(BEYOND * max(marked), 1.0)
    shares = np.linspace(0.0, end, POINTS)
    marks = []
    if turn <= end:
        at = float(o.left(o.method, np.array([turn]))[0])
        marks.append(Mark(x=turn * PERCENT, y=at, text=f"Break-even\n{words.percent(turn)}",
                          kind="break_even"))  # fmt: skip
    if e.known:
        here = float(o.left(o.method, np.array([e.share]))[0])
        marks.append(Mark(x=e.share * PERCENT, y=here, text=f"Here\n{words.percent(e.share)}",
                          kind="here"))  # fmt: skip
    return charts.lines(
        shares * PERCENT,
        [
            Line(name="Near-duplicates" if o.method == Method.NEAR else "Same meaning",
                 y=o.left(o.method, shares), role="alt"),
            Line(name="Exact copies", y=o.left(Method.EXACT, shares), role="base"),
        ],
        x_axis=Axis(title="Failures due to near-duplicates, % of all", unit="%"),
        y_axis=Axis(unit="USD/month"),
        text=Text(
            title=_value_title(o),
            subtitle="Value less wrong removals, upkeep and bills, the work spread over "
            f"{words.months(o.worth.payback_months)}; USD a month",
            reading=_value_reading(o),
        ),
        marks=marks,
        limits=[Limit(y=0.0, text="")],
        spans=[Span(low=low * PERCENT, high=high * PERCENT, text="What was read")]
        if e.known
        else [],
        theme=theme,
    )  # fmt: skip


def _value_title(o: OnDuplicates) -> str:
    if not np.isfinite(o.turn.share):
        return "At no share of the failures does it pay"
    if o.turn.share > 1:
        done = "exact hashing would be enough" if o.pays_alone else "removal would not pay"
        return f"Even if they caused every failure, {done}"
    return f"Removal pays once it would fix {words.percent(o.turn.share)} of the failures"


def _value_reading(o: OnDuplicates) -> str:
    e = o.evidence
    more = "The break-even is where it leaves more than exact copies do, and more than nothing."
    if not e.known:
        return f"Nobody has read failures yet, so there is no point for this plan. {more}"
    low, high = e.interval
    read = f"{words.number(e.traced)} of {words.number(e.read)} read"
    held = words.interval(low, high, "share")
    return f"{read} say {words.percent(e.share)}, and with confidence {held}. {more}"


def curve_chart(o: OnDuplicates, theme: ThemeName) -> Chart:
    """Share of pairs that the bands find, against their similarity."""
    hashes, bands = first(o.p.hashes), first(o.p.bands)
    at, half = first(threshold(hashes, bands)), first(found_by_half(hashes, bands))
    ours, others = first(o.p.pair_similarity), first(o.p.lookalike_similarity)
    found, wrong = (first(found_share(s, hashes, bands)) for s in (ours, others))
    similarities = np.linspace(0.0, 1.0, POINTS)
    return charts.lines(
        similarities * PERCENT,
        [Line(name="Found", y=found_share(similarities, hashes, bands), role="alt")],
        x_axis=Axis(title="Similarity of two texts, % of their runs of words", unit="%"),
        y_axis=Axis(unit="share", low=0.0),
        text=Text(
            title=f"{words.percent(found)} of your near-duplicates are found, and "
            f"{words.percent(wrong)} of the look-alikes",
            subtitle=f"Share of pairs that agree in a whole band: {words.number(hashes)} hashes "
            f"in {words.number(bands)} bands",
            reading=f"Half of the pairs are found at {words.percent(half)}; the usual threshold, "
            f"{words.percent(at)}, is where the curve is about steepest, not where half are found.",
        ),
        marks=[
            Mark(x=ours * PERCENT, y=found, text=f"Here\n{words.percent(ours)}", kind="here"),
            Mark(x=others * PERCENT, y=wrong, text=f"Look-alikes\n{words.percent(others)}",
                 kind="note"),
        ],
        rules=[Rule(x=at * PERCENT, text="Threshold")],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )  # fmt: skip


def sample_chart(o: OnDuplicates, theme: ThemeName) -> Chart | None:
    """Interval of the share against failures read, with the break-even share."""
    e, turn = o.evidence, o.turn.share
    if not turn <= 1:
        return None
    share, read = (e.share, e.read or 0.0) if e.known else (0.0, 0.0)
    needed = read + o.to_read if np.isfinite(o.to_read) else np.inf
    shown = [x for x in (read, needed) if FEWEST_READ <= x <= MOST_READ]
    counts = np.geomspace(min([FEWEST_READ, *shown]), 4 * max([100.0, *shown]), POINTS)
    low, high = wilson_interval(share * counts, counts, e.confidence)
    marks = []
    if e.known and read >= FEWEST_READ:
        marks = [Mark(x=read, y=share, text=f"Here\n{words.number(read)} read", kind="here")]
    open_here = not e.known or e.spans(turn)
    told = Rule(x=needed, text=f"{words.number(needed)} would tell")
    rules = [told] if open_here and needed in shown else []
    return charts.lines(
        counts,
        [Line(name="Counted" if e.known else "None traced", y=np.full(POINTS, share), role="alt",
              band=(low, high))],
        x_axis=Axis(title="Failures read", unit="failures", scale="log"),
        y_axis=Axis(unit="share", low=0.0),
        text=Text(
            title=_sample_title(o),
            subtitle="Share of failures due to near-duplicates and its Wilson interval, "
            f"confidence {words.percent(e.confidence)}",
            reading=_sample_reading(o),
        ),
        marks=marks,
        rules=rules,
        limits=[Limit(y=turn, text="Break-even")],
        theme=theme,
        height=chart_theme.HEIGHT_SECOND,
    )  # fmt: skip


def _sample_title(o: OnDuplicates) -> str:
    if not o.evidence.known:
        return f"Read {words.number(o.to_read, 'failures')} first"
    if not o.evidence.spans(o.turn.share):
        return f"The {words.number(o.evidence.read, 'failures')} that were read are enough"
    if not np.isfinite(o.to_read):
        return "The share counted is the break-even: either answer is fine"
    asked = words.number(o.to_read, "more failures")
    return f"{asked} would tell" + (", and cost more than knowing is worth" if o.either else "")


def _sample_reading(o: OnDuplicates) -> str:
    turn, cost = words.percent(o.turn.share), words.money(o.evidence.read_cost)
    if not o.evidence.known:
        return (
            f"If none of them is due to near-duplicates, the share lies below the break-even, "
            f"{turn}, and the question is closed. Reading one costs {cost}."
        )
    return (
        f"The band is what the true share may be if the share counted stays; the break-even is "
        f"{turn}. Reading one costs {cost}."
    )
