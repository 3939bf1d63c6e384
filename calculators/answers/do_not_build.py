"""What not to build yet, as plain text for the team: number, simpler way, signal and the link."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.answers import decision_board, decision_words, monday, plan_words
from calculators.answers.decision_pages import is_built, place_of, topic_of
from calculators.answers.verdict_words import until_then
from calculators.core import words
from calculators.core.decision import Decision, Verdict
from calculators.core.units import first
from calculators.evaluation import Evaluation

TITLE = "Do not build yet"
WITHOUT_LINK = "The plan: exported as JSON, for it is longer than a link carries."


def waiting(e: Evaluation) -> list[Decision]:
    """Return what asks for work or money and does not pay, in the order of the menu."""
    asks = [d for d in e.decisions if d.verdict in (Verdict.NOT_YET, Verdict.NEVER)]
    asked = [d for d in asks if d.upfront > 0 or d.weeks > 0]
    return sorted(asked, key=place_of)


def text(e: Evaluation, link: str, everything: bool = True) -> str:
    """Return the list as text; ``link`` opens the same plan, "" where no link can carry it.

    ``everything``: also what only concerns how things are served, bought and run.
    """
    found = [d for d in waiting(e) if everything or is_built(d)]
    lines = [f"{TITLE}: {e.scenario.plan.name}", _summary(e, found)]
    topic = ""
    for number, d in enumerate(found, 1):
        if topic_of(d).name != topic:
            topic = topic_of(d).name
            lines += ["", topic.upper()]
        lines += _item(e, d, number)
    lines += _paying(e)
    lines += _unmeasured(e)
    return "\n".join([*lines, "", f"The plan: {link}" if link else WITHOUT_LINK])


def _summary(e: Evaluation, found: Sequence[Decision]) -> str:
    if not e.known:
        return f"Nothing can be judged: {e.problems[0]}"
    saved = sum(d.weeks for d in found)
    months = words.months(first(e.runway.months), never="beyond this plan")
    work = f"; {words.number(saved, 'weeks')} of work that can wait" if saved > 0 else ""
    date = plan_words.month_name(e, 1)
    return f"{len(found)} options do not pay at our size{work}. Runway in {date}: {months}."


def _item(e: Evaluation, d: Decision, number: int) -> list[str]:
    verdict = "never" if d.verdict == Verdict.NEVER else "not yet"
    lines = [
        f"{number}. {d.option}: {verdict}",
        f"   {decision_words.today(d)}. "
        f"{decision_words.turning(e, d)}. {words.capitalised(decision_board.work(d))}.",
    ]
    lines += [f"   {until}"] if (until := until_then(d)) else []
    return [*lines, f"   Look again at: {d.signal}."] if d.signal else lines


def _paying(e: Evaluation) -> list[str]:
    """Return what pays in its stead: saying no is easier beside a yes."""
    paying = monday.ranked(e)[: monday.MOST_ITEMS]
    said = [f"- {d.option}: {' '.join(filter(None, decision_board.worth(e, d)))}" for d in paying]
    return ["", "INSTEAD, WHAT PAYS TODAY", *said] if said else []


def _unmeasured(e: Evaluation) -> list[str]:
    unknown = [d for d in e.decisions if d.verdict == Verdict.CANNOT_TELL]
    said = [f"- {d.option}: {d.signal}" for d in sorted(unknown, key=place_of)]
    return ["", "MEASURE FIRST", *said] if said else []
