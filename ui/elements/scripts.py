"""Browser scripts of the elements, sent to a browser once.

Every run repeats an element's script, but Streamlit sends a message that has not changed only once.
So the scripts stand in one element without data, and the elements that use them wait for it.
"""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

KEY = "scripts"
FILES = {
    "panel": ("table.js", "panel.js"),
    "rest": ("rest.js",),
    "chart": ("chart.js",),
    "address": ("address.js",),
}
LIBRARY = "plotly-basic-4.1.1.min.js"  # in static/: lines, bars and pies


def waiting(name: str) -> str:
    """Script of an element that hands all it is given to the loaded script ``name``."""
    return f"{_meeting(name)}\nexport default async (given) => (await meeting.promise)(given);"


def _meeting(name: str) -> str:
    # Whoever comes first makes the promise. Older browsers have no Promise.withResolvers.
    place = f"globalThis.breakeven_{name}"
    return (
        f"{place} ??= (() => {{ const m = {{}}; "
        "m.promise = new Promise((resolve) => { m.resolve = resolve; }); return m; })();\n"
        f"const meeting = {place};"
    )


def _text(name: str) -> str:
    """Text of a browser file beside this module, without comment lines and indentation."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if not line.strip().startswith("//"))


def static_address(name: str) -> str:
    """Address of a file in static/, wherever the application is mounted."""
    mount = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{mount}/app/static/{name}" if mount else f"/app/static/{name}"


def _all() -> str:
    style = f"const STYLE = {json.dumps(_text('panel.css') + _text('table.css'))};"
    library = f"const LIBRARY = {json.dumps(static_address(LIBRARY))};"
    blocks = (
        f"{{\n{_meeting(name)}\n" + "\n".join(map(_text, files)) + "\n}"
        for name, files in FILES.items()
    )
    return "\n".join((style, library, *blocks, "export default function () {}"))


_element = st.components.v2.component("breakeven_scripts", js=_all())


def load() -> None:
    """Bring the scripts to the browser; once a run, before or after the elements."""
    _element(key=KEY)
