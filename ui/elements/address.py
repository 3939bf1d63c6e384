"""The browser's address and theme, so that a copied address carries the whole plan.

The element writes the query by ``history.replaceState``, so that Back leaves the page instead of
stepping through values; it also keeps the menu's links and ``<a data-page="...">`` in step.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from ui.elements.scripts import waiting

KEY = "address"
_THEME = "_address.theme"
THEMES = ("light", "dark")

_element = st.components.v2.component("breakeven_address", js=waiting("address"))


def theme() -> str:
    """Theme that the browser reported, "light" or "dark"; at first what Streamlit guesses."""
    known = st.session_state.get(_THEME) or st.context.theme.type
    return known if known in THEMES else "light"


def address(query: str, on_theme: Callable[[str], None]) -> None:
    """Keep the address at ``query`` (without "?"); ``on_theme`` is told when the theme changes."""
    _element(
        key=KEY,
        data={"query": query.removeprefix("?"), "theme": theme()},
        on_theme_change=partial(_reported, on_theme),
    )


def _reported(on_theme: Callable[[str], None]) -> None:
    name = st.session_state[KEY].get("theme")
    if name in THEMES and name != st.session_state.get(_THEME):
        st.session_state[_THEME] = name
        on_theme(name)
