"""The dated prices and hardware of the package, read once, when first asked for.

A row that is malformed is refused with its file, row and column. A look-up that finds nothing
returns None.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from calculators.catalog.records import (
    ApiPrice,
    CloudInstance,
    EgressTier,
    Fact,
    Gpu,
    LanguageModel,
    OtherModel,
    Ranged,
    Record,
    SpotFact,
    StorageTier,
)

FOLDER = Path(__file__).resolve().parent
AS_OF = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
MONTHS_PER_YEAR = 12

FILES: dict[str, type[Record]] = {
    "gpus": Gpu,
    "cloud_instances": CloudInstance,
    "language_models": LanguageModel,
    "other_models": OtherModel,
    "api_prices": ApiPrice,
    "egress": EgressTier,
    "storage": StorageTier,
    "people": Fact,
    "onprem": Fact,
    "commitments": Fact,
    "vector_database_prices": Fact,
    "spot_interruption": SpotFact,
}

R = TypeVar("R", bound=Record)
Parser = Callable[[str], Any]


class CatalogError(ValueError):
    """A catalog file holds something that cannot be used."""

    def __init__(self, file: str, row: int, column: str, reason: str) -> None:
        super().__init__(f"{file}, row {row}, column {column}: {reason}")


def _required_text(cell: str) -> str:
    if not cell:
        raise ValueError("is blank")
    return cell


def _yes(cell: str) -> bool:
    if cell not in ("", "yes"):
        raise ValueError(f"{cell!r} is neither yes nor blank")
    return cell == "yes"


def _number(cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is not a number") from None
    if not math.isfinite(value) or value < 0:
        raise ValueError(f"{cell!r} is not a number from 0 up")
    return value


def _count(cell: str) -> int:
    value = _number(cell)
    if value != int(value):
        raise ValueError(f"{cell!r} is not a whole number")
    return int(value)


def _or_unknown(parse: Parser) -> Parser:
    return lambda cell: parse(cell) if cell else None


def _parser(hint: Any) -> Parser:
    """Return what turns a cell into a value of an annotated type."""
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if bare is str:
        return _required_text if hint is str else str
    if bare is bool:
        return _yes
    kinds = get_args(bare) or (bare,)
    parse = _count if int in kinds else _number
    return _or_unknown(parse) if type(None) in kinds else parse


def units(kind: type[Record]) -> dict[str, str]:
    """Return the unit of each number of a record."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: get_args(hint)[1] for name, hint in hints.items() if _is_number(hint)}


def _is_number(hint: Any) -> bool:
    return get_origin(hint) is Annotated and get_args(hint)[0] is not str


def _problem(record: Record, numbers: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the column and reason of what is wrong between the cells of one row."""
    if not AS_OF.fullmatch(record.as_of):
        return "as_of", f"{record.as_of!r} is not a year, a month or a day"
    if not record.address and not record.source.startswith("Assumption"):
        return "address", "is blank, and the source is not called an assumption"
    for name in numbers:
        value = getattr(record, name)
        if type(value) is float and value == 0 and not record.notes:
            return name, "is 0 without a note that says why; leave what is unknown blank"
    if isinstance(record, Ranged):
        if record.low is None and record.high is None:
            return "low", "is blank, and so is high"
        if record.low is not None and record.high is not None and record.low > record.high:
            return "low", f"{record.low:g} is above high, {record.high:g}"
    return None


def records(path: Path, kind: type[R]) -> tuple[R, ...]:
    """Return the rows of a file as records of one kind; raise CatalogError on the first flaw."""
    hints = get_type_hints(kind, include_extras=True)
    parsers = {field.name: _parser(hints[field.name]) for field in fields(kind)}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        for column in sorted(set(header) ^ set(parsers)):
            reason = "is missing" if column in parsers else "is not a column of this file"
            raise CatalogError(path.name, 1, column, reason)
        columns = [(name, parsers[name]) for name in header]
        numbers = tuple(units(kind))
        rows, keys = [], set()
        for cells in reader:
            record = _record(kind, columns, cells, path.name, reader.line_num)
            problem = _problem(record, numbers)
            if problem is not None:
                raise CatalogError(path.name, reader.line_num, *problem)
            if record.key in keys:
                reason = f"{record.key!r} stands twice"
                raise CatalogError(path.name, reader.line_num, "key", reason)
            keys.add(record.key)
            rows.append(record)
    return tuple(rows)


def _record(
    kind: type[R], columns: list[tuple[str, Parser]], cells: list[str], file: str, row: int
) -> R:
    if len(cells) != len(columns):
        raise CatalogError(file, row, "(all)", f"{len(cells)} cells for {len(columns)} columns")
    values = {}
    for (name, parse), cell in zip(columns, cells, strict=True):
        try:
            values[name] = parse(cell)
        except ValueError as error:
            raise CatalogError(file, row, name, str(error)) from None
    return kind(**values)


@cache
def table(name: str) -> tuple[Record, ...]:
    """Return the records of one catalog file, by its name without ending."""
    return records(FOLDER / f"{name}.csv", FILES[name])


def found(rows: Iterable[R], wanted: str) -> R | None:
    """Return the record with that key or name, whatever its case; None when there is none."""
    wanted = wanted.casefold()
    for row in rows:
        if wanted in (row.key, getattr(row, "name", row.key).casefold()):
            return row
    return None


def stale(as_of: str, today: date, months: int) -> bool:
    """Whether a figure may be older than so many months; a bare year counts from its January."""
    year, month, day = ([int(part) for part in as_of.split("-")] + [1, 1])[:3]
    age = (today.year - year) * MONTHS_PER_YEAR + today.month - month - (today.day < day)
    return age >= months
