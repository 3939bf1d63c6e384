"""Inputs on a page: what the panel shows of each declared input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st

from calculators import fill, ledger
from calculators.core import codec, paths
from calculators.core.inputs import (
    Choice,
    Input,
    Inputs,
    Month,
    Rows,
    Series,
    Source,
    Spec,
    Text,
    specs,
)
from calculators.ledger import said
from calculators.presets import Preset
from calculators.scenario import Scenario
from ui import state
from ui.elements.panel import Change, Plain, panel, plain

LOGARITHMIC_FROM = 100.0  # ratio of the ends of a slider
STEPS = 100
RECENT = 2000  # descriptions of inputs that are kept


@dataclass(frozen=True)
class Card:
    """A card of inputs: its title, the paths in sight and those under "More".

    A path that begins with ``service.`` stands for the service that is shown; one that ends in
    ``.*`` for a table of rows, which stands in a card of its own.
    """

    title: str
    paths: Sequence[str]
    more: Sequence[str] = ()
    note: str = ""


def ask(key: str, cards: Iterable[Card]) -> None:
    """Draw the cards as one element; edits reach the scenario before the page runs."""
    groups: list[dict[str, Any]] = []
    for card in cards:
        groups += _groups(card)
    panel(key, groups, state.changed)


def ask_side_by_side(key: str, cards: Sequence[Card]) -> None:
    """Draw each card as an element of its own, beside the others."""
    for column, card in zip(st.columns(len(cards), gap="small"), cards, strict=True):
        with column:
            ask(f"{key}-{card.title}", [card])


def ask_table(key: str, title: str, path: str, note: str = "", first: Sequence[str] = ()) -> None:
    """Draw a table of rows as a grid of its own, for a place as wide as the page.

    ``first``: the fields that are seen without scrolling; the others follow as declared.
    """
    panel(key, [table_group(title, path.removesuffix(".*"), note, first)], state.changed)


def ask_use(key: str, title: str, note: str, choices: Mapping[str, tuple[str, str]]) -> None:
    """Draw buttons that set one input each, and what it fills: one step of undo.

    ``choices``: path and value by the label of the button.
    """
    actions = [
        {"id": f"{path}={value}", "label": label} for label, (path, value) in choices.items()
    ]
    panel(key, [{"title": title, "note": note, "inputs": [], "actions": actions}], _used)


def _used(changes: list[Change]) -> None:
    pressed = [change.path.partition("=") for change in changes if change.action == "act"]
    state.changed([Change(path, "set", value) for path, _, value in pressed])


def _groups(card: Card) -> list[dict[str, Any]]:
    table = next((path.removesuffix(".*") for path in card.paths if path.endswith(".*")), None)
    if table is not None:
        return [table_group(card.title, table, card.note, ())]
    group = {"title": card.title, "inputs": _items(card.paths), "more": _items(card.more)}
    if card.note:
        group["note"] = card.note
    if any(path == state.SERVICE for path in card.paths):
        group["actions"] = _row_actions("services.rows", state.service_shown())
    return [group]


def table_group(title: str, table: str, note: str, first: Sequence[str]) -> dict[str, Any]:
    """Describe a table of rows; the fields of ``first`` stand first."""
    scenario, start = state.session().scenario, state.base().scenario
    spec = paths.declaration(scenario, table)
    assert isinstance(spec, Rows)
    fields = specs(spec.row)
    order = [*first, *(name for name in fields if name not in first)]
    rows, before = paths.value_at(scenario, table), paths.value_at(start, table)
    fresh = spec.row()
    return {
        "kind": "table",
        "title": title,
        "note": note,
        "path": table,
        "one": spec.one,
        "columns": [_column(name, fields[name], getattr(fresh, name)) for name in order],
        "rows": [[_plain(getattr(row, name)) for name in order] for row in rows],
        "fresh": [_plain(getattr(fresh, name)) for name in order],
        "changed": [
            _changed(row, before[i], order) if i < len(before) else [0]
            for i, row in enumerate(rows)
        ],
        "uncertain": [
            [n for n, name in enumerate(order) if f"{table}.{i}.{name}" in scenario.ranges]
            for i in range(len(rows))
        ],
        "least": spec.least,
        "most": spec.most,
    }


def _column(field: str, spec: Spec, default: Any) -> dict[str, Any]:
    shape = _shape(spec, default, default, None)
    for name in ("value", "range", "doubt", "tick", "log"):
        shape.pop(name, None)
    help_text = _help(getattr(spec, "help", ""), spec.source)
    return {"field": field, "label": getattr(spec, "label", field), "help": help_text, **shape}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _changed(row: Inputs, before: Inputs, order: Sequence[str]) -> list[int]:
    if row is before:
        return []
    return [n for n, name in enumerate(order) if getattr(row, name) != getattr(before, name)]


def _row_actions(table: str, index: int) -> list[dict[str, Any]]:
    scenario = state.session().scenario
    spec = paths.declaration(scenario, table)
    assert isinstance(spec, Rows)
    count = len(paths.value_at(scenario, table))
    actions: list[dict[str, Any]] = []
    if count < spec.most:
        actions.append({"id": f"{table}#copy.{index}", "label": f"Copy this {spec.one}"})
        actions.append({"id": f"{table}#add", "label": f"Add a {spec.one}"})
    if count > spec.least:
        label = f"Remove this {spec.one}"
        actions.append({"id": f"{table}#remove.{index}", "label": label, "danger": True})
    return actions


def _items(shown: Iterable[str]) -> list[dict[str, Any]]:
    scenario, start, index = state.session().scenario, state.base(), state.service_shown()
    by_path = ledger.filled(scenario)
    found = []
    for short in shown:
        if short == state.SERVICE:
            found.append(_service_item(scenario, index))
            continue
        field = short.removeprefix("service.")
        path = short if field == short else f"services.rows.{index}.{field}"
        spec = paths.declaration(scenario, path)
        if spec is not None and not isinstance(spec, Rows):
            found.append(_item(scenario, start, path, spec, by_path.get(path)))
    return found


def _service_item(scenario: Scenario, index: int) -> dict[str, Any]:
    options = [{"value": str(i), "label": row.name} for i, row in enumerate(scenario.services.rows)]
    return {
        "kind": "choice",
        "path": state.SERVICE,
        "label": "Service shown",
        "value": str(index),
        "options": options,
        "help": "Each service has a model and machines of its own.",
    }


def ask_group(key: str, title: str, group: Inputs, take: Callable[[list[Change]], None]) -> None:
    """Draw a group that stands outside the plan, all of its inputs in sight."""
    start = type(group)()
    items = []
    for name, spec in specs(type(group)).items():
        value, default = getattr(group, name), getattr(start, name)
        item = {
            "path": name,
            "label": spec.label,
            "help": _help(getattr(spec, "help", ""), spec.source),
            "changed": value != default,
            "default_text": _reset_to(spec, default),
        }
        shape = _shape(spec, value, default, None)
        shape.pop("range", None)
        if "options" in shape:  # each question needs an answer that the catalog knows
            shape["options"] = [o for o in shape["options"] if o["value"] != fill.TYPED]
        items.append(item | shape)
    panel(key, [{"title": title, "inputs": items}], take)


def _item(
    scenario: Scenario, start: Preset, path: str, spec: Spec, row: tuple[Any, Source] | None
) -> Plain:
    value, default = paths.value_at(scenario, path), codec.default_at(start.scenario, path)
    of_row = row[1] if row is not None and codec.same(row[0], value) else None
    source = start.sources.get(path) or of_row or spec.source
    return _described(path, spec, value, default, scenario.ranges.get(path), source)


@lru_cache(maxsize=RECENT)
def _described(
    path: str,
    spec: Spec,
    value: Any,
    default: Any,
    low_high: tuple[float, float] | None,
    source: Source,
) -> Plain:
    """Describe an input; between two runs most of them are as they were."""
    item = {
        "path": path,
        "label": getattr(spec, "label", path),
        "help": _help(getattr(spec, "help", ""), source),
        "changed": value != default or low_high is not None,
        "default_text": _reset_to(spec, default),
    }
    return Plain(plain(item | _shape(spec, value, default, low_high)))


def _shape(
    spec: Spec, value: Any, default: Any, low_high: tuple[float, float] | None
) -> dict[str, Any]:
    if isinstance(spec, Input):
        return _number(spec, value, default, low_high)
    if isinstance(spec, Choice):
        options = [{"value": str(o), "label": spec.labels[str(o)]} for o in spec.options]
        return {"kind": "choice", "value": str(value), "options": options}
    if isinstance(spec, Text) and spec.catalog:
        options = fill.options(spec.catalog)
        if all(option["value"] != value for option in options):
            options = [{"value": value, "label": f"{value} (not in the catalog)"}, *options]
        return {"kind": "choice", "value": value, "options": options}
    if isinstance(spec, Series):
        return {
            "kind": "series",
            "value": list(value),
            "count": spec.length,
            "unit": spec.unit,
            "optional": True,
        }
    if isinstance(spec, Month):
        return {"kind": "month", "value": value}
    return {"kind": "text", "value": value, "maxlength": getattr(spec, "longest", 80)}


def _number(
    spec: Input, value: Any, default: Any, low_high: tuple[float, float] | None
) -> dict[str, Any]:
    low, high = spec.typical
    shown: dict[str, Any] = {
        "kind": "number",
        "value": value,
        "low": low,
        "high": high,
        "bounds": list(spec.bounds),
        "unit": spec.unit,
        "log": low > 0 and high / low > LOGARITHMIC_FROM,
        "whole": spec.whole,
        "optional": spec.optional,
        "tick": default,
        "range": low_high,
        "doubt": spec.doubt or (0.8, 1.25),
        "step": spec.step or (1.0 if spec.whole else (high - low) / STEPS),
    }
    if spec.optional:
        unknown = "not measured" if "easured" in spec.label else "unknown"
        shown["placeholder"] = spec.absent or unknown
    return shown


def _reset_to(spec: Spec, default: Any) -> str:
    """Return what the dot resets to: "to 40"; in brackets what another page says, no number."""
    text = said(spec, default)
    absent = isinstance(spec, Input) and default is None and spec.absent
    return f"({text})" if absent else f"to {text}" if text else ""


def _help(text: str, source: Source) -> str:
    dated = f" ({source.as_of})" if source.as_of else ""
    return f"{text} Source: {source.title}{dated}.".strip()
