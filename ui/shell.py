"""What stands on every page: navigation, the runway live, share, export, and the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from copy import copy
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from calculators import presets
from calculators.answers.headline import headline
from calculators.core.cost_line import Lens
from calculators.export import table as export_table
from ui import show, state
from ui.elements.address import address, theme
from ui.style import style

PAGES = (
    ("Plan", "pages/overview.py", "Overview", ""),
    ("Plan", "pages/decisions.py", "All decisions", "decisions"),
    ("Plan", "pages/runway.py", "Runway", "runway"),
    ("Plan", "pages/start.py", "Start with your own numbers", "start"),
    ("Plan", "pages/assumptions.py", "Assumptions", "assumptions"),
    ("Variable costs", "pages/compute.py", "Compute", "compute"),
    ("Variable costs", "pages/bandwidth.py", "Bandwidth", "bandwidth"),
    ("Variable costs", "pages/operations.py", "Operations", "operations"),
    ("Fixed costs", "pages/hardware.py", "Hardware", "hardware"),
    ("Fixed costs", "pages/training.py", "Training", "training"),
    ("Fixed costs", "pages/team.py", "Team", "team"),
    ("Choices", "pages/cloud-or-own.py", "Cloud or own machines", "cloud-or-own"),
    ("Choices", "pages/spot.py", "Spot", "spot"),
    ("Choices", "pages/commitments.py", "Commitments", "commitments"),
    ("Choices", "pages/prices.py", "Prices", "prices"),
    ("Choices", "pages/api.py", "API or self-hosted", "api"),
    ("Choices", "pages/model-size.py", "Size and shape of models", "model-size"),
    ("Choices", "pages/server-or-cluster.py", "One server or a cluster", "server-or-cluster"),
    ("Choices", "pages/build-or-buy.py", "Build, buy or open source", "build-or-buy"),
    ("Practices", "pages/retraining.py", "Continuous retraining", "retraining"),
    ("Practices", "pages/fine-tuning.py", "Embedding fine-tuning", "fine-tuning"),
    ("Practices", "pages/accuracy.py", "A point of accuracy", "accuracy"),
    ("Practices", "pages/near-duplicates.py", "Near-duplicates", "near-duplicates"),
    ("Practices", "pages/vector-database.py", "Vector database", "vector-database"),
)
ICON = str(Path(__file__).resolve().parents[1] / "static" / "icon.svg")  # others come from outside
LENS_NAMES = {Lens.CASH: "Cash, when paid", Lens.ACCOUNTING: "Spread over use"}
WIDE = (1, 2.3)  # inputs at the left, charts at the right


def navigate() -> None:
    """Route to the page that was asked for; called by app.py alone."""
    st.set_page_config(page_title="Breakeven", page_icon=ICON, layout="wide")
    chosen = st.navigation(_pages(), expanded=True)
    with state.run():
        style()
        state.open_address()
        chosen.run()
    _sidebar()
    address(state.address_query(), lambda _: None)
    show.html(f'<span data-be-generation="{state.session().runs}" hidden></span>')


def _pages() -> dict[str, list[st.Page]]:
    """Return the pages by group: copies, for a run marks the page that it may call."""
    groups: dict[str, list[st.Page]] = {}
    for group, page in _made():
        groups.setdefault(group, []).append(copy(page))
    return groups


@cache
def _made() -> tuple[tuple[str, st.Page], ...]:
    """Return every page with its group; each asks the disk for its file, so they are made once."""
    return tuple(
        (group, st.Page(path, title=name, url_path=address, default=not address))
        for group, path, name, address in PAGES
    )


def guard() -> None:
    """Send a page that was reached without app.py through it: the first link of a fresh server.

    Until ``st.navigation`` has been called once in the process, Streamlit runs the file of a page
    alone; the call switches that off for good.
    """
    if not state.routed():
        st.navigation(_pages())
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


def columns(
    name: str = "inputs",
) -> tuple[AbstractContextManager[object], AbstractContextManager[object]]:
    """Return the two columns of a page: inputs and charts."""
    inputs, charts = st.columns(WIDE, gap="small")
    return inputs.container(key=name, gap="small"), charts


def halves() -> tuple[AbstractContextManager[object], AbstractContextManager[object]]:
    """Return two columns for two charts side by side."""
    left, right = st.columns((1.25, 1), gap="small")
    return left, right


def folded(label: str, draw: Callable[[], None]) -> None:
    """Draw a part of the page only while it is unfolded."""
    with st.container(key="inputs"):  # where "Change the inputs" leads
        place = st.expander(label, key=f"folded-{label}", on_change="rerun")
    if place.open:
        with place:
            draw()


def choose(label: str, names: Sequence[str], first: int) -> int:
    """Draw a choice of what is shown, no input of the plan; return the place of the one chosen."""
    if not names[1:]:
        return 0
    chosen = st.selectbox(
        label, range(len(names)), index=first, format_func=names.__getitem__,
        key=f"choose-{label}-{len(names)}", persist_state="session",
    )  # fmt: skip
    return int(chosen or 0)


def example_chip() -> None:
    """Say that this is an example, or one that was changed, and how to leave it."""
    place = st.container()  # always there: what follows must not move when it empties
    if state.is_from_example():
        story = escape(state.base().story)
        said = "This is an example" if state.is_example() else "Changed from an example"
        place.html(
            f'<p class="be-chip">{said}: {story} '
            '<a data-page="start">Start with your own numbers</a></p>'
        )


def use_button(label: str, take: Callable[[], None]) -> None:
    """Draw the main button of a page."""
    st.button(label, type="primary", on_click=take, key="use")


def plan_file() -> None:
    """Draw the place where an exported plan is opened again; larger files are refused unread."""
    file = st.file_uploader(
        "Or open an exported plan", type="json", max_upload_size=1, key="plan-file",
        help="JSON exported from here; at most 1 MB.",
    )  # fmt: skip
    if file is not None and state.is_new_file(file.file_id):
        state.open_plan(file, file.size)
        st.rerun()


def today() -> date:
    """Return the day on which the age of a source is counted."""
    return date.today()


def ledger_filter(kinds: Sequence[str]) -> tuple[str, list[str]]:
    """Draw the filter of the ledger; return its text and the kinds that were chosen."""
    text = st.text_input(
        "Find an input", key="ledger-text", placeholder="cash, tokens, GPU …",
        persist_state="session",
    )  # fmt: skip
    chosen = st.pills(
        "Show only", list(kinds), selection_mode="multi", key="ledger-kinds",
        persist_state="session",
    )  # fmt: skip
    return text or "", list(chosen or [])


def price_filter(
    kinds: Sequence[str], marks: Sequence[str], providers: Sequence[str]
) -> tuple[str, list[str], list[str], str]:
    """Draw the filter of the prices; return text, kinds, marks and provider ("" is any)."""
    text = st.text_input(
        "Find a price", key="price-text", placeholder="H100, egress, gpt …",
        persist_state="session",
    )  # fmt: skip
    provider = st.selectbox(
        "Provider", list(providers), index=None, key="price-provider", placeholder="any",
        persist_state="session",
    )  # fmt: skip
    chosen = st.pills("Show only", list(kinds), selection_mode="multi", key="price-kinds",
                      persist_state="session")  # fmt: skip
    marked = st.pills("Marked", list(marks), selection_mode="multi", key="price-marks",
                      persist_state="session")  # fmt: skip
    return text or "", list(chosen or []), list(marked or []), provider or ""


def lens() -> Lens:
    """Draw the switch between the two lenses on cost; return the one that is chosen."""
    chosen = st.segmented_control(
        "Costs", list(Lens), format_func=LENS_NAMES.__getitem__, default=Lens.CASH, required=True,
        key="lens", persist_state="session", label_visibility="collapsed",
        help="Runway is in cash. Unit costs spread what is owned over its life.",
    )  # fmt: skip
    return Lens(chosen or Lens.CASH)


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
            st.button("Undo", type="tertiary", on_click=state.undo, disabled=undone, key="undo")
            st.button("Reset", type="tertiary", on_click=state.reset_all, key="reset")
        # The whole name stands above; what follows its comma would be cut off here.
        names = {key: preset.name.partition(",")[0] for key, preset in presets.PRESETS.items()}
        st.selectbox(
            "Example", list(names), format_func=lambda key: names[key],
            index=list(names).index(state.session().base), key=f"example-{state.session().base}",
            on_change=_example_chosen,
        )  # fmt: skip


def _example_chosen() -> None:
    state.choose_example(str(state.widget_value(f"example-{state.session().base}")))


def _share() -> None:
    place = st.popover("Share", type="tertiary", key="share", on_change="rerun")
    if not place.open:
        return
    with place:
        too_long = state.too_long_to_share()
        if too_long:
            st.caption(too_long)
            _plan_button("Everything, JSON", "shared-plan.json")
            return
        st.caption("The link carries the whole plan; nothing is stored.")
        st.code(f"{state.server_address()}?{state.query()}", language=None, wrap_lines=True)


def _plan_button(label: str, key: str) -> None:
    result, start = state.evaluation(), state.base()
    st.download_button(
        label, lambda: export_table.plan_json(result, start), "plan.json", "application/json",
        key=f"export-{key}", on_click="ignore", type="tertiary",
    )  # fmt: skip


def _export() -> None:
    place = st.popover("Export", type="tertiary", key="export", on_change="rerun")
    if not place.open:
        return
    with place:
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
