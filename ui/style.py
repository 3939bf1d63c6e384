"""The style sheet that gives every page its look."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st

from ui.elements import scripts


@cache
def sheet() -> str:
    """Text of the style sheet without its comments."""
    text = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)


def style() -> None:
    """Give page and elements their style and scripts; once a run, before anything is drawn."""
    st.html(f"<style>{sheet()}</style>")
    scripts.load()
