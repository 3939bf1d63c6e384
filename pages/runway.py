"""Runway: when does the money run out, and what changes it?"""

from calculators.answers import cost_centres, runway
from ui import shell, show, state
from ui.cards import plan as cards
from ui.inputs import ask, ask_table

shell.guard()
result, draws, theme = state.evaluation(), state.draws(), shell.theme_name()

shell.title("Plan", "Runway", "When does the money run out, and what changes it?")
top = show.place()

inputs, charts = shell.columns()
with charts:  # sent first: the browser needs longest for them
    show.chart(runway.cash_chart(result, draws, theme), "cash")
    show.chart(runway.cost_chart(result, theme, shell.lens()), "costs")
    show.chart(runway.break_even_chart(result, theme), "break-even")
with top:
    show.answer(runway.answer(result, draws))
with inputs:
    ask("runway", cards.beside(result.scenario))

for place, card in zip(shell.halves(), cards.RUNWAY_TABLES, strict=True):
    with place:
        ask_table(card.title, card.title, *card.paths)

show.table(runway.what_if_table(result))
show.table(cost_centres.cost_centres(result))
show.table_on_demand("Month by month", "months", lambda: runway.month_table(result))
show.method(runway.METHOD)
