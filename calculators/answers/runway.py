"""The runway: when the money runs out, and what changes it."""

from __future__ import annotations

import numpy as np

from calculators import runway_facts
from calculators.answers import plan_words
from calculators.answers.runway_charts import break_even_chart, cash_chart, cost_chart
from calculators.answers.runway_tables import month_table, what_if_table
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part
from calculators.core.units import HORIZON_MONTHS, first
from calculators.draw_summary import DrawSummary
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "break_even_chart", "cash_chart", "cost_chart"]
__all__ += ["month_table", "what_if_table"]

LABELS = ("Runway", "Start raising", "Net burn", "Contribution margin", "Break-even volume")
LONGEST_NOTE = 24  # characters of a note on one line, six figures in a row
METHOD = r"""
**Cash** at the end of month $t$, interest $i$ a month:

$$C_t = C_{t-1}(1+i) + \text{collected}_t - \text{costs}_t + \text{credits}_t -
\text{one-off}_t + \text{funding}_t$$

**Runway** is the moment at which $C_t$ falls below the cash floor, linear within the month. The
headline counts committed funding alone. A plan is *alive* when cash never falls below the floor
within 60 months and does not fall over the last three of them. *Gross burn* is what goes out, *net
burn* that less what comes in, funding left out. Figure and sentence say today's rate: month 1
without what comes or goes once. What is bought or paid ahead in it counts as spread over its use;
one-off payments, sales and receivables beyond those of the delay do not count. The table has
month 1 as it is too, and runway counts every payment in its month. Growth first applies in month 2.
Constant growth overstates late months.

**Break-even volume.** At today's costs: customers grow with the queries, price, use, people and
kinds as in month 1, no delay in payment. The plan's own costs change until it is there, so that it
breaks even at another volume, in the month named:

$$\frac{\text{revenue}}{\text{query}}\,v + \text{other} = F + c\,v + \text{machines}(v)$$

Machines come whole, so that there may be several crossings; all are listed. Without stairs $v$ is
fixed cost $F$ over contribution per query. The cost of winning customers is counted, in proportion
to the customers. *Contribution margin* is revenue less what moves with the volume (compute,
bandwidth, the moving share of operations, hardware for serving, logs); *gross margin* takes off all
of operations. A positive margin does not lengthen a short runway by itself: fixed costs are paid
first.

**Graham's rule** holds expenses $E$ constant (today's rate, before credits, for these expire) while
revenue $R$ grows by $g$ a month: $n = \ln(E/R)/\ln(1+g)$ months, and
$\sum_k \max(0, E - R(1+g)^k)$ of cash. Where serving costs grow with revenue it is too kind; then
the two rules disagree and both are shown.

**Burn multiple**: net burn of twelve months over the yearly recurring revenue that they add.

**Ranges.** Each uncertain input is drawn once for the whole plan; the band holds eight of ten
draws. *Measure next* names the input whose own range, P10 to P90, alone moves the runway most.

References: Graham, [Default Alive or Default Dead?](https://paulgraham.com/aord.html), 2015;
Sacks, The Burn Multiple, 2020; Dhingra and Sood,
[Scaling ML products at startups](https://arxiv.org/abs/2304.10660), 2023 (contribution margin and
runway).
"""


def answer(e: Evaluation, draws: DrawSummary | None) -> Answer:
    """Return how long the money lasts, what decides it and what to measure next."""
    if not e.known:
        return plan_words.unknown_answer(e, LABELS, METHOD)
    return Answer(
        sentence=[
            Part(plan_words.lasting(e), "strong"),
            Part(plan_words.burning(e)),
            Part(plan_words.deciding(e), "soft"),
            Part(plan_words.measure_next(e), "soft"),
        ],
        figures=[
            runway_figure(e, draws),
            _raising_figure(e),
            burn_figure(e),
            margin_figure(e),
            _volume_figure(e),
        ],
        notes=[] if draws is None else [plan_words.drawn(e, draws)],
        method=METHOD,
    )


def runway_figure(e: Evaluation, draws: DrawSummary | None) -> Figure:
    """Runway on committed money; the note says what the planned rounds or the draws add."""
    value, unit = plan_words.split(plan_words.runway_words(e.runway))
    if not np.isfinite(first(e.runway.months)) and first(e.runway.alive):
        value, unit = "never", "ends"
    note = plan_words.with_rounds(e)
    if not note and draws is not None:
        early, _, late = draws.runway_band()
        beyond = f"beyond {words.months(HORIZON_MONTHS)}"
        note = f"8 of 10: {words.interval(early, late, 'months', never=beyond)}"
    return Figure(label=LABELS[0], value=value, unit=unit, note=note)


def burn_figure(e: Evaluation) -> Figure:
    """Net burn of month 1 without what comes or goes once, or what is gained."""
    burn = first(runway_facts.running_burn(e))
    gross = first(runway_facts.running_costs(e) - e.cash.credits_used[..., 0])
    return Figure(
        label=LABELS[2] if burn >= 0 else "Cash gained",
        value=words.money(abs(burn)),
        unit="a month",
        note=f"{words.money(gross)} a month goes out",
    )


def _raising_figure(e: Evaluation) -> Figure:
    months, takes = first(e.runway.months), first(e.scenario.business.raise_months)
    if not np.isfinite(months):
        alive = first(e.runway.alive)
        note = plan_words.rising(e) if alive else f"not before {plan_words.last_month(e)}"
        return Figure(label=LABELS[1], value="no need", note=note)
    note = f"{words.months(takes)} before cash out"
    begin = first(runway_facts.raising_starts(months, takes))
    value = "now" if plan_words.is_late(e) else plan_words.date(e, begin)
    return Figure(label=LABELS[1], value=value, note=note)


def margin_figure(e: Evaluation) -> Figure:
    """Contribution margin; a positive one lengthens no runway before it pays the fixed costs."""
    margin = first(runway_facts.contribution_margin(e))
    if not np.isfinite(margin):
        return Figure(label=LABELS[3], value="none", note="nothing is earned")
    value, unit = plan_words.split(words.percent(margin))
    each = first(runway_facts.contribution_per_1000(e))
    asked = first(e.demand.raw_queries) > 0
    per = f"{words.money(each)} per 1,000 queries"
    if len(per) > LONGEST_NOTE:
        per = f"{words.money(each)}/1,000 queries"
    if each < 0:
        per = f"loses {words.money(-each)}/1,000 queries"
    return Figure(label=LABELS[3], value=value, unit=unit, note=per if asked else "no queries")


def _volume_figure(e: Evaluation) -> Figure:
    today = first(e.demand.raw_queries)
    if not today > 0:
        return Figure(label=LABELS[4], value=words.unknown(), note="no queries to scale")
    turn = runway_facts.covered_from(e, runway_facts.break_even_volumes(e))
    if not np.isfinite(turn):
        return Figure(label=LABELS[4], value="never", note="at today's costs")
    return Figure(
        label=LABELS[4],
        value=words.number(turn),
        unit="queries",
        note="a month, at today's costs",
    )
