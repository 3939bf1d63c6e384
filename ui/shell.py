"""What stands on every page: navigation, the runway live, share, export, and the address."""

from __future__ import annotations

from contextlib import AbstractContextManager
from html import escape

import streamlit as st

from calculators import presets
from calculators.answers.headline import headline
from calculators.export import table as export_table
from ui import show, state
from ui.elements.address import address, theme
from ui.style import style

PAGES = (
    ("Plan", "pages/overview.py", "Overview", ""),
    ("Plan", "pages/runway.py", "Runway", "runway"),
    ("Plan", "pages/start.py", "Start with your own numbers", "start"),
    ("Plan", "pages/assumptions.py", "Assumptions", "assumptions"),
    ("Variable costs", "pages/compute.py", "Compute", "compute"),
)
WIDE = (1, 2.3)  # inputs at the left, charts at the right


def navigate() -> None:
    """Route to the page that was asked for; called by app.py alone."""
    st.set_page_config(page_title="Breakeven", page_icon=":material/balance:", layout="wide")
    groups: dict[str, list[st.Page]] = {}  # type: ignore[valid-type]
    for group, path, title, address_part in PAGES:
        first = not address_part
        page = st.Page(path, title=title, url_path=address_part, default=first)
        groups.setdefault(group, []).append(page)
    chosen = st.navigation(groups, expanded=True)
    state.begin_run()
    style()
    state.open_address()
    chosen.run()
    _sidebar()
    address(state.query(), lambda _: None)
    show.html(f'<span data-be-generation="{state.session().runs}" hidden></span>')


def guard() -> None:
    """Send a page that was reached without app.py through it: the first link of a fresh server."""
    if not state.routed():
        st.navigation([st.Page("pages/overview.py")])
        st.rerun()


def title(group: str, name: str, question: str) -> None:
    """Write the title and the question of a page; on a phone the runway beside it."""
    line = headline(state.evaluation())
    brief = f"Runway <b>{escape(line.brief)}</b>"
    show.html(
        f'<div class="be-title"><p class="be-group">{escape(group)}</p>'
        f"<h1>{escape(name)} <span>{escape(question)}</span></h1>"
        f'<p class="be-brief">{brief}</p></div>'
    )
    show.messages()


def columns() -> tuple[AbstractContextManager[object], AbstractContextManager[object]]:
    """Return the two columns of a page: inputs and charts."""
    with st.container(key="columns"):
        inputs, charts = st.columns(WIDE, gap="small")
    return inputs.container(key="inputs", gap="small"), charts


def halves() -> tuple[AbstractContextManager[object], AbstractContextManager[object]]:
    """Return two columns for two charts side by side."""
    left, right = st.columns((1.25, 1), gap="small")
    return left, right


def folded(label: str) -> AbstractContextManager[object]:
    """Return a place that is folded until it is asked for."""
    return st.expander(label)


def example_chip() -> None:
    """Say that this is an example, while it is one, and how to leave it."""
    if state.session().scenario is state.base().scenario:
        story = escape(state.base().story)
        show.html(
            f'<p class="be-chip">This is an example: {story} '
            '<a data-page="start">Start with your own numbers</a></p>'
        )


def theme_name() -> str:
    """Return "light" or "dark"."""
    return theme()


def _sidebar() -> None:
    line = headline(state.evaluation())
    warn = " warn" if line.warn else ""
    with st.sidebar:
        show.html(
            f'<div class="be-runway{warn}"><p class="name">{escape(line.name)}</p>'
            f'<p class="label">Runway</p><p class="value">{escape(line.runway_value)}'
            f'<span class="unit">{escape(line.runway_unit)}</span></p>'
            f"<p>{escape(line.cash_out_label)} <b>{escape(line.cash_out)}</b></p>"
            f'<p class="planned">{escape(line.with_planned)}</p></div>'
        )
        with st.container(horizontal=True, gap="small", key="tools"):
            _share()
            _export()
            undone = not state.session().undo
            st.button("Undo", icon=":material/undo:", type="tertiary", on_click=state.undo,
                      disabled=undone, key="undo")  # fmt: skip
            st.button("Reset", icon=":material/restart_alt:", type="tertiary",
                      on_click=state.reset_all, key="reset")  # fmt: skip
        names = {key: preset.name for key, preset in presets.PRESETS.items()}
        st.selectbox(
            "Example", list(names), format_func=lambda key: names[key],
            index=list(names).index(state.session().base), key=f"example-{state.session().base}",
            on_change=_example_chosen,
        )  # fmt: skip


def _example_chosen() -> None:
    state.choose_example(str(state.widget_value(f"example-{state.session().base}")))


def _share() -> None:
    with st.popover("Share", icon=":material/link:", type="tertiary"):
        st.caption("The link carries the whole plan; nothing is stored.")
        st.code(f"{state.server_address()}?{state.query()}", language=None, wrap_lines=True)


def _export() -> None:
    with st.popover("Export", icon=":material/download:", type="tertiary"):
        exports = (
            ("Plan by month, CSV", "plan.csv", "text/csv", export_table.plan_csv),
            ("Assumptions, CSV", "assumptions.csv", "text/csv", export_table.assumptions_csv),
            ("Everything, JSON", "plan.json", "application/json", export_table.plan_json),
        )
        here = state.session()
        result, start = state.evaluation(), state.base()
        for label, name, kind, write in exports:
            st.download_button(
                label, lambda write=write: write(result, start), name, kind, key=f"export-{name}",
                on_click="ignore", type="tertiary",
            )  # fmt: skip
        st.caption(f"{here.scenario.plan.name}. JSON opens again on Start with your own numbers.")
