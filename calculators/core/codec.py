"""Write a plan as a link or as JSON and read it back; nothing read is evaluated or unpickled.

A link holds the example it starts from, the model version and every input that differs from that
example, as ``group.field=value`` (``value~low~high`` when uncertain, ``group.table=3`` for the
number of rows, ``group.table.each.field=1,2,3`` for a whole column). Reading never raises: whatever
is malformed, unknown or out of bounds yields one message and keeps the example's value.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from calculators.core import columns, paths, range_words
from calculators.core.inputs import (
    Choice,
    Input,
    InputError,
    Inputs,
    Rows,
    Series,
    Spec,
    specs,
)
from calculators.core.range_words import beyond

LONGEST_LINK = 16_000  # characters; proxies and chat tools cut far below this
LARGEST_FILE = 1_000_000  # bytes
FORMAT = "breakeven-plan"
UNKNOWN = "unknown"
LEFT_OUT = "left_out"  # in an address: the plan is longer than a link can be
RESERVED = ("base", "v", "embed", "embed_options", LEFT_OUT)
DIGITS = 12  # significant figures that a link keeps
_ROWS: dict[type[Inputs], Inputs] = {}  # a row as declared, by its kind; asked for in each cell


class HasRanges(Protocol):
    """A plan: groups of inputs, and the range of each input that is uncertain."""

    @property
    def ranges(self) -> Mapping[str, tuple[float, float]]:
        """Low and high (P10 and P90) by path."""

    def __hash__(self) -> int:
        """Return what tells two plans apart: each is its own."""


Plan = TypeVar("Plan", bound=HasRanges)


def encode(plan: Plan, base: Plan) -> dict[str, str]:
    """Return what differs from ``base``, as text by path, in the order of declaration."""
    query: dict[str, str] = {}
    cells: dict[str, str] = {}
    for path, _, rows in paths.tables(plan):
        if len(rows) != len(paths.value_at(base, path)):
            query[path] = str(len(rows))
    for path, spec, value in paths.leaves(plan, _untouched(plan, base)):
        low_high = plan.ranges.get(path)
        in_table = path.count(".") > 1
        if in_table:
            cells[path] = _with_range(written(spec, value), low_high)
        if same(value, default_at(base, path)) and low_high == base.ranges.get(path):
            continue
        query[path] = cells[path] if in_table else _with_range(written(spec, value), low_high)
    return columns.compact(plan, query, cells)


def _untouched(plan: Plan, base: Plan) -> set[str]:
    """Return the groups that a plan still shares with its example: nothing in them differs."""
    ranged = {path.partition(".")[0] for path in {*plan.ranges, *base.ranges}}
    held = paths.groups(plan).items()
    return {name for name, group in held if group is getattr(base, name) and name not in ranged}


def flat(plan: HasRanges) -> dict[str, str]:
    """Return every input of a plan as text by path, tables by their number of rows first."""
    counts = {path: str(len(rows)) for path, _, rows in paths.tables(plan)}
    values = {
        path: _with_range(written(spec, value), plan.ranges.get(path))
        for path, spec, value in paths.leaves(plan)
    }
    return {**counts, **values}


def _with_range(text: str, low_high: tuple[float, float] | None) -> str:
    if low_high is None or text == UNKNOWN:  # what nobody knows has no range either
        return text
    return "~".join([text, *map(_number, low_high)])


def decode(base: Plan, query: Mapping[str, str]) -> tuple[Plan, list[str]]:
    """Return the plan that ``query`` describes on top of ``base``, and what could not be read."""
    size = sum(len(key) + len(value) + 2 for key, value in query.items())
    if size > LONGEST_LINK:
        return base, [too_long(size)]
    entries = {k: v for k, v in query.items() if k not in RESERVED}
    return applied(base, entries)


def too_long(size: int) -> str:
    """Return the sentence that refuses a link by its length."""
    return (
        f"The link has {size:,} characters; at most {LONGEST_LINK:,} are read. "
        "The example is shown instead."
    )


def applied(base: Plan, entries: Mapping[str, str]) -> tuple[Plan, list[str]]:
    """Return ``base`` with text values applied one by one; a value that fails leaves the rest."""
    plan, messages, rest = _with_row_counts(base, entries)
    rest, of_rows, problems_of_columns = columns.spelled_out(plan, rest)
    messages += problems_of_columns
    values: dict[str, Any] = {}
    given: dict[str, tuple[float, float] | None] = {}
    for path, text in rest.items():
        spec = paths.declaration(plan, path)
        if spec is None or isinstance(spec, Rows):
            messages.append(f"There is no input {path[:60]!r}; it was left out")
            continue
        try:
            value, low_high = read(spec, text)
        except InputError as error:
            row = f"{of_rows[path]}: " if path in of_rows else ""
            messages += [row + problem for problem in error.problems]
            continue
        values[path], given[path] = value, low_high
    plan, problems = _with_values_that_hold(plan, values)
    messages += [problem for found in problems.values() for problem in found]
    ranges = {path: r for path, r in plan.ranges.items() if path not in given or path in problems}
    ranges |= {path: r for path, r in given.items() if r is not None and path not in problems}
    held = {path: r for path, r in ranges.items() if paths.declaration(plan, path) is not None}
    return replace(plan, ranges=held), messages  # type: ignore[type-var]


def _with_values_that_hold(plan: Plan, values: dict[str, Any]) -> tuple[Plan, dict[str, list[str]]]:
    """Return the plan with the values that it takes, and the problems of those it does not."""
    try:
        return paths.with_values(plan, values), {}
    except InputError:
        pass  # apply them one by one, so that only the offending ones are left out
    problems: dict[str, list[str]] = {}
    plan, waiting = _with_groups_that_hold(plan, values)
    progress = True
    while waiting and progress:  # an input may only hold once another has been applied
        progress, problems = False, {}
        for path, value in list(waiting.items()):
            try:
                plan = paths.with_values(plan, {path: value})
            except InputError as error:
                problems[path] = error.problems
            else:
                del waiting[path]
                progress = True
    return plan, problems


def _with_groups_that_hold(plan: Plan, values: dict[str, Any]) -> tuple[Plan, dict[str, Any]]:
    """Return the plan with every row and group that holds as a whole, and the values left."""
    by_group: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        by_group.setdefault(path.rpartition(".")[0], {})[path] = value
    waiting: dict[str, Any] = {}
    for together in by_group.values():
        try:
            plan = paths.with_values(plan, together)
        except InputError:
            waiting |= together
    return plan, waiting


def _with_row_counts(
    plan: Plan, entries: Mapping[str, str]
) -> tuple[Plan, list[str], dict[str, str]]:
    messages, rest = [], dict(entries)
    for path, spec, rows in paths.tables(plan):
        text = rest.pop(path, None)
        if text is None:
            continue
        count = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
        if not spec.least <= count <= spec.most:
            messages.append(
                f"{spec.label}: {text[:40]!r} is not in {spec.least} to {spec.most} rows"
            )
            continue
        plan = paths.with_values(plan, {path: (*rows, *[spec.row()] * count)[:count]})
    return plan, messages, rest


def written(spec: Spec, value: Any) -> str:
    """Return the text of a value in a link."""
    if isinstance(spec, Input):
        return UNKNOWN if value is None else _number(value)
    if isinstance(spec, Series):
        return ",".join(_number(entry) for entry in value)
    return str(value)


def read(spec: Spec, text: str) -> tuple[Any, tuple[float, float] | None]:
    """Return the value (and range) that ``text`` stands for; raises InputError."""
    value: Any = text
    low_high = None
    if isinstance(spec, Input):
        parts = text.split("~")
        value = None if spec.optional and parts[0] in ("", UNKNOWN) else _parsed(spec, parts[0])
        if len(parts) == 3 and value is not None:
            low_high = (_parsed(spec, parts[1]), _parsed(spec, parts[2]))
            check_range(spec, value, low_high)
        elif len(parts) != 1:
            raise InputError([f"{spec.label}: {text[:40]!r} is not value~low~high"])
    elif isinstance(spec, Series):
        value = tuple(_parsed(spec, part) for part in text.replace("\n", ",").split(",") if part)
    elif isinstance(spec, Choice):
        value = next((option for option in spec.options if option == text), text)
    problem = spec.problem(value)
    if problem:
        raise InputError([problem])
    return value, low_high


def check_range(spec: Input, value: float, low_high: tuple[float, float]) -> None:
    """Refuse a range that leaves the bounds or that does not hold its own value."""
    low, high = low_high
    problem = spec.problem(low) or spec.problem(high)
    if problem is None and not low <= value <= high:
        own = range_words.reach(low_high, spec.unit)
        problem = (
            f"{spec.label}: {beyond(value, low_high, spec.unit)} is not in its own range, {own}"
        )
    if problem:
        raise InputError([problem])


def _parsed(spec: Input | Series, text: str) -> float:
    try:
        value = float(text) if len(text) <= 40 and text.isascii() and "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if math.isnan(value):
        reach = range_words.reach(spec.bounds, spec.unit)
        raise InputError([f"{spec.label}: {text[:40]!r} is not a number in {reach}"])
    return value + 0.0  # nothing below nothing (-0) is nothing


def to_json(plan: Plan, base_name: str, version: int) -> str:
    """Return the whole plan as JSON: every input, not only what differs."""
    return json.dumps(json_body(plan, base_name, version), indent=1)


def json_body(plan: HasRanges, base_name: str, version: int) -> dict[str, Any]:
    """Return what the JSON file of a plan holds; whatever is added to it, reading ignores."""
    head = {"format": FORMAT, "version": version, "base": base_name}
    return {**head, "values": flat(plan)}


def json_entries(content: bytes, version: int) -> tuple[str, dict[str, str], list[str]]:
    """Return (base name, text by path, messages) of a JSON file; no entries: not readable."""
    if len(content) > LARGEST_FILE:
        return "", {}, [too_large(len(content))]
    try:
        body = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return "", {}, ["The file is not complete JSON text; export the plan again"]
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        return "", {}, ["The file is JSON but not a plan exported from here"]
    values = body.get("values")
    if not isinstance(values, dict) or not values:
        return "", {}, ["The file holds no values; export the plan again"]
    messages = []
    if body.get("version") != version:
        messages.append(
            f"The file is of model version {_plain(body.get('version'))[:20]}; this is {version}. "
            "Numbers may differ: the page Assumptions lists those that changed."
        )
    entries = {path: _plain(value) for path, value in values.items()}
    return _plain(body.get("base", "")), entries, messages


def too_large(size: int) -> str:
    """Return the sentence that refuses a file by its size, before it is read."""
    return f"The file has {size:,} bytes; at most {LARGEST_FILE:,} are read"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _number(value: float) -> str:
    text = f"{value:.{DIGITS}g}"
    return text.replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")


def same(one: Any, other: Any) -> bool:
    """Whether two values are one to a link: alike to the digits that it keeps."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return one == other or _number(one) == _number(other)
    return bool(one == other)


def default_at(base: object, path: str) -> Any:
    """Return what an input has in ``base``; of a row that it lacks, the declared default."""
    if paths.declaration(base, path) is not None:
        return paths.value_at(base, path)
    group, table, _, field = path.split(".")
    spec = specs(type(getattr(base, group)))[table]
    assert isinstance(spec, Rows)
    if spec.row not in _ROWS:
        _ROWS[spec.row] = spec.row()
    return getattr(_ROWS[spec.row], field)
