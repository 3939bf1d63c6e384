"""Draw what a page says: sentence, figures, charts, tables. Text is escaped here, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from calculators.core import words
from calculators.core.answer import Answer, Figure, Part, Share, Table
from calculators.core.charts import Chart
from calculators.export import table as export_table
from ui import state
from ui.elements import chart as plot

VERDICTS = ("pays", "not_yet", "never", "cannot_tell")
COLOURS = {"base": "var(--base)", "alt": "var(--alt)", "soft": "var(--faint)", "free": "none"}
MOST_ROWS = 61
MOST_SIDE_BY_SIDE = 2  # columns of a table with words in the last one, on a phone
PHONE_WIDTH, FIRST_COLUMN, CELL_PADDING = 46, 12, 2  # letters
DECIDES = "What decides it:"  # where every page begins its second line
NO_SPACE_BEFORE = (",", ".", ";", ":")
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
LONGEST_NUMBER = 24  # letters of a number with its unit
# Markdown takes an equation of several lines for a fence that swallows all text behind it.
EQUATION = re.compile(r"\$\$.+?\$\$", re.DOTALL)


def html(markup: str) -> None:
    """Put markup on the page; whoever calls this has escaped every text in it."""
    st.html(markup)


def sentence(parts: Sequence[Part]) -> None:
    """Write the answer in one sentence, beneath it what decides it; on a phone the way to inputs.

    What decides the answer and what to measure next stand in a line of their own and smaller, so
    that the answer is read at a glance.
    """
    said, decided = _parted(parts)
    beneath = f'<p class="be-decides">{_run_on(decided)}</p>' if decided else ""
    jump = '<a class="be-jump" data-panel="inputs">Change the inputs</a>'
    html(f'<p class="be-sentence">{_run_on(said)}</p>{beneath}{jump}')


def _parted(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """Divide a sentence where it begins to say what decides it."""
    said: list[Part] = []
    decided: list[Part] = []
    for part in parts:
        before, mark, after = part.text.partition(DECIDES)
        if decided or mark and not before.strip():
            decided.append(part)
            continue
        said.append(replace(part, text=before.rstrip() if mark else before))
        if mark:
            decided.append(replace(part, text=mark + after))
    return said, decided


def _run_on(parts: Sequence[Part]) -> str:
    return "".join(
        (" " if i and not part.text.startswith(NO_SPACE_BEFORE) else "") + _part(part)
        for i, part in enumerate(parts)
    )


def _part(part: Part) -> str:
    text = escape(part.text)
    if part.style in VERDICTS:
        return f'<span class="be-verdict {part.style}">{text}</span>'
    if part.style == "strong":
        return f"<b>{text}</b>"
    return text if part.style == "plain" else f'<span class="{part.style}">{text}</span>'


def heading(title: str, subtitle: str = "") -> None:
    """Write a heading between cards."""
    html(_heading(title, subtitle))


def deciding(waits: bool) -> Any:
    """Return a place for decisions; pale while they are those before the hand moved."""
    place = st.container(gap="small", key="decided")
    with place:
        html(f'<span class="be-decided{" waits" if waits else ""}" hidden></span>')
    return place


def card_html(title: str, subtitle: str, markup: str) -> None:
    """Put markup into a card with a heading; its texts are escaped already."""
    with st.container(border=True):
        html(_heading(title, subtitle) + markup)


def figures(shown: Sequence[Figure]) -> None:
    """Write figures in equal cards; values too long for a card are refused by the tests."""
    cards = "".join(
        f'<div><p class="label">{escape(f.label)}</p><p class="value">{escape(f.value)}'
        + (f'<span class="unit">{escape(f.unit)}</span>' if f.unit else "")
        + f'</p><p class="note">{escape(f.note)}</p></div>'
        for f in shown
    )
    html(f'<div class="be-figures" style="--n:{len(shown)}">{cards}</div>')


def answer(said: Answer) -> None:
    """Write sentence, figures and notes in the order of every page."""
    sentence(said.sentence)
    figures(said.figures)
    notes(said.notes)


def place() -> Any:
    """Return a place that is filled later: what takes longer to say is sent after the charts."""
    return st.container(gap="small")


def notes(said: Sequence[str]) -> None:
    """Write what must be said beside the figures."""
    place = st.container()
    if said:
        lines = "".join(f"<p>{escape(note)}</p>" for note in said)
        place.html(f'<div class="be-note">{lines}</div>')


def messages() -> None:
    """Write what could not be read or was refused; nothing that was entered is lost."""
    place = st.container()  # always there: what follows must not move when it empties
    found = [*filter(None, [state.too_long_to_share()]), *state.session().messages]
    if found:
        lines = "".join(f"<p>{escape(text)}</p>" for text in found[:20])
        more = f"<p>and {len(found) - 20} more</p>" if len(found) > 20 else ""
        place.html(f'<div class="be-note be-alert" role="alert">{lines}{more}</div>')


def chart(drawn: Chart | None, key: str) -> None:
    """Draw a chart in its card: finding, unit, plot, reading, and the table behind a switch."""
    if drawn is None:
        return
    with st.container(border=True, key=f"card-{key}", gap="small"):
        html(_heading(drawn.title, drawn.subtitle))
        plot.chart(f"plot-{key}", drawn.figure, drawn.alt)
        reading, switch = st.columns([5, 1], vertical_alignment="center")
        with reading:
            html(f'<p class="be-reading">{escape(drawn.reading)}</p>')
        with switch:
            shown = _switch("Table", f"table-{key}")
        if shown:
            rows = list(zip(*drawn.columns.values(), strict=False))
            html(_columns(drawn.columns))
            if len(rows) > MOST_ROWS:
                html(f'<p class="be-subtitle">{MOST_ROWS} of {len(rows)} rows.</p>')
            text = export_table.csv_text([list(drawn.columns), *rows])
            st.download_button(
                "Download CSV", text, f"{key}.csv", "text/csv",
                key=f"csv-{key}", on_click="ignore", type="tertiary",
            )  # fmt: skip


def _switch(label: str, name: str) -> bool:
    return bool(st.toggle(label, key=name, persist_state="session"))


def _heading(title: str, subtitle: str) -> str:
    small = f'<p class="be-subtitle">{escape(subtitle)}</p>' if subtitle else ""
    return f'<h2 class="be-finding">{escape(title)}</h2>{small}'


def _columns(columns: dict[str, Sequence[Any]]) -> str:
    rows = list(zip(*columns.values(), strict=False))[:MOST_ROWS]
    head = "".join(f'<th class="number">{escape(name)}</th>' for name in columns)
    body = "".join(
        "<tr>" + "".join(f'<td class="number">{_cell(value)}</td>' for value in row) + "</tr>"
        for row in rows
    )
    return f'<div class="be-table drawn"><table><thead><tr>{head}</tr></thead>{body}</table></div>'


def _cell(value: Any) -> str:
    return escape(value if isinstance(value, str) else words.number(value))


def table(shown: Table, first: int = 0, key: str = "") -> None:
    """Write a table; beyond the first rows (0: all of them) only while its switch is on."""
    count = len(shown.rows)
    with st.container(border=True):
        html(_heading(shown.title, shown.subtitle))
        part = st.container()
        if 0 < first < count and not _switch(f"All {count} rows", f"all-{key}"):
            shown = replace(shown, rows=shown.rows[:first], bars=shown.bars[:first])
        part.html(_table(shown))


def table_on_demand(label: str, key: str, make: Callable[[], Table]) -> None:
    """Write a long table only while its switch is on; it is not computed before."""
    if _switch(label, f"show-{key}"):
        table(make())


def _table(shown: Table) -> str:
    kinds = ["number" if name in shown.numeric else "" for name in shown.columns]
    head = "".join(
        f'<th class="{kind}">{escape(name)}</th>'
        for name, kind in zip(shown.columns, kinds, strict=True)
    )
    body = ""
    for i, row in enumerate(shown.rows):
        cells = [
            f'<td class="{_kind(kind, text)}" data-head="{escape(name)}">{_cell_text(text)}</td>'
            for text, kind, name in zip(row, kinds, shown.columns, strict=True)
        ]
        if shown.bars:
            cells.insert(1, f'<td class="bar"><i style="--share:{shown.bars[i]:.4f}"></i></td>')
        body += f"<tr>{''.join(cells)}</tr>"
    if shown.bars:
        cut = head.index("</th>") + len("</th>")
        head = head[:cut] + "<th></th>" + head[cut:]
    style = "be-table be-levers" if shown.bars else "be-table"
    if len(kinds) > MOST_SIDE_BY_SIDE and (not kinds[-1] or _width(shown) > PHONE_WIDTH):
        style += " be-stacked"  # on a phone each row is a paragraph: words need the whole width
    return f'<div class="{style}"><table><thead><tr>{head}</tr></thead>{body}</table></div>'


def _kind(kind: str, text: str) -> str:
    """Classes of a cell: a date stays in one line, words among numbers may break."""
    if DATE.fullmatch(text):
        return f"{kind} date".strip()
    return f"{kind} long" if kind and len(text) > LONGEST_NUMBER else kind


def _width(shown: Table) -> int:
    """Letters side by side that a table asks for; the first column may break its lines."""
    cells = zip(shown.columns, *shown.rows, strict=True)
    longest = [max(len(text) for text in column) + CELL_PADDING for column in cells]
    return FIRST_COLUMN + sum(longest[1:])


def _cell_text(text: str) -> str:
    name, _, address = text.rpartition(" ")
    if name and address.startswith("https://"):
        shown = escape(address, quote=True)
        return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{escape(name)}</a>'
    name, dot, detail = text.partition(" · ")
    return f"<b>{escape(name)}</b><small>{escape(detail)}</small>" if dot else escape(text)


def code(title: str, subtitle: str, text: str) -> None:
    """Write lines to copy, with the button that copies them."""
    with st.container(border=True):
        html(_heading(title, subtitle))
        st.code(text, language=None, wrap_lines=True)  # its colours are too pale to read


def divided_bar(title: str, subtitle: str, parts: Sequence[Share]) -> None:
    """Draw one bar divided into its parts, with labels beneath."""
    bars = "".join(
        f'<i class="{p.role}" style="--share:{p.share:.4f};--colour:{COLOURS[p.role]}"></i>'
        for p in parts
    )
    labels = "".join(
        f'<p style="--share:{p.share:.4f}"><b>{escape(p.size)}</b>{escape(p.name)}</p>'
        for p in parts
    )
    said = escape(", ".join(f"{p.name} {p.size}" for p in parts), quote=True)
    with st.container(border=True):
        bar = (
            f'<div class="be-memory" role="img" aria-label="{said}"><div class="bars">{bars}</div>'
        )
        bar += f'<div class="labels">{labels}</div></div>'
        html(_heading(title, subtitle) + (bar if parts else ""))


def monday(items: Sequence[Any]) -> None:
    """Write what to do on Monday: gain, title, text and work of each item."""
    cards = "".join(
        f'<div><p class="gain {escape(i.sign)}">{escape(i.gain)}<span class="unit">'
        f"{escape(i.unit)}</span></p><div><h3>{escape(i.title)}</h3><p>{escape(i.text)}</p>"
        f'<p class="work">{escape(i.work)}</p></div></div>'
        for i in items
    )
    html(f'<div class="be-monday" style="--n:{max(len(items), 1)}">{cards}</div>')


def method(text: str) -> None:
    """Fold the equations, their limits and references under "How this is computed"."""
    folded_text("How this is computed", text, "method")


def folded_text(title: str, text: str, key: str) -> None:
    """Fold Markdown under a title."""
    place = st.expander(title, key=key, on_change="rerun")
    if place.open:  # what is folded is not drawn
        with place:
            st.markdown(EQUATION.sub(lambda found: found[0].replace("\n", " "), text))
