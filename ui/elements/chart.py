"""A chart: a figure as Plotly knows it, drawn by our own script.

Streamlit's own element takes a chart away and draws a new one twice at every change; this one
changes what is there, once, and leaves charts that are out of sight until the browser is idle.
"""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from ui.elements.scripts import waiting

_element = st.components.v2.component("breakeven_chart", js=waiting("chart"), isolate_styles=False)


def chart(key: str, figure: dict[str, Any], alt: str) -> None:
    """Draw a figure of ``data`` and ``layout`` with its ``height``; ``alt`` says what it shows."""
    text = json.dumps(figure, separators=(",", ":"), allow_nan=False)
    _element(key=key, data={"figure": text, "alt": alt})
