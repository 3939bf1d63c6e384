"""Where a practice comes from, beside this plan: the last table of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calculators.core import words
from calculators.core.answer import Table


def context(
    subtitle: str,
    rows: Sequence[Sequence[str]],
    columns: Sequence[str] = ("What it takes", "There", "Here"),
    numeric: Sequence[str] = (),
) -> Table:
    """Return the table of what justifies a practice there, and what is here."""
    title = "Does your context resemble the one it comes from?"
    return Table(title=title, subtitle=subtitle, columns=columns, rows=rows, numeric=numeric)


def context_in_size(subtitle: str, rows: Sequence[Sequence[str]]) -> Table:
    """Return the table of a practice that comes from a larger scale; rows by `compared`."""
    return context(subtitle, rows, ("What", "Here", "There", "Alike"), numeric=("Here", "There"))


def compared(
    what: str, here: float, there: float, said: Callable[[float], str] = words.number
) -> list[str]:
    """Return a size here beside the one there, and how far apart they are."""
    alike = "resembles it" if here >= there else "no, there is none"
    if 0 < here < there:
        alike = f"no, {words.number(there / here)} times smaller"
    return [what, said(here), said(there), alike]
