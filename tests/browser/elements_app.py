"""Small app that shows every element and every class of the style sheet, for the tests."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from ui.elements.address import address, theme
from ui.elements.panel import Change, answering, left_out, may_leave_out, panel
from ui.style import style

EXAMPLE: dict[str, Any] = {
    "queries": 4.2e6,
    "peak": 2.6,
    "cached": 0.18,
    "growth": 0.048,
    "price": 2.99,
    "retries": None,
    "replicas": 40,
    "model": "small",
    "owned": False,
    "name": "Support <b>assistant</b>",
    "start": "2026-12",
    "day": [float(1 + hour % 12) for hour in range(24)],
}

GALLERY_TEXT = (Path(__file__).parent / "gallery.html").read_text(encoding="utf-8")
STATE = st.session_state
st.set_page_config(page_title="Elements", layout="wide")
if "plan" not in STATE:
    given = st.query_params.get("queries")
    STATE.plan = EXAMPLE | ({"queries": float(given)} if given else {})
    STATE.ranges, STATE.log, STATE.calls, STATE.themes, STATE.left_out = {}, [], 0, [], []
    STATE.runs = 0


def changed(changes: list[Change]) -> None:
    """Take edits; every one of them is kept in a log that the tests read."""
    STATE.calls += 1
    for change in changes:
        STATE.log.append(asdict(change))
        if change.action == "set":
            STATE.plan[change.path] = change.value
        elif change.action == "reset":
            STATE.plan[change.path] = EXAMPLE[change.path]
            STATE.ranges[change.path] = None
        elif change.action == "range":
            STATE.ranges[change.path] = None if change.low is None else (change.low, change.high)


def number(
    path: str, label: str, low: float, high: float, step: float, **more: Any
) -> dict[str, Any]:
    """Description of one number of the example plan."""
    described = {"kind": "number", "path": path, "label": label, "low": low, "high": high}
    described |= {
        "step": step,
        "value": STATE.plan[path],
        "bounds": (0.0, 1e9),
        "help": f"What {label} is.\nSource: none.",
    }
    described |= {
        "changed": STATE.plan[path] != EXAMPLE[path],
        "default_text": f"to {EXAMPLE[path]}",
    }
    return described | {"tick": EXAMPLE[path]} | more


def inputs() -> None:
    """Draw the panel with one input of each kind."""
    plan = STATE.plan
    demand = [
        number(
            "queries",
            "Queries a month",
            5e5,
            5e7,
            1e5,
            log=True,
            whole=True,
            unit="queries/month",
            suffix="",
        ),
        number("peak", "Peak against mean", 1.0, 10.0, 0.1, unit="ratio"),
        number("cached", "Answered from a cache", 0.0, 1.0, 0.01, unit="share", bounds=(0.0, 1.0)),
        number("growth", "Growth a month", 0.0, 0.2, 0.001, unit="share", bounds=(-0.5, 1.0)),
    ]
    machine = [
        {
            "kind": "choice",
            "path": "model",
            "label": "Model",
            "value": plan["model"],
            "changed": plan["model"] != "small",
            "help": "Which model answers.",
            "options": [
                {
                    "value": "small",
                    "label": "Llama 3.1 8B",
                    "note": "16 GB of weights",
                    "group": "Open",
                },
                {"value": "large", "label": "Llama 3.1 70B", "group": "Open"},
                {"value": "api", "label": "An API <i>", "group": "Bought"},
            ],
        },
        number(
            "price",
            "Price an hour",
            1.0,
            10.0,
            0.01,
            unit="USD/h",
            range=STATE.ranges.get("price"),
            doubt=(0.7, 1.6),
        ),
        number(
            "retries",
            "Measured retries",
            0.0,
            0.5,
            0.01,
            unit="share",
            bounds=(0.0, 1.0),
            optional=True,
            placeholder="not measured",
            tick=None,
            range=STATE.ranges.get("retries"),
        ),
        number("replicas", "Replicas", 1, 200, 1, whole=True, bounds=(1, 500)),
    ]
    more = [
        {"kind": "switch", "path": "owned", "label": "Machines are ours", "value": plan["owned"]},
        {"kind": "text", "path": "name", "label": "Name", "value": plan["name"], "maxlength": 60},
        {
            "kind": "month",
            "path": "start",
            "label": "First month",
            "value": plan["start"],
            "bounds": ("2020-01", "2050-12"),
            "changed": plan["start"] != "2026-12",
        },
        {
            "kind": "series",
            "path": "day",
            "label": "Load by hour",
            "value": plan["day"],
            "count": 24,
            "bounds": (0.0, None),
        },
    ]
    actions = [
        {"id": "add", "label": "Add a machine"},
        {"id": "drop", "label": "Remove", "danger": True},
    ]
    panel(
        "demand",
        [
            {"title": "Demand", "inputs": demand, "note": "From the last <b>full</b> month."},
            {"title": "Machine", "inputs": machine, "more": more, "actions": actions},
        ],
        changed,
    )


GALLERY = dict(
    re.findall(
        r"^<!-- (\w+)(?::[^>]*)? -->\n(.*?)(?=^<!-- |\Z)", GALLERY_TEXT, re.DOTALL | re.MULTILINE
    )
)


def first() -> None:
    """Page with the panel and one of everything."""
    for part in ("title", "chip", "sentence", "figures"):
        st.html(GALLERY[part])
    STATE.runs += 1
    left_out(late)
    left, right = st.columns([1, 2.3], gap="small")
    with left, st.container(key="inputs"):
        inputs()
    with right:
        for part in ("decisions", "levers", "memory", "chart"):
            with st.container(border=True):
                st.html(GALLERY[part])
        st.toggle("Table", value=True)
        for part in ("monday", "note"):
            st.html(GALLERY[part])
    time.sleep(float(st.query_params.get("slow", 0)))
    said("log", f"{len(STATE.log)} {STATE.calls}")
    said("queries", STATE.plan["queries"])
    said("replicas", STATE.plan["replicas"])
    said("runs", STATE.runs)


def late() -> None:
    """Part of the page that may be left out."""
    STATE.left_out.append(may_leave_out())
    said("left_out", " ".join(map(str, STATE.left_out)))


def second() -> None:
    """Page that is only there to be visited."""
    st.html('<div class="be-title"><h1>Second</h1></div><a data-page="first">back</a>')


def said(name: str, text: object) -> None:
    """Write something for the tests to read."""
    st.html(f'<pre class="{name}">{text}</pre>')


style()
with st.sidebar:
    st.html(GALLERY["runway"])
    st.button("Share", type="tertiary", icon=":material/link:")
PAGES = {
    "Plan": [st.Page(first, title="First", url_path="first", default=True)],
    "Other": [st.Page(second, title="Second", url_path="second")],
}
with answering():
    st.navigation(PAGES, expanded=True).run()
shared = {"queries": f"{STATE.plan['queries']:g}", "name": STATE.plan["name"]}
address(urlencode(shared), STATE.themes.append)
said("theme", f"{theme()} {','.join(STATE.themes)}")
said("last", STATE.log[-1] if STATE.log else "")
