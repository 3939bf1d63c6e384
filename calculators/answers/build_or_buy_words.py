"""Words of the page on tools: the verdict, what decides it, what to measure, what must be said."""

from __future__ import annotations

import numpy as np

from calculators.answers.build_or_buy_facts import OnTools, row_of
from calculators.answers.decision_words import paying
from calculators.answers.lever_table import runway_sentence, turn_words
from calculators.answers.model_size_facts import OnModels
from calculators.answers.plan_words import month_name
from calculators.answers.team_facts import engineers
from calculators.answers.verdict_words import marked, sentence_of, then
from calculators.choices.build_vs_buy import HOW
from calculators.choices.build_vs_buy_inputs import Level
from calculators.choices.build_vs_buy_terms import terms, upkeep
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import Decision, Verdict
from calculators.core.units import first


def focus(o: OnTools) -> Decision | None:
    """Return the decision that the sentence is about: what pays most, else what turns next."""
    if o.paying:
        return o.paying[0]
    return o.next_up or (o.decisions[0] if o.decisions else None)


def verdict(o: OnTools) -> Part:
    """Return the verdict on the tools together: it pays if one of them does."""
    about = focus(o)
    return marked(about.verdict if about else Verdict.CANNOT_TELL)


def finding(o: OnTools) -> str:
    """Return how many tools would pay at another level, or that what is there is enough."""
    about, models = focus(o), words.number(o.p.models, "models")
    if about is None:
        return ": there is no tool to weigh" if not o.rows else ": the plan cannot be computed"
    if not o.paying:
        if about.verdict == Verdict.CANNOT_TELL:
            return ": nobody knows what the scripts take"
        months = words.months(o.worth.payback_months)
        scripts = all(row.level == Level.SCRIPT for row in o.rows)
        kept = "scripts are" if scripts else "what you have is"
        return f": {kept} enough for {models}; no other level pays back its work within {months}"
    count = len(o.paying)
    many = f"{count} of {len(o.rows)} tools {'pays' if count == 1 else 'pay'}"
    saved = words.money(saved_today(o, about), "month")
    return (
        f": {many} at another level with {models}. First {about.option}: "
        f"it is worth {saved} in bills and time"
    )


def saved_today(o: OnTools, d: Decision) -> float:
    """Return what a decision saves a month at today's size, engineer time at its cost [USD]."""
    margin = d.margins_today.get("cost", 0.0)
    return (margin + d.upfront) / first(o.worth.payback_months)


def where(o: OnTools) -> str:
    """Return where it turns, and what it does to the runway."""
    about = focus(o)
    if about is None:
        return "."
    return then(turn(o, about), runway(o, about))


def turn(o: OnTools, about: Decision) -> str:
    """Return from how many models on it pays, and when the plan is there."""
    if o.paying:
        return f"{paying(o.e, about).replace('Pays', 'It pays', 1)}."
    if about.next_turn is None:
        return ""
    at = turn_words(o.e, about)
    reached = "" if np.isfinite(about.next_turn.month) else ", which this plan does not reach"
    return f"{about.option} is the first to turn: {at}{reached}."


def runway(o: OnTools, about: Decision) -> str:
    """Return what the work does to the runway."""
    return runway_sentence(o.e, about, "It" if o.paying else "Now it")


def decides(o: OnTools) -> str:
    """Return what decides it: the time that today's level takes against work and bills."""
    about = focus(o)
    if about is None:
        return "What decides it: what you build, buy or take; add it to the table."
    row, name = o.rows[row_of(about)], o.names[row_of(about)]
    if about.unknown:
        return f"What decides it: the hours that scripts take for {name}."
    spent = upkeep(terms(o.p, row, row.level), o.size)
    return (
        f"What decides it: {name} {HOW[row.level]} takes {words.number(spent, 'weeks')} a month, "
        f"against {words.number(about.weeks, 'weeks')} of work first{_freed(o, about)}."
    )


def _freed(o: OnTools, about: Decision) -> str:
    """Say why what pays costs runway: time that is freed brings no cash."""
    if not (o.paying and about.months_gained < 0 < first(about.weeks_freed)):
        return ""
    return "; bills are cash, time that is freed is paid already"


def measure(o: OnTools) -> str:
    """Return what to measure next."""
    about = focus(o)
    if about is None:
        return ""
    return f"Measure next: {about.unknown or about.signal}."


def notes(o: OnTools) -> list[str]:
    """Return what must be said beside the figures."""
    found = []
    if np.isfinite(o.overload_month):
        when = month_name(o.e, o.overload_month)
        people = words.number(o.p.people, "people")
        found.append(
            f"From {when} on scripts ask for more time than {people} have, and the plan holds "
            "nobody for the rest: keeping them costs more than its runway says."
        )
    if o.unmeasured:
        found.append(
            f"Nobody knows the hours that scripts take for {', '.join(o.unmeasured[:3])}: these "
            "are left out of sums and never called cheapest."
        )
    found += [note for note in (_models_of_size(o), _people_of_team(o)) if note]
    return [*found, *(o.e.problems if not o.e.known else ())]


def _models_of_size(o: OnTools) -> str:
    """Say why the page on sizes counts other models than this one."""
    here, there = first(o.p.models), OnModels(e=o.e).models
    if here == there:
        return ""
    counted = f"Size and shape counts {words.number(there, 'models')}, those of one ladder"
    if here < there:
        return f"{counted}; here are {words.number(here)}, which leaves some of them without tools."
    return f"{counted}; the {words.number(here, 'models')} here are all in production."


def _people_of_team(o: OnTools) -> str:
    """Say when other people use the tools than Team pays as engineers."""
    here, paid = first(o.p.people), first(engineers(o.e))
    if here == paid:
        return ""
    return (
        f"Team pays {words.number(paid, 'engineers')}; {words.number(here, 'people')} use the "
        "tools here, and licences by the person are paid for these."
    )


def sentence(o: OnTools) -> list[Part]:
    """Return the answer in one sentence."""
    return sentence_of(verdict(o), finding(o), where(o), decides(o), measure(o))
