"""All decisions: what is crossed, what the plan crosses, what is measured first."""

from __future__ import annotations

from calculators.answers import decision_board, plan_words
from calculators.answers.decision_list import by_runway
from calculators.answers.do_not_build import waiting
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part
from calculators.core.decision import Decision, Verdict
from calculators.evaluation import Evaluation

LABELS = ("Pay today", "Turn within this plan", "Work that can wait", "Cannot be told")
METHOD = r"""
**Verdict.** Each option $j$ is held against the plan as it is, every other choice unchanged, at the
value $v_0$ of its scale today. The condition on cost is

$$m_j(v) = P \cdot \left(s_j(v) + g_j - l_j\right) - w_j,$$

with $P$ the months in which work must pay back, $s$ what is saved a month at the value $v$, $g$ and
$l$ the value won and lost a month, $w$ the work and money to adopt it [USD]. Further conditions
have margins in units of their own (memory in GB, latency in ms, labelled queries), positive
where they hold. Either all of them must hold or one is enough, as the option says. It *pays* where
they do at $v_0$; *not yet*: at another value from $v_0/100$ to $100\,v_0$ or where the plan
arrives; *never*: at none of these; *cannot tell*: what decides it has not been measured, and
nothing stands for it.

**Break-even.** A crossing of one condition counts only where all of them together change the
verdict. The axis shows $\log_{10}(v_0 / v^*)$ for the nearest such crossing $v^*$, turned round
where less is better, so that every break-even falls on one line.

**What is not measured.** A break-even that rests on it is said as what it is: *at least* is the
best case, where it may pay, and the plan is not counted as reaching it; *at most* the worst, where
it pays, as it may before; *about* an estimate.

**Runway.** Months with the change less months without, both cut at 60. Engineer time counts as cash
where the plan says that it is bought; the other rule stands beside it where it differs. Months of
several options do not add up: what one saves another cannot save again. "Adopt it in the plan"
books the work as a one-off payment of month 1, so that the runway moves by these months; an option
that is chosen on its own page changes what it costs a month, and its work is entered on Runway.

**Draws.** Each draw takes every uncertain input somewhere in its range, P10 to P90 at its ends, and
judges the option anew. A draw without a crossing counts as an end of the scale: the side on which
its verdict puts it. Inputs without a range stay as entered, so that the spread is the least there
is.

**Where it stops holding.** Conditions are read at a steady value: growth on the way is in the
months of runway, not in the verdict. Two crossings that lie closer together than the search looks
(160 points over the scale, and every step that the option names) are missed.
"""


def answer(e: Evaluation) -> Answer:
    """Return what is crossed, what comes next, what decides and what to measure."""
    if not e.known:
        return plan_words.unknown_answer(e, LABELS, METHOD)
    return Answer(
        sentence=[
            Part(_crossed(e), "strong"),
            Part(_waits(e)),
            Part(_deciding(e), "soft"),
            Part(_measure(e), "soft"),
        ],
        figures=_figures(e),
        notes=[],
        method=METHOD,
    )


def _with(e: Evaluation, verdict: Verdict) -> list[Decision]:
    return [d for d in e.decisions if d.verdict == verdict]


def _turning(e: Evaluation) -> list[Decision]:
    """Return what the plan itself turns, the earliest first."""
    return sorted((d for d in e.decisions if d.turns_within), key=decision_board.month_of_turn)


def _crossed(e: Evaluation) -> str:
    paying = len(_with(e, Verdict.PAYS))
    pays = "pays" if paying == 1 else "pay"
    return f"{plan_words.counted(paying)} of {len(e.decisions)} options {pays} today."


def _waits(e: Evaluation) -> str:
    turning, later = _turning(e), [*_with(e, Verdict.NOT_YET), *_with(e, Verdict.NEVER)]
    if not later:
        return "Nothing is refused."
    count, perhaps = len(turning), sum(d.may_turn_within for d in e.decisions)
    grown = f"{plan_words.counted(count)} more {'is' if count == 1 else 'are'} reached by this plan"
    if not turning:
        reaches = f"may reach {perhaps}" if perhaps else "reaches none"
        return f"Not yet for {len(later)} others, and this plan {reaches} of them."
    turn = turning[0].first_turn
    assert turn is not None
    when = plan_words.month_name(e, turn.month)
    others = words.uncapitalised(plan_words.counted(perhaps))
    more = f", and perhaps {others} more" if perhaps else ""
    return f"{grown}, the first in {when}{more}; the rest can wait."


def _deciding(e: Evaluation) -> str:
    best = next(iter(sorted(_with(e, Verdict.PAYS), key=by_runway(e))), None)
    if best is None:
        return "What decides it: size; no option pays back its work at today's."
    gain = " ".join(filter(None, decision_board.worth(e, best)))
    return f"What decides it: size; the largest single step, {best.option}, {_does(gain)}."


def _does(gain: str) -> str:
    if gain == decision_board.NO_CHANGE:
        return "changes no cash"
    return gain if gain.endswith("a month") else f"{gain} of runway"


def _measure(e: Evaluation) -> str:
    unknown = _with(e, Verdict.CANNOT_TELL)
    if unknown:
        return f"Measure next: {unknown[0].signal} ({unknown[0].option})."
    turning = _turning(e) or _with(e, Verdict.NOT_YET)
    if not turning:
        return "Measure next: nothing; no option is near its break-even."
    return f"Measure next: {turning[0].signal} ({turning[0].option})."


def _figures(e: Evaluation) -> list[Figure]:
    paying, unknown = (_with(e, v) for v in (Verdict.PAYS, Verdict.CANNOT_TELL))
    turning, wait = _turning(e), waiting(e)
    return [
        Figure(
            label=LABELS[0],
            value=str(len(paying)),
            unit=f"of {len(e.decisions)}",
            note=f"{words.number(_weeks(paying), 'weeks')} of work in all",
        ),
        Figure(label=LABELS[1], value=str(len(turning)), note=_first(e, turning)),
        Figure(
            label=LABELS[2],
            value=words.number(_weeks(wait)),
            unit="weeks",
            note=f"of {len(wait)} options that do not pay",
        ),
        Figure(
            label=LABELS[3],
            value=str(len(unknown)),
            note="until somebody measures" if unknown else "all that decides is known",
        ),
    ]


def _weeks(found: list[Decision]) -> float:
    return sum(d.weeks for d in found)


def _first(e: Evaluation, turning: list[Decision]) -> str:
    if not turning:
        return "as it grows now"
    turn = turning[0].first_turn
    assert turn is not None
    return f"first in {plan_words.month_name(e, turn.month)}"
