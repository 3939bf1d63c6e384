"""Address every input of a plan by its path: ``group.field`` or ``group.table.0.field``.

A plan is a frozen dataclass whose fields are groups of inputs. These functions read it and make a
changed copy; they know nothing of any particular group.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

from calculators.core.inputs import InputError, Inputs, Rows, Spec, specs
from calculators.core.kept import Kept

Plan = TypeVar("Plan")
Edit = Callable[[Inputs, Mapping[str, Any]], Inputs]
_edits = Kept[Inputs](512)  # of groups by options: as many as a few plans have


def groups(plan: object) -> dict[str, Inputs]:
    """Return the groups of inputs of a plan by name, in order."""
    held = ((name, getattr(plan, name)) for name in _names(type(plan)))
    return {name: group for name, group in held if isinstance(group, Inputs)}


_NAMES: dict[type, tuple[str, ...]] = {}  # fields by class; looked up hundreds of times a page


def _names(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES:
        assert is_dataclass(kind)
        _NAMES[kind] = tuple(f.name for f in fields(kind))
    return _NAMES[kind]


def _group(plan: object, name: str) -> Inputs | None:
    group = getattr(plan, name, None) if name in _names(type(plan)) else None
    return group if isinstance(group, Inputs) else None


def leaves(plan: object, without: Container[str] = ()) -> Iterator[tuple[str, Spec, Any]]:
    """Yield (path, declaration, value) of every input; a table yields its rows' inputs.

    ``without``: names of groups that are left out.
    """
    for name, group in groups(plan).items():
        if name not in without:
            yield from _group_leaves(name, group)


def _group_leaves(prefix: str, group: Inputs) -> Iterator[tuple[str, Spec, Any]]:
    for field, spec in specs(type(group)).items():
        value = getattr(group, field)
        if isinstance(spec, Rows):
            for i, row in enumerate(value):
                yield from _group_leaves(f"{prefix}.{field}.{i}", row)
        else:
            yield f"{prefix}.{field}", spec, value


def tables(plan: object) -> Iterator[tuple[str, Rows, tuple[Inputs, ...]]]:
    """Yield (path, declaration, rows) of every table."""
    for name, group in groups(plan).items():
        for field, spec in specs(type(group)).items():
            if isinstance(spec, Rows):
                yield f"{name}.{field}", spec, getattr(group, field)


def declarations(plan: object) -> Iterator[tuple[str, Spec, Any]]:
    """Yield (path, declaration, declared default) of every input; a table yields one row's."""
    for name, group in groups(plan).items():
        declared = type(group)()
        for field, spec in specs(type(group)).items():
            if isinstance(spec, Rows):
                yield f"{name}.{field}", spec, str(len(getattr(declared, field)))
                yield from _group_leaves(f"{name}.{field}.0", spec.row())
            else:
                yield f"{name}.{field}", spec, getattr(declared, field)


def declaration(plan: object, path: str) -> Spec | None:
    """Return the declaration of a path, or None when the plan has no such input."""
    steps = path.split(".")
    group = _group(plan, steps[0])
    if group is None:
        return None
    spec = specs(type(group)).get(steps[1]) if len(steps) > 1 else None
    if len(steps) == 2:
        return spec
    if not isinstance(spec, Rows) or len(steps) != 4:
        return None
    is_row = _is_place(steps[2]) and int(steps[2]) < len(getattr(group, steps[1]))
    return specs(spec.row).get(steps[3]) if is_row else None


def _is_place(text: str) -> bool:
    """Whether a text is the number of a row in its one spelling: never "00" or other numerals."""
    return text.isascii() and text.isdecimal() and len(text) < 6 and text == str(int(text))


def value_at(plan: object, path: str) -> Any:
    """Return the value of a path; raises KeyError when there is none."""
    if declaration(plan, path) is None:
        raise KeyError(path)
    steps = path.split(".")
    value: Any = getattr(_group(plan, steps[0]), steps[1])
    return getattr(value[int(steps[2])], steps[3]) if len(steps) == 4 else value


def with_values(plan: Plan, values: Mapping[str, Any]) -> Plan:
    """Return a copy with these values; raises InputError with every problem, labels in front."""
    return _with(plan, values, _edited)


def with_option(plan: Plan, values: Mapping[str, Any]) -> Plan:
    """Return a copy like ``with_values``; one group with the same values is made only once.

    What has been computed of it for another plan is then found again. For options, and for a few
    draws: what is kept holds their arrays.
    """
    return _with(plan, values, _edited_once)


def _with(plan: Plan, values: Mapping[str, Any], edit: Edit) -> Plan:
    by_group: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        if declaration(plan, path) is None:
            raise InputError([f"There is no input {path[:60]!r}"])
        name, _, rest = path.partition(".")
        by_group.setdefault(name, {})[rest] = value
    problems: list[str] = []
    changed: dict[str, Inputs] = {}
    for name, edits in by_group.items():
        try:
            changed[name] = edit(getattr(plan, name), edits)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return _with_groups(plan, changed)


def _with_groups(plan: Plan, changed: Mapping[str, Inputs]) -> Plan:
    """Copy a plan, which checks nothing when it is made, in a tenth of the time of ``replace``."""
    copy = object.__new__(type(plan))
    vars(copy).update(vars(plan), **changed)
    return copy


def _edited_once(group: Inputs, edits: Mapping[str, Any]) -> Inputs:
    key = ((field, _as_key(value)) for field, value in edits.items())
    return _edits.get((group, *key), lambda: _edited(group, edits))


def _as_key(value: Any) -> Any:
    return (value.shape, value.tobytes()) if isinstance(value, np.ndarray) else value


def _edited(group: Inputs, edits: Mapping[str, Any]) -> Inputs:
    plain = {field: value for field, value in edits.items() if "." not in field}
    rows: dict[str, dict[int, dict[str, Any]]] = {}
    for field, value in edits.items():
        if "." in field:
            table, index, inner = field.split(".")
            rows.setdefault(table, {}).setdefault(int(index), {})[inner] = value
    for table, by_index in rows.items():
        held = list(plain.get(table, getattr(group, table)))
        for place, inner_edits in by_index.items():
            held[place] = _edited_row(held[place], inner_edits)
        plain[table] = tuple(held)
    return group.with_fields(plain)


def _edited_row(row: Inputs, edits: Mapping[str, Any]) -> Inputs:
    try:
        return row.with_fields(edits)
    except InputError as error:
        name = str(edits.get("name", getattr(row, "name", "")))
        raise InputError([f"{name}: {p}" if name else p for p in error.problems]) from error
