"""Words of the page on size and shape of models."""

from __future__ import annotations

import numpy as np

from calculators.answers import decision_words
from calculators.answers.lever_table import (
    NO_CHANGE_MONTHS,
    and_runway,
    runway_change,
    time_words,
    value_words,
)
from calculators.answers.model_size_facts import OnModels
from calculators.answers.verdict_words import UNKNOWN, marked, sentence_of, then
from calculators.choices.model_size_inputs import Arrangement, Pipeline
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import Decision, Verdict
from calculators.core.units import first

FAR = 3.0  # times: between the ladder's price of serving and that of Compute


def verdict(o: OnModels) -> Part:
    """Return the verdict of what leads."""
    if o.lead is None:
        return UNKNOWN
    return marked(o.lead.verdict)


def finding(o: OnModels) -> str:
    """Return what pays most, or that the models of the plan stay, and what turns first."""
    if o.lead is None:
        return ": the plan cannot be computed"
    name = words.uncapitalised(o.lead.option)
    if o.lead.verdict == Verdict.PAYS:
        return f": {name}"
    if o.lead.verdict == Verdict.CANNOT_TELL:
        missing = o.lead.unknown.replace(": not measured", " is not measured")
        return f": {missing}{_others(o)}"
    measured = " that was measured" if o.untold else ""
    return f": no other size or shape{measured} pays today"


def _others(o: OnModels) -> str:
    """Say of how many options nothing is known, and that of the rest none pays."""
    unknown, told = len(o.untold), len(o.decisions) - len(o.untold)
    of = f"; {unknown} of {words.number(len(o.decisions), 'options')} cannot be judged"
    return f"{of}, the other {told} {'does' if told == 1 else 'do'} not pay" if told else of


def where(o: OnModels) -> str:
    """Return money, where it turns and the runway."""
    if o.lead is None:
        return "."
    return then(turn(o, o.lead), money(o, o.lead))


def turn(o: OnModels, decision: Decision) -> str:
    """Return where on its own scale it turns, and when."""
    if decision.unknown:
        return ""
    if decision.verdict == Verdict.PAYS:
        return f"{decision_words.paying(o.e, decision).replace('Pays', 'It pays', 1)}."
    found = decision.first_turn
    if found is None:
        return f"Nowhere near the {today(decision)} of today."
    option = words.uncapitalised(decision.option)
    return f"First: {option}, {decision_words.reached(o.e, decision, found)}."


def today(decision: Decision) -> str:
    """Return where the plan stands on the scale of a decision."""
    return words.value_with_unit(decision.scale.today, decision.scale.unit)


def money(o: OnModels, decision: Decision) -> str:
    """Return what it does today to the bills of a month, to value and to the runway."""
    if decision.unknown:
        return ""
    verb, size = words.signed_money(first(decision.monthly_saving))
    no_change = first(decision.monthly_saving) == 0
    bills = "changes no bill" if no_change else f"{verb} {size} a month"
    value = value_words(decision).removesuffix(" a month")
    if not value or abs(decision.months_gained) < NO_CHANGE_MONTHS:
        runway = and_runway(o.e, decision, costs=verb == "costs" and not no_change)
        return f"Today it {bills}{value and f' and {value}'}{runway}."
    return f"Today it {bills}, {value} and {runway_change(o.e, decision)} of runway."


def beside(o: OnModels) -> str:
    """Return the work and the time that it frees, and how many options are unknown."""
    if o.lead is None or o.lead.unknown:
        return ""
    freed = time_words(o.lead)
    found = f" It takes {words.number(o.lead.weeks, 'weeks')} of work{freed and f' and {freed}'}."
    unknown, offered = len(o.untold), words.number(len(o.decisions), "options")
    return f"{found} {unknown} of {offered} cannot be judged." if unknown else found


def decides(o: OnModels) -> str:
    """Return what decides the answer."""
    if o.lead is None:
        return "What decides it: the input named above."
    if ".pipeline." in o.lead.key:
        hand = words.value_with_unit(first(o.p.hand_time), "weeks/month")
        return (
            f"What decides it: {words.number(o.models, 'models')}, each {hand} by hand; a pipeline "
            f"pays from {words.number(o.pipeline_from, 'models', never='no number')}."
        )
    if ".arrangement." in o.lead.key:
        return f"What decides it: {today(o.lead)}, and what each model costs to keep."
    asked = today(o.lead)
    return f"What decides it: points between two rungs, the value of a point, and {asked}."


def measure(o: OnModels) -> str:
    """Return what to measure next."""
    if o.untold:
        return f"Measure next: {o.untold[0].unknown.removesuffix(': not measured')}."
    return f"Measure next: {o.lead.signal}." if o.lead else "Measure next: the same."


def notes(o: OnModels) -> list[str]:
    """Return what must be said beside the answer."""
    found = list(o.e.problems)
    row = o.rung(o.p.served)
    told, said = first(row.serving), o.compute_price
    if np.isfinite(said) and not said / FAR <= told <= said * FAR:
        found.append(
            f"Compute says that 1,000 queries cost {words.money(said)}, the ladder says "
            f"{words.money(told)} for {words.uncapitalised(row.name)}. Enter what Compute says, "
            "so that the difference to another rung is right."
        )
    hosted = first(o.p.small_hosting) * o.models
    if o.arranged == Arrangement.MANY_SMALL and hosted > FAR * first(o.e.compute_cost[..., 0]):
        found.append(
            f"Keeping {words.number(o.models, 'models')} served would cost "
            f"{words.money(hosted, 'month')}; all of Compute costs "
            f"{words.money(first(o.e.compute_cost[..., 0]), 'month')}."
        )
    if o.p.pipeline == Pipeline.AUTOMATED and o.models < o.pipeline_from:
        found.append("The plan has a pipeline for fewer models than pay for it.")
    if o.models != first(o.e.scenario.tools.models):
        tools = words.number(first(o.e.scenario.tools.models), "models")
        found.append(
            f"Build or buy counts {tools} in production; {words.number(o.models)} here: those that "
            "the ladder is about."
        )
    return found


def sentence(o: OnModels) -> list[Part]:
    """Return the answer in one sentence."""
    return sentence_of(verdict(o), finding(o), where(o), decides(o) + beside(o), measure(o))
