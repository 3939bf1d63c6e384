"""The eight questions of a first plan: what was answered so far in this session."""

from __future__ import annotations

from dataclasses import replace

from calculators.core.inputs import InputError, specs
from calculators.start import EightQuestions, first_plan
from ui import state
from ui.elements.panel import Change


def answers() -> EightQuestions:
    """Return what was answered so far."""
    here = state.session()
    if here.answers is None:
        here.answers = EightQuestions()
    return here.answers


def answered(changes: list[Change]) -> None:
    """Take edits of the eight questions; the plan stays as it is until it is used."""
    here = state.session()
    here.messages = []
    for change in changes:
        group = answers()
        spec = specs(type(group)).get(change.path)
        try:
            if change.action == "reset":
                value = getattr(EightQuestions(), change.path)
            else:
                value = state.typed_for(spec, change.path, change.value)
            here.answers = replace(group, **{change.path: value})
        except InputError as error:
            here.messages += error.problems


def use() -> None:
    """Make the first plan of the answers the present one."""
    state.open_scenario(*first_plan(answers()))
