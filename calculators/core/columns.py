"""A whole column of a table as one entry of a link: ``group.table.each.field=1200:3,800,:1``.

Cells stand in the order of the rows, with commas between them. ``1200:3`` means three rows alike,
``:1`` repeats the first value that the column spells out, ``:1:4`` does so for four rows. A comma,
colon or backslash inside a text has a backslash in front. A cell is otherwise written as it is
when it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote_plus

from calculators.core import paths
from calculators.core.inputs import Input, Rows, Series, Spec, specs

EACH = "each"  # stands where a single cell has the number of its row
READABLE = "~.,:"  # characters that an address may hold as they are
LEAST_CELLS = 4  # fewer changes are read more easily one by one
_SPECIAL = re.compile(r"([\\,:])")
_ZEROS = re.compile(r"(-?\d*[1-9])(0{3,})")


def joined(cells: Sequence[str]) -> str:
    """Return the cells of a column as one text."""
    places: dict[str, int] = {}
    parts: list[str] = []
    for text, alike in groupby(cells):
        count = len(list(alike))
        again = f":{places[text]}" if text in places else ""
        said = _SPECIAL.sub(r"\\\1", text)
        if again and len(again) < len(quote_plus(said, safe=READABLE)):
            said = again
        elif text and not again:  # an empty text is never repeated by its place
            places[text] = len(places) + 1
        run = f"{said}:{count}"
        is_shorter = said and len(run) < count * (len(said) + 1) - 1
        parts += [run] if is_shorter else [said] * count
    return ",".join(parts)


def split(text: str, most: int) -> list[str]:
    """Return the cells of a column; raises ValueError, which says what cannot be read."""
    places: dict[int, str] = {}
    known: set[str] = set()
    cells: list[str] = []
    for part in _parts(text):
        again = len(part) > 1 and part[0] is None
        if len(part) > 2 + again:
            raise ValueError("a cell has a colon too many")
        if again:
            cell = places.get(_whole(part[1]), "")
            if not cell:
                raise ValueError(f"':{str(part[1])[:20]}' repeats a value that is not there")
        else:
            cell = part[0] or ""
            if cell and cell not in known:
                places[len(places) + 1] = cell
                known.add(cell)
        count = _whole(part[1 + again]) if len(part) == 2 + again else 1
        if count < 1:
            raise ValueError(f"':{str(part[1 + again])[:20]}' is not a number of rows")
        if len(cells) + count > most:
            raise ValueError(f"it takes at most {most} rows")
        cells += [cell] * count
    return cells


def _whole(text: str | None) -> int:
    is_count = text is not None and text.isascii() and text.isdecimal() and len(text) < 6
    return int(text or "") if is_count else 0


def _parts(text: str) -> Iterator[list[str | None]]:
    """Yield each cell, split at its colons; what is written as nothing at all is None."""
    parts: list[str | None] = []
    letters: list[str] = []
    escaped = False
    for sign in text:
        if escaped or sign not in "\\,:":
            letters.append(sign)
            escaped = False
        elif sign == "\\":
            escaped = True
        else:
            parts.append("".join(letters) if letters else None)
            letters = []
            if sign == ",":
                yield parts
                parts = []
    letters += ["\\"] * escaped
    yield [*parts, "".join(letters) if letters else None]


def compact(plan: object, query: dict[str, str], written: Mapping[str, str]) -> dict[str, str]:
    """Return the entries with whole columns in one where that is shorter.

    ``written``: the text of every cell of a table, also of those that the link would leave out.
    """
    replaced: dict[str, tuple[str, str]] = {}
    gone: set[str] = set()
    for table, spec, rows in paths.tables(plan):
        for field, column in specs(spec.row).items():
            cells = [f"{table}.{i}.{field}" for i in range(len(rows))]
            given = [path for path in cells if path in query]
            if len(given) < LEAST_CELLS or isinstance(column, Series | Rows):
                continue
            entry = (f"{table}.{EACH}.{field}", joined([_short(column, written[p]) for p in cells]))
            if _length(*entry) < sum(_length(path, query[path]) for path in given):
                replaced[given[0]] = entry
                gone.update(given[1:])
    entries = (replaced.get(path, (path, text)) for path, text in query.items() if path not in gone)
    return dict(entries)


def _short(spec: Spec, text: str) -> str:
    """Return a number in fewer characters: 12e4 for 120000, .5 for 0.5."""
    if not isinstance(spec, Input) or "~" in text:
        return text
    zeros = _ZEROS.fullmatch(text)
    if zeros:
        return f"{zeros[1]}e{len(zeros[2])}"
    return re.sub(r"^(-?)0\.", r"\1.", text)


def _length(path: str, text: str) -> int:
    return len(path) + len(quote_plus(text, safe=READABLE)) + 2


def spelled_out(
    plan: object, entries: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Return the entries cell by cell, which row each cell of a column is of, and messages.

    A cell that stands alone as well wins over its column.
    """
    alone: dict[str, str] = {}
    cells: dict[str, str] = {}
    of_rows: dict[str, str] = {}
    messages: list[str] = []
    for path, text in entries.items():
        found = _column(plan, path)
        if found is None:
            alone[path] = text
            continue
        table, spec, field, rows = found
        label = f"{spec.label}, {specs(spec.row)[field].label}"
        try:
            given = split(text, spec.most)
        except ValueError as error:
            messages.append(f"{label}: {error}; the column was left out")
            continue
        if len(given) > rows:
            messages.append(f"{label}: {len(given)} values for {rows} rows; the rest was left out")
        for i, cell in enumerate(given[:rows]):
            cells[f"{table}.{i}.{field}"] = cell
            of_rows[f"{table}.{i}.{field}"] = f"{spec.label}, row {i + 1}"
    return {**cells, **alone}, of_rows, messages


def _column(plan: object, path: str) -> tuple[str, Rows, str, int] | None:
    steps = path.split(".")
    if len(steps) != 4 or steps[2] != EACH:
        return None
    table = f"{steps[0]}.{steps[1]}"
    spec = paths.declaration(plan, table)
    column = specs(spec.row).get(steps[3]) if isinstance(spec, Rows) else None
    if not isinstance(spec, Rows) or column is None or isinstance(column, Series | Rows):
        return None
    return table, spec, steps[3], len(paths.value_at(plan, table))
