"""Near-duplicates: is their removal worth its upkeep?"""

from calculators.answers import near_duplicates
from ui import shell, show, state
from ui.cards import near_duplicates as cards
from ui.inputs import ask
from ui.text_trial import text_trial

shell.guard()
theme = shell.theme_name()
found = near_duplicates.on_duplicates(state.evaluation())

shell.title("Practices", "Near-duplicates", "Is their removal worth its upkeep?")
show.answer(near_duplicates.answer(found))

inputs, charts = shell.columns()
with charts:
    show.chart(near_duplicates.value_chart(found, theme), "duplicates-value")
    show.chart(near_duplicates.sample_chart(found, theme), "duplicates-sample")
    show.chart(near_duplicates.curve_chart(found, theme), "duplicates-curve")
with inputs:
    ask("near-duplicates", cards.INPUTS)

if conditions := near_duplicates.conditions_table(found):
    show.table(conditions, key="duplicates-conditions")
show.table(near_duplicates.ways_table(found), key="duplicates-ways")
show.table(near_duplicates.levers_table(found), key="duplicates-levers")
trial = show.place()  # drawn last: it may take a while
show.table(near_duplicates.context_table(found), key="duplicates-context")
show.method(near_duplicates.METHOD)
with trial:
    text_trial(found.hashes, found.bands)
