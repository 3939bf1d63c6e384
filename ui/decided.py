"""What the session knows of decisions: whose are shown, their draws, and their adoption."""

from __future__ import annotations

from calculators.core.decision import Decision
from calculators.core.inputs import InputError
from calculators.decision_draws import DecisionDraws, decision_draws
from calculators.decisions import adopted
from calculators.evaluation import Evaluation
from ui import state
from ui.elements.panel import may_leave_out


def settled() -> Evaluation:
    """Return the plan whose decisions are shown: the present one, once no slider moves.

    All decisions take longer than charts that follow a hand; meanwhile those before it stand.
    """
    here = state.session()
    if here.settled is None or not may_leave_out():
        here.settled = state.evaluation()
    return here.settled


def following(page: str) -> Evaluation:
    """Return the present plan; while a slider moves, with the decisions of a page as before."""
    before = settled()
    now = state.evaluation()
    return now if before is now else now.with_decisions_of(before, page)


def drawn_decision(decision: Decision) -> DecisionDraws | None:
    """Return the draws of a decision, if they have been asked for since the plan changed."""
    held = state.session().weighed
    same = held is not None and held[0] is state.session().scenario and held[1] == decision.key
    return held[2] if held is not None and same else None


def draw_decision(decision: Decision) -> None:
    """Judge one decision in many draws of the present plan: seconds, so only when asked."""
    here = state.session()
    here.weighed = (here.scenario, decision.key, decision_draws(here.scenario, decision))


def adopt(decision: Decision) -> None:
    """Take an option and its work into the plan; one that is refused says so, changes nothing."""
    here = state.session()
    here.messages = []
    try:
        state.become(adopted(here.scenario, decision))
    except InputError as error:
        here.messages += error.problems
