"""What is chosen on the page of all decisions: order, verdicts, one decision, the list to send."""

from __future__ import annotations

import streamlit as st

from calculators.answers import decision_detail, do_not_build
from calculators.answers.decision_detail import OneDecision
from calculators.answers.decision_list import ORDER_NAMES, Order
from calculators.answers.verdict_words import VERDICT_NAMES
from calculators.core.decision import Verdict
from calculators.evaluation import Evaluation
from ui import decided, show, state

TEXT_HEIGHT = 320  # pixels; longer lists scroll


def order_and_verdicts() -> tuple[Order, list[Verdict]]:
    """Draw how the list is ordered and which verdicts it holds; return both."""
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    with left:
        order = st.segmented_control(
            "Order by", list(Order), format_func=ORDER_NAMES.__getitem__, default=Order.VERDICT,
            required=True, key="decision-order", persist_state="session",
        )  # fmt: skip
    with right:
        shown = st.pills(
            "Show only", list(Verdict), format_func=VERDICT_NAMES.__getitem__,
            selection_mode="multi", key="decision-verdicts", persist_state="session",
        )  # fmt: skip
    return Order(order or Order.VERDICT), [Verdict(v) for v in shown or []]


def one(e: Evaluation) -> OneDecision | None:
    """Draw the choice of one decision, its draws and its adoption; return what is chosen."""
    if not e.decisions:
        return None
    by_key = decision_detail.choosable(e)
    chosen = st.selectbox(
        "Look at one decision", list(by_key),
        format_func=lambda key: decision_detail.name(by_key[key]) if key in by_key else key,
        key="decision-one", persist_state="session",
    )  # fmt: skip
    decision = by_key.get(chosen or "") or next(iter(by_key.values()))
    found = OneDecision(e=e, d=decision, draws=decided.drawn_decision(decision))
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Adopt it in the plan", key="adopt", on_click=decided.adopt, args=(decision,),
            disabled=bool(decision.unknown),
            help="Its work becomes a one-off payment of month 1. Undo takes it back.",
        )  # fmt: skip
        st.button(
            "Try it in 200 draws", key="decision-draws", on_click=decided.draw_decision,
            args=(decision,), disabled=not found.can_be_drawn,
            help="Every uncertain input somewhere in its range; takes a few seconds.",
        )  # fmt: skip
    return found


def list_to_send(e: Evaluation) -> None:
    """Draw what not to build yet as text, with a button that copies it."""
    show.heading("Do not build yet", "To send to the team: copy it, or send the link of this page")
    everything = st.toggle(
        "Also how things are served, bought and run", key="do-not-build-all",
        persist_state="session",
    )  # fmt: skip
    link = "" if state.too_long_to_share() else f"{state.server_address()}?{state.query()}"
    text = do_not_build.text(e, link, bool(everything))
    st.code(text, language=None, wrap_lines=True, height=TEXT_HEIGHT)
