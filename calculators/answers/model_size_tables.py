"""Tables of the page on size and shape of models: the ladder, steps in a row, options, context."""

from __future__ import annotations

from calculators.answers import lever_table
from calculators.answers.context import compared, context_in_size
from calculators.answers.model_size_facts import PAGE, OnModels
from calculators.answers.point_words import point_value
from calculators.answers.verdict_words import IN_TEXT
from calculators.choices import model_size_parts as parts
from calculators.choices.model_size_inputs import Shape
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.units import first

BUILT_FOR_MODELS, BUILT_FOR_QUERIES, BUILT_FOR_PEOPLE = 100.0, 1e9, 50.0  # assumed, and said so
UNTRIED = "not tried"
LADDER_HEADS = ("Rung", "Right", "With all steps", "Training", "Serving", "Upkeep and debugging",
                "All costs", "Is worth", "Left", "Verdict")  # fmt: skip


def ladder_table(o: OnModels) -> Table:
    """Return each rung: what it gets right, costs, is worth, and whether it would pay."""
    return Table(
        title="The ladder",
        subtitle=f"A month at {words.number(o.queries, 'queries')}, upkeep at the cost of its time;"
        f" value over {words.percent(first(o.p.replaced_accuracy))} without a model, a point at "
        f"{point_value(o.e)}",
        columns=LADDER_HEADS,
        rows=[_rung(o, shape) for shape in Shape],
        numeric=LADDER_HEADS[1:-1],
    )


def _rung(o: OnModels, shape: Shape) -> list[str]:
    row = o.rung(shape)
    costs = [*o.costs(shape).values(), first(o.cost(shape))]
    cost = [words.money(amount) for amount in costs]
    if row.accuracy is None:
        return [row.name, UNTRIED, UNTRIED, *cost, words.UNKNOWN, words.UNKNOWN, "cannot tell"]
    end, left = first(row.accuracy * parts.steps_accuracy(o.p.steps)), o.net(shape)
    decision = o.decisions.get(f"shape.{shape}")
    said = IN_TEXT[decision.verdict] if decision else "in use"
    return [
        row.name,
        words.percent(first(row.accuracy)),
        words.percent(end),
        *cost,
        _signed(o.value(shape)),
        _signed(left),
        said if left > 0 else f"{said}; not worth running",
    ]


def _signed(amount: float) -> str:
    """Return an amount; below zero in words, never with a bare minus."""
    return words.money(amount) if amount >= 0 else f"{words.money(-amount)} lost"


def steps_table(o: OnModels) -> Table:
    """Return the steps of an answer: accuracies multiply, times add, a change has its work."""
    row, steps = o.rung(o.taken), o.p.steps
    whole = parts.steps_validation(steps)
    right = parts.steps_accuracy(steps)
    end = words.UNKNOWN if row.accuracy is None else words.percent(first(right * row.accuracy))
    model = UNTRIED if row.accuracy is None else words.percent(first(row.accuracy))
    rows = [[step.name, words.percent(first(step.accuracy)), _seconds(first(step.step_seconds)),
             _weeks(first(whole - step.validation_weeks))] for step in steps]  # fmt: skip
    rows.append([f"{row.name}, the model", model, _seconds(first(row.answer_seconds)),
                 _weeks(first(whole))])  # fmt: skip
    seconds = _seconds(first(parts.steps_seconds(steps) + row.answer_seconds))
    rows.append(["All in a row", end, seconds, ""])
    return Table(
        title="Several steps: accuracies multiply, times add",
        subtitle="An answer is right if every step is, and one errs independently of another; a "
        "changed step means validating the others again",
        columns=("Step", "Right", "Takes", "If changed, validating the rest"),
        rows=rows,
        numeric=("Right", "Takes"),
    )


def _seconds(value: float) -> str:
    return words.value_with_unit(value, "s")


def _weeks(value: float) -> str:
    return f"{words.number(value, 'weeks')} of work" if value > 0 else "no work"


def options_table(o: OnModels) -> Table:
    """Return every option of the page: runway, money, work, where it turns and what to measure."""
    return lever_table.levers_table(
        o.e, PAGE, title_if_months="Other sizes and shapes: what would lengthen the runway",
        title_else="Other sizes and shapes: what each would do", subject="Options against the plan",
    )  # fmt: skip


def context_table(o: OnModels) -> Table:
    """Return whether the context resembles the one from which pipelines and large models come."""
    team = sum(first(role.people) for role in o.e.scenario.team.roles)
    rows = [
        compared("Models kept, for a pipeline", o.models, BUILT_FOR_MODELS),
        compared("Queries a month, for a model of its own size", o.queries, BUILT_FOR_QUERIES),
        compared("People, for a platform team", team, BUILT_FOR_PEOPLE),
    ]
    return context_in_size(
        "What large firms keep is an assumption; at a reasonable scale five people keep ten models",
        rows,
    )
