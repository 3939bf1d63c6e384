"""Embedding fine-tuning: is its gain provable, and worth it?"""

from calculators.answers import fine_tuning
from ui import paste, shell, show, state
from ui.cards import fine_tuning as cards
from ui.inputs import ask

shell.guard()
theme = shell.theme_name()
tuned = fine_tuning.on_tuning(state.evaluation())

shell.title("Practices", "Embedding fine-tuning", "Is the gain provable, and worth it?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(fine_tuning.power_chart(tuned, theme), "fine-tuning-power")
    show.chart(fine_tuning.gain_chart(tuned, theme), "fine-tuning-gain")
with top:
    show.answer(fine_tuning.answer(tuned))
with inputs:
    ask("fine-tuning", cards.INPUTS)
    if not tuned.graded:
        paste.paired("fine_tuning")
with charts:
    show.chart(fine_tuning.value_chart(tuned, theme), "fine-tuning-value")
    show.table(fine_tuning.conditions_table(tuned), key="fine-tuning-conditions")

show.table(fine_tuning.labels_table(tuned), key="fine-tuning-labels")
show.table(fine_tuning.published_table(), key="fine-tuning-published")
show.table(fine_tuning.context_table(tuned), key="fine-tuning-context")
show.method(fine_tuning.METHOD)
