"""Everything that a page says, and what holds of it whatever the plan."""

from __future__ import annotations

import json
import re

HOLES = re.compile(r"\b(nan|inf|None)\b|\s\s|!")
THEMES = ("light", "dark")
WIDEST_VALUE = 12  # letters of a figure's value that stay in one line on a phone


def drawn(makes, *plan):
    """Return the charts of a page in light and dark; what has nothing to draw is left out."""
    charts = [make(*plan, theme) for make in makes for theme in THEMES]
    return [chart for chart in charts if chart is not None]


def plotted(app):
    """Return the figures that a page sent to the browser, as JSON text."""
    sent = (block.proto for block in app.get("bidi_component"))
    return [json.loads(s.json)["figure"] for s in sent if s.component_name == "breakeven_chart"]


def texts(answer, tables=(), charts=(), widest=WIDEST_VALUE):
    """Return every text of a page, checked to fit its place; tables that are None are left out."""
    found = [part.text for part in answer.sentence] + list(answer.notes)
    for figure in answer.figures:
        found += [figure.label, figure.value, figure.unit, figure.note]
        assert len(figure.value) <= widest, figure.value
    for table in (table for table in tables if table is not None):
        found += [table.title, table.subtitle, *table.columns]
        found += [cell for row in table.rows for cell in row]
        assert all(len(row) == len(table.columns) for row in table.rows), table.title
        assert set(table.numeric) <= set(table.columns), table.title
        assert len(table.bars) in (0, len(table.rows)), table.title
        assert all(0 <= bar <= 1 for bar in table.bars), table.title
    for chart in charts:
        json.dumps(chart.figure, allow_nan=False)
        found += [chart.title, chart.subtitle, chart.reading, chart.alt]
        assert repeated(chart) == [], chart.alt
    return found


def repeated(chart):
    """Return what somebody who hears a chart described would hear twice."""
    sentences = [s.strip(" .").lower() for s in re.split(r"(?<=\.)\s", chart.alt)]
    twice = [s for s in sentences if sentences.count(s) > 1]
    title = chart.title.lower()
    return [*twice, title] if title in chart.reading.lower() else twice


def holes(found):
    """Return the texts that show a hole where a word or a number should be."""
    return [text for text in found if HOLES.search(text)]
