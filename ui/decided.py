"""What the session knows of decisions: whose are shown, their draws, and their adoption."""

from __future__ import annotations

from collections.abc import Callable

from calculators.core.decision import Decision
from calculators.core.inputs import InputError
from calculators.decision_draws import DecisionDraws, decision_draws
from calculators.decisions import adopted
from calculators.evaluation import Evaluation
from ui import state
from ui.elements import panel


def follows(draw: Callable[[], None]) -> None:
    """Draw the part of a page that shows decisions; after an edit it follows the rest by itself."""
    panel.left_out(draw)


def settled() -> Evaluation:
    """Return the plan whose decisions are shown: the present one, unless this answers an edit.

    All decisions take longer than charts that follow a hand; meanwhile those before it stand, and
    the part of the page that shows them (``panel.left_out``) is drawn again when the hand rests.
    """
    here = state.session()
    if here.settled is None or not panel.may_leave_out():
        here.settled = state.evaluation()
    return here.settled


def following(page: str) -> Evaluation:
    """Return the present plan; in answer to an edit with the decisions of a page as before."""
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
