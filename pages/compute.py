"""Compute: what does serving cost, now and as we grow?"""

from calculators.answers import benchmarks, compute
from calculators.variable.service_model import ModelKind
from ui import layout, shell, show, state
from ui.inputs import ask

shell.guard()
result, row, theme = state.evaluation(), state.session().service, shell.theme_name()
language = result.scenario.services.rows[row].kind == ModelKind.LANGUAGE

shell.title("Variable costs", "Compute", "What does serving cost, now and as we grow?")
show.answer(compute.answer(result, row))

inputs, charts = shell.columns()
with inputs:
    ask("compute", layout.COMPUTE_CARDS if language else layout.COMPUTE_CARDS_OTHER)
with charts:
    show.chart(compute.unit_cost_chart(result, theme), "unit-cost")
    show.chart(compute.day_chart(result, row, theme), "day")
    show.divided_bar(*compute.memory_bar(result, row))
    show.notes(benchmarks.held_against(state.base()))

show.table(compute.supply_table(result, row))
show.table(compute.levers_table(result))
show.table(compute.unit_costs(result))
show.table(compute.growth_table(result))
show.method(compute.METHOD)
