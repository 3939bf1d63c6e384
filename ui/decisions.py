"""All decisions on one axis: today over its break-even, so that the right of the line pays."""

from __future__ import annotations

from html import escape
from typing import Any

from calculators.answers.verdict_words import VERDICT_NAMES, simpler_lead
from ui import show


def panel(board: Any) -> None:
    """Draw the decisions that pay or turn within the plan; the rest is counted."""
    head = _head(board.ticks, "Runway if adopted now")
    rows = "".join(_row(row) for row in board.rows)
    show.card_html(
        board.title,
        board.subtitle,
        f'<div class="be-panel" role="table">{head}{rows}</div><p class="be-reading">'
        f'{escape(board.rest)} <a data-page="decisions">{escape(board.more)}</a></p>',
    )


def everything(listing: Any) -> None:
    """Draw every decision that is listed, under the headings of its groups."""
    head = _head(listing.ticks, "What would turn it", "Runway if adopted now")
    shown = "".join(_group(group) for group in listing.groups)
    show.card_html(
        listing.title,
        listing.subtitle,
        f'<div><div class="be-panel full" role="table">{head}</div>{shown}</div>',
    )


def _group(group: Any) -> str:
    rows = "".join(_row(listed.row, listed) for listed in group.rows)
    table = f'<div class="be-panel full" role="table">{rows}</div>'
    if not group.name:
        return table
    return (
        f'<details class="be-stage"{" open" if group.open else ""}>'
        f"<summary>{escape(group.name)} · {len(group.rows)}</summary>{table}</details>"
    )


def _head(ticks: Any, *after: str) -> str:
    marks = "".join(
        f'<i class="{"here" if tick.here else ""}" style="--x:{tick.x:.4f}">{escape(tick.text)}</i>'
        for tick in ticks
    )
    names = "".join(f'<span role="columnheader">{escape(name)}</span>' for name in after)
    return (
        '<div class="head" role="row"><span role="columnheader">Decision</span>'
        '<span role="columnheader">Verdict</span>'
        f'<span class="axis" role="columnheader">{marks}</span>{names}</div>'
    )


def _row(row: Any, listed: Any = None) -> str:
    side = "right" if row.pays_right else "left"
    axis = _axis(row) if row.why == "" else f'<span class="why">{escape(row.why)}</span>'
    none = "" if row.why == "" else " none"
    return (
        f'<div class="row {side} {row.verdict}" role="row"><div class="decision" role="cell">'
        f"<b>{escape(row.label)}</b><small>{_topic(listed)}{escape(row.detail)}</small></div>"
        f'<div role="cell"><span class="be-verdict {row.verdict}">'
        f'{VERDICT_NAMES[row.verdict]}</span></div><div class="axis{none}" role="cell">{axis}</div>'
        f"{_turn(row, listed) if listed else ''}"
        f'<div class="runway" role="cell"{_hint(row, listed)}>'
        f"{escape(row.runway_verb)} <b>{escape(row.runway_size)}</b>"
        f"{_work(row, listed)}</div></div>"
    )


def _topic(listed: Any) -> str:
    if listed is None:
        return ""
    address = escape(listed.address, quote=True)
    return f'<a data-page="{address}">{escape(listed.topic)}</a> · '


def _turn(row: Any, listed: Any) -> str:
    lead = simpler_lead(row.verdict)
    simpler = f"<small>{lead}: {escape(row.simpler)}</small>" if listed.waits else ""
    return (
        f'<div class="turn" role="cell">{escape(listed.turning)}'
        f"<small>Measure: {escape(listed.signal)}</small>{simpler}</div>"
    )


def _hint(row: Any, listed: Any) -> str:
    return "" if listed else f' title="{escape(row.signal, quote=True)}"'


def _work(row: Any, listed: Any) -> str:
    if listed is None:
        return ""
    lines = filter(None, (listed.other_rule, row.weeks))
    return "".join(f"<small>{escape(line)}</small>" for line in lines)


def _axis(row: Any) -> str:
    return (
        f'<i class="tail" style="--from:{row.x_dot:.4f};--to:{row.x_tail_end:.4f}"></i>'
        f'<i class="end" style="--x:{row.x_tail_end:.4f}"></i>'
        f'<i class="cross" style="--x:{row.x_cross:.4f}"></i>'
        f'<i class="dot" style="--x:{row.x_dot:.4f}"></i>'
        f'<span class="at" style="--x:{row.x_cross:.4f}">{escape(row.crossing_text)}</span>'
        f'<span class="today" style="--x:{row.x_dot:.4f}">{escape(row.today_text)}</span>'
    )
