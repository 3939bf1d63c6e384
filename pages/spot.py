"""Spot: what is left of the discount after interruptions?"""

from calculators.answers import spot
from ui import shell, show, state
from ui.cards import spot as cards
from ui.inputs import ask

shell.guard()
theme = shell.theme_name()
on_spot = spot.on_spot(state.evaluation())

shell.title("Choices", "Spot", "What is left of the discount after interruptions?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(spot.saving_chart(on_spot, theme), "spot-saving")
    show.chart(spot.interval_chart(on_spot, theme), "spot-interval")
with top:
    show.answer(spot.answer(on_spot))
with inputs:
    ask("spot", cards.INPUTS)
with charts:
    show.chart(spot.ends_chart(on_spot, theme), "spot-ends")
    if left := spot.left_table(on_spot):
        show.table(left, key="spot-left")

if run := spot.run_table(on_spot):
    show.table(run, first=8, key="spot-run")
show.table(spot.serving_table(on_spot), first=6, key="spot-serving")
show.table(spot.published_table(on_spot), key="spot-published")
show.method(spot.METHOD)
