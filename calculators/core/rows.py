"""Rows of a table: add, copy and remove them, and set many cells at once.

What an edit does is the same wherever it comes from; each returns the changed plan and says in a
sentence what it could not take.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from calculators.core import codec, paths
from calculators.core.codec import Plan
from calculators.core.inputs import Input, InputError, Inputs, Rows, Series, Spec, specs

MOST_MESSAGES = 40  # of one edit; the rest is counted

Cell = tuple[int, str, Any]  # number of the row, field, value


def with_row_added(plan: Plan, table: str) -> Plan:
    """Return the plan with a new row at the end of a table; raises InputError when it is full."""
    spec, rows = _table(plan, table)
    return paths.with_values(plan, {table: (*rows, spec.row())})


def with_row_copied(plan: Plan, table: str, index: int) -> Plan:
    """Return the plan with a row twice; the ranges of the table go, because rows have moved."""
    _, rows = _table(plan, table)
    return _moved(plan, table, (*rows[: index + 1], *rows[index:]))


def with_row_removed(plan: Plan, table: str, index: int) -> Plan:
    """Return the plan without a row; the ranges of the table go, because rows have moved."""
    _, rows = _table(plan, table)
    return _moved(plan, table, (*rows[:index], *rows[index + 1 :]))


def _moved(plan: Plan, table: str, rows: tuple[Inputs, ...]) -> Plan:
    kept = {path: r for path, r in plan.ranges.items() if not path.startswith(f"{table}.")}
    return replace(paths.with_values(plan, {table: rows}), ranges=kept)  # type: ignore[type-var]


def _table(plan: object, table: str) -> tuple[Rows, tuple[Inputs, ...]]:
    spec = paths.declaration(plan, table)
    if not isinstance(spec, Rows):
        raise InputError([f"There is no table {table[:60]!r}"])
    return spec, paths.value_at(plan, table)


def with_cells(plan: Plan, table: str, cells: Iterable[Cell]) -> tuple[Plan, list[str]]:
    """Return the plan with these cells set, and a sentence for each one that does not fit.

    A cell below the last row adds the rows up to it, as a block pasted from a spreadsheet does.
    """
    spec, rows = _table(plan, table)
    by_row, problems = _by_row(spec, cells)
    asked = max(by_row, default=-1) + 1
    if asked > spec.most:
        problems.append(f"{spec.label}: {asked} rows; at most {spec.most}, the rest was left out")
    count = max(len(rows), min(asked, spec.most))
    longer = (*rows, *(spec.row() for _ in range(count - len(rows))))
    held = list(longer)
    for place, edits in by_row.items():
        if place < count:
            held[place], found = _edited(spec, held[place], place, edits)
            problems += found
    if len(held) == len(rows) and all(map(operator.is_, held, rows)):
        return plan, _shortened(problems)
    changed, refused = _with_rows(plan, table, tuple(held), longer)
    return _without_ranges(changed, table, by_row), _shortened([*problems, *refused])


def _by_row(
    spec: Rows, cells: Iterable[Cell]
) -> tuple[dict[int, dict[str, tuple[Spec, Any]]], list[str]]:
    """Sort the cells by row, in the order of the rows; fields that no row has are said."""
    fields = specs(spec.row)
    found: dict[int, dict[str, tuple[Spec, Any]]] = {}
    problems = []
    for place, field, value in sorted(cells, key=lambda cell: cell[0]):
        if field in fields and place >= 0:
            found.setdefault(place, {})[field] = (fields[field], value)
        else:
            problems.append(f"{spec.label}: there is no column {field[:40]!r}")
    return found, problems


def _edited(
    spec: Rows, row: Inputs, place: int, edits: Mapping[str, tuple[Spec, Any]]
) -> tuple[Inputs, list[str]]:
    """Return the row with its cells set: at once, or one by one when they contradict something."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for field, (column, value) in edits.items():
        try:
            values[field] = typed(column, value)
        except InputError as error:
            problems += error.problems
    try:
        row = replace(row, **values) if values else row
    except InputError:
        for field, value in values.items():
            try:
                row = replace(row, **{field: value})
            except InputError as error:
                problems += error.problems
    name = str(getattr(row, "name", "")) or f"{spec.one} {place + 1}"
    return row, [f"{name}: {problem}" for problem in problems]


def _with_rows(
    plan: Plan, table: str, rows: tuple[Inputs, ...], before: tuple[Inputs, ...]
) -> tuple[Plan, list[str]]:
    """Return the plan with these rows; when the group refuses them, with those that it takes."""
    try:
        return paths.with_values(plan, {table: rows}), []
    except InputError as error:
        problems = error.problems
    held = before
    try:
        plan = paths.with_values(plan, {table: held})
    except InputError:
        return plan, problems
    for place, row in enumerate(rows):
        if row is before[place]:
            continue
        tried = (*held[:place], row, *held[place + 1 :])
        try:
            plan, held = paths.with_values(plan, {table: tried}), tried
        except InputError:
            continue
    return plan, problems


def typed(spec: Spec, value: Any) -> Any:
    """Return what was entered as the type of its input; raises InputError."""
    if isinstance(spec, Input | Series):
        given = tuple(value or ()) if isinstance(spec, Series) else value
        given = float(given) if isinstance(given, int | float) else given
        problem = spec.problem(given)
        if problem:
            raise InputError([problem])
        return given
    return codec.read(spec, "" if value is None else str(value))[0]


def _without_ranges(plan: Plan, table: str, by_row: Mapping[int, Mapping[str, Any]]) -> Plan:
    """Drop the range of each cell that no longer holds the value of the cell."""
    kept = dict(plan.ranges)
    for place, edits in by_row.items():
        for field in edits:
            low_high = kept.get(f"{table}.{place}.{field}")
            if low_high is None:
                continue
            value = paths.value_at(plan, f"{table}.{place}.{field}")
            if value is None or not low_high[0] <= value <= low_high[1]:
                del kept[f"{table}.{place}.{field}"]
    if len(kept) == len(plan.ranges):
        return plan
    return replace(plan, ranges=kept)  # type: ignore[type-var]


def _shortened(problems: list[str]) -> list[str]:
    if len(problems) <= MOST_MESSAGES:
        return problems
    rest = len(problems) - MOST_MESSAGES
    return [*problems[:MOST_MESSAGES], f"{rest:,} more cells could not be taken."]
