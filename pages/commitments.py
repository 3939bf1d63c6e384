"""Commitments: how many machines should we pay for ahead?"""

from calculators.answers import commitments
from ui import shell, show, state
from ui.cards import commitments as cards
from ui.inputs import ask

shell.guard()
theme = shell.theme_name()
held = commitments.committed(state.evaluation(), state.service_shown())

shell.title("Choices", "Commitments", "How many machines should we pay for ahead?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(commitments.cost_chart(held, theme), "commitments-cost")
with top:
    show.answer(commitments.answer(held))
with inputs:
    ask("commitments", cards.INPUTS)
with charts:
    show.chart(commitments.duration_chart(held, theme), "commitments-hours")
    show.chart(commitments.growth_chart(held, theme), "commitments-growth")

if held.e.known:
    show.table(commitments.offers_table(held), key="commitments-offers")
    show.table(commitments.regret_table(held), key="commitments-regret")
show.method(commitments.METHOD)
