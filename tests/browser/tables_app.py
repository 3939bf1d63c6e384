"""Small app with one long table, for the tests: the panel, the address, and what is said."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from ui import show, state
from ui.elements.address import address
from ui.inputs import ask_table
from ui.style import style

FIRST = ("name", "units", "unit_price", "purchase_month", "life_months")

st.set_page_config(page_title="Tables", layout="wide")
style()
with state.run():
    state.open_address()
    show.messages()
    ask_table("assets", "Assets", "hardware.assets", "What the company owns.", FIRST)
st.button("Undo", on_click=state.undo, disabled=not state.session().undo)
st.html(f'<pre class="steps">{len(state.session().undo)}</pre>')
address(state.address_query(), lambda _: None)
st.html(f'<span data-be-generation="{state.session().runs}" hidden></span>')
