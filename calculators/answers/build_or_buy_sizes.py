"""Tables of the page on tools by size: cheapest levels by models, and where each one changes."""

from __future__ import annotations

import numpy as np

from calculators.answers.build_or_buy_facts import OnTools
from calculators.choices import build_vs_buy_mix as mix
from calculators.choices.build_vs_buy_inputs import LEVEL_LABELS, Tool
from calculators.choices.build_vs_buy_terms import Size
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.units import QUERIES_OF_A_PRICE, first

SIZES = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)  # models
TENFOLD = 10.0
PARTS = {  # of the size: how many of the unit that is said make one of it, and that unit
    "models": (1.0, "models"),
    "people": (1.0, "people"),
    "thousands": (QUERIES_OF_A_PRICE, "queries a month"),
}


def strip_table(o: OnTools) -> Table | None:
    """Return the cheapest level of each tool by models, and where it changes."""
    if not o.rows:
        return None
    heads = [words.number(x, "models") for x in SIZES]
    return Table(
        title="The cheapest mix by number of models",
        subtitle=f"Cheapest level of each tool, {_footing(o)}; people and queries as today",
        columns=("Tool", "In the plan", "Best today", *heads),
        rows=[_strip(o, i) for i in range(len(o.rows))],
    )


def _strip(o: OnTools, i: int) -> list[str]:
    row = o.rows[i]
    here, *at = mix.cheapest(o.p, row, o.at(np.array([first(o.p.models), *SIZES])), o.worth)
    return [
        o.names[i],
        LEVEL_LABELS[row.level],
        LEVEL_LABELS[here],
        *(LEVEL_LABELS[level] for level in at),
    ]


def _footing(o: OnTools) -> str:
    """Return what the cheapest is counted with."""
    return f"set-up and leaving of what is not in use over {words.months(o.p.kept_months)}"


def changes_table(o: OnTools) -> Table | None:
    """Return at how many models, people and queries the cheapest level of each tool changes."""
    if not o.rows:
        return None
    ends = [f"{words.number(o.reaches[part] * unit, name)}" for part, (unit, name) in PARTS.items()]
    return Table(
        title="Where the cheapest mix changes",
        subtitle="One quantity alone moves, the others stay as today; looked at up to "
        f"{', '.join(ends[:-1])} and {ends[-1]}",
        columns=("Tool", "Best today", "By models", "By people", "By queries a month"),
        rows=[
            [
                name,
                LEVEL_LABELS[mix.cheapest(o.p, row, o.size, o.worth)[0]],
                *(_path(o, row, part) for part in PARTS),
            ]
            for name, row in zip(o.names, o.rows, strict=True)
        ],
    )


def _path(o: OnTools, row: Tool, part: str) -> str:
    """Return the cheapest level as a quantity grows: ``scripts, managed from 3.82``."""
    begin, *found = o.changes(row, part)
    unit, _ = PARTS[part]
    later = [f"{LEVEL_LABELS[c.level]} from {words.number(c.at * unit)}" for c in found]
    return ", ".join([LEVEL_LABELS[begin.level], *later]) if later else "does not change"


def growth_table(o: OnTools) -> Table | None:
    """Return the cheapest level of each tool when one quantity alone is ten times as large."""
    if not o.rows:
        return None
    s, ten = o.size, TENFOLD
    sizes = Size(
        people=s.people * np.array([1, ten, 1, 1, ten]),
        models=s.models * np.array([1, 1, ten, 1, ten]),
        thousands=s.thousands * np.array([1, 1, 1, ten, ten]),
    )
    total = mix.cheapest_mix(o.p, o.rows, sizes, o.worth).tolist()
    return Table(
        title="What ten times as much would change",
        subtitle="Cheapest level of each tool; each column multiplies one quantity alone by ten",
        columns=("Tool", "Today", "People", "Models", "Queries", "All three"),
        rows=[
            *([name, *(LEVEL_LABELS[level] for level in mix.cheapest(o.p, row, sizes, o.worth))]
              for name, row in zip(o.names, o.rows, strict=True)),
            ["The cheapest mix", *(words.money(cost, "month") for cost in total)],
        ],
    )  # fmt: skip
