"""The generated reference page of the prices: every row, and how a row is brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from itertools import groupby

from calculators import catalog
from calculators.catalog.price_rows import STALE_DAYS, PriceRow, price_rows
from calculators.core import words

DrawTable = Callable[[Sequence[str], Sequence[Sequence[str]]], str]
FOLDER = "calculators/catalog"
INTRODUCTION = f"""# Every price

Generated from `{FOLDER}` by `make docs`. Nothing is fetched when a page opens: these files are the
prices, each row with its source and its date. The page Prices marks what is older than {STALE_DAYS}
days and what is doubtful (a ceiling, an estimate, second hand or undated). What is unknown is left
blank in the files and left out here; it is never 0.

## How to bring a row up to date

1. Find its file below and the row by its `key`. Keep the key: links and plans name rows by it.
2. Replace the figure, `source`, `address` and `as_of` (a day, a month or a year, as the source has
   it) together. What the source does not say stays blank. A 0 needs a note that says why.
3. Put `yes` under `doubtful` unless the seller itself publishes the figure; write what is less
   plain in `notes`, the wording of an unclear date in `date_note`.
4. Run `make docs`, then `make test`: a malformed row is refused with its file, row and column.
5. A plan keeps the price that it was filled with. An example whose machine changes price is
   computed with its own figures until its file under `calculators/examples` is edited too.

A new row needs a new key; a row that is sold no longer may go: a link that names it keeps its
numbers and says that the row is not in the catalog.

## Files
"""
FILE_COLUMNS = ("File", "Rows", "Oldest", "Newest", "Columns")
PRICE_COLUMNS = ("Key", "What", "Provider", "Price", "Unit", "As of", "Doubtful", "Source")


def prices_page(table: DrawTable) -> str:
    """Return the page; ``table`` writes a table from its columns and rows."""
    parts = [INTRODUCTION + "\n" + table(FILE_COLUMNS, [_file(name) for name in catalog.FILES])]
    for kind, rows in groupby(price_rows(), key=lambda row: row.kind):
        parts.append(f"\n## {kind}\n\n" + table(PRICE_COLUMNS, [_row(row) for row in rows]))
    return "".join(parts)


def _file(name: str) -> list[str]:
    rows, kind = catalog.table(name), catalog.FILES[name]
    dates = sorted(row.as_of for row in rows)
    units = catalog.units(kind)
    columns = (f"{f.name} [{units[f.name]}]" if f.name in units else f.name for f in fields(kind))
    return [f"`{name}.csv`", str(len(rows)), dates[0], dates[-1], ", ".join(columns)]


def _row(row: PriceRow) -> list[str]:
    what = f"{row.name}, {row.detail}" if row.detail else row.name
    source = f"[{row.source.title}]({row.source.url})" if _is_link(row) else row.source.title
    return [
        f"`{row.key}`",
        what,
        row.provider,
        _amount(row),
        row.unit,
        row.as_of,
        "yes" if row.doubtful else "",
        source,
    ]


def _is_link(row: PriceRow) -> bool:
    return row.source.url.startswith("https://")


def _amount(row: PriceRow) -> str:
    low, high = words.exact(row.low), words.exact(row.high)
    if row.low is None or row.high is None:
        return f"at most {high}" if row.low is None else f"from {low}"
    return low if low == high else f"{low} to {high}"
