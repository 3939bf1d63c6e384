"""Pasted results of two systems, and the button that makes a page use them."""

from __future__ import annotations

import streamlit as st

from calculators.answers.paired_words import results_table
from calculators.core import paths
from calculators.core.inputs import InputError
from calculators.core.paired_results import (
    LONGEST_TEXT,
    PairedError,
    PairedResults,
    paired_results,
)
from calculators.core.proof import Design
from ui import show, state

HELP = "One query a line: 0 or 1 for today's system, then 0 or 1 for the new one."


def paired(group: str) -> None:
    """Draw the place for pasted results; ``group``: the inputs that they set."""
    place = st.expander(
        "Paste the results of both systems", key=f"paste-{group}", on_change="rerun"
    )
    if not place.open:
        return
    with place:
        text = st.text_area(
            "Results, 0 or 1", key=f"results-{group}", max_chars=LONGEST_TEXT, help=HELP,
            placeholder="1 1\n0 1\n1 0", persist_state="session",
        )  # fmt: skip
        if not text:
            return
        try:
            found = paired_results(text)
        except PairedError as error:
            show.notes([str(error)])
            return
        show.table(results_table(found), key=f"results-{group}")
        st.button("Use these", on_click=use, args=(group, found), key=f"use-{group}")


def use(group: str, found: PairedResults) -> None:
    """Set labelled queries, queries right and discordance of a group: one step of undo."""
    here = state.session()
    here.messages = []
    values = {
        f"{group}.labelled": float(found.items),
        f"{group}.accuracy": found.accuracy,
        f"{group}.discordance": found.discordance,
        f"{group}.design": Design.PAIRED,
    }
    try:
        state.become(paths.with_values(here.scenario, values))
    except InputError as error:
        here.messages += error.problems
