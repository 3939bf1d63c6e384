"""Compute: what does serving cost, now and as we grow?"""

from calculators.answers import benchmarks, compute
from calculators.variable.service_model import ModelKind
from ui import decided, shell, show, state
from ui.cards import compute as cards
from ui.inputs import ask

shell.guard()
result, row, theme = state.evaluation(), state.service_shown(), shell.theme_name()
language = result.scenario.services.rows[row].kind == ModelKind.LANGUAGE

shell.title("Variable costs", "Compute", "What does serving cost, now and as we grow?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(compute.unit_cost_chart(result, theme), "unit-cost")
    ways = show.place()
    show.table(compute.growth_table(result), first=4, key="growth")


def decide() -> None:
    """Draw what rests on the decisions: the levers, and the ways to have the machines."""
    followed = decided.following("compute")
    with show.deciding(waits=followed is not result):
        show.table(compute.levers_table(followed), first=6, key="levers")
    with top:
        show.answer(compute.answer(followed, row))
    with ways:
        show.chart(compute.day_chart(followed, row, theme), "day")
        show.divided_bar(*compute.memory_bar(followed, row))
        show.table(compute.supply_table(followed, row))


decided.follows(decide)
with inputs:
    ask("compute", cards.LANGUAGE_SERVICE if language else cards.OTHER_SERVICE)

inputs, tables = shell.columns("inputs-levers")
with inputs:
    ask("levers", cards.LEVER_CARDS)
with tables:
    show.table(compute.unit_costs(result))
    show.notes(benchmarks.held_against(state.base()))
show.method(compute.METHOD)
