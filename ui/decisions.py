"""All decisions on one axis: today over its break-even, so that the right of the line pays."""

from __future__ import annotations

from html import escape
from typing import Any

from ui import show

VERDICT_WORDS = {
    "pays": "Pays",
    "not_yet": "Not yet",
    "never": "Never",
    "cannot_tell": "Cannot tell",
}


def panel(board: Any) -> None:
    """Draw the decisions that pay or turn within the plan; the rest is counted."""
    ticks = "".join(
        f'<i class="{"here" if tick.here else ""}" style="--x:{tick.x:.4f}">{escape(tick.text)}</i>'
        for tick in board.ticks
    )
    head = (
        '<div class="head" role="row"><span role="columnheader">Decision</span>'
        '<span role="columnheader">Verdict</span>'
        f'<span class="axis" role="columnheader">{ticks}</span>'
        '<span role="columnheader">Runway if adopted now</span></div>'
    )
    rows = "".join(_row(row) for row in board.rows)
    show.card_html(
        board.title,
        board.subtitle,
        f'<div class="be-panel" role="table">{head}{rows}</div><p class="be-reading">'
        f"{escape(board.rest)}</p>",
    )


def _row(row: Any) -> str:
    side = "right" if row.pays_right else "left"
    axis = _axis(row) if row.why == "" else f'<span class="why">{escape(row.why)}</span>'
    none = "" if row.why == "" else " none"
    return (
        f'<div class="row {side} {row.verdict}" role="row"><div class="decision" role="cell">'
        f"<b>{escape(row.label)}</b><small>{escape(row.detail)}</small></div>"
        f'<div role="cell"><span class="be-verdict {row.verdict}">'
        f'{VERDICT_WORDS[row.verdict]}</span></div><div class="axis{none}" role="cell">{axis}</div>'
        f'<div class="runway" role="cell" title="{escape(row.signal, quote=True)}">'
        f"{escape(row.runway_verb)} <b>{escape(row.runway_size)}</b></div></div>"
    )


def _axis(row: Any) -> str:
    return (
        f'<i class="tail" style="--from:{row.x_dot:.4f};--to:{row.x_tail_end:.4f}"></i>'
        f'<i class="end" style="--x:{row.x_tail_end:.4f}"></i>'
        f'<i class="cross" style="--x:{row.x_cross:.4f}"></i>'
        f'<i class="dot" style="--x:{row.x_dot:.4f}"></i>'
        f'<span class="at" style="--x:{row.x_cross:.4f}">{escape(row.crossing_text)}</span>'
        f'<span class="today" style="--x:{row.x_dot:.4f}">{escape(row.today_text)}</span>'
    )
