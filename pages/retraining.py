"""Continuous retraining: does a schedule pay, and could you tell?"""

from calculators.answers import retraining
from ui import paste, shell, show, state
from ui.cards import retraining as cards
from ui.inputs import ask

shell.guard()
theme = shell.theme_name()
again = retraining.on_retraining(state.evaluation())

shell.title(
    "Practices", "Continuous retraining", "Does retraining by schedule pay, and could you tell?"
)
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(retraining.power_chart(again, theme), "retraining-power")
with top:
    show.answer(retraining.answer(again))
with inputs:
    ask("retraining", cards.INPUTS)
    paste.paired("retraining")
with charts:
    show.chart(retraining.interval_chart(again, theme), "retraining-interval")
    show.chart(retraining.exaggeration_chart(again, theme), "retraining-exaggeration")

show.table(retraining.conditions_table(again), key="retraining-conditions")
show.table(retraining.ways_table(again), key="retraining-ways")
if intervals := retraining.interval_table(again):
    show.table(intervals, first=4, key="retraining-intervals")
show.table(retraining.triggers_table(again), key="retraining-triggers")
show.table(retraining.context_table(again), key="retraining-context")
show.method(retraining.METHOD)
