"""Training: what does building models cost?"""

from calculators.answers import training
from ui import shell, show, state
from ui.cards import training as cards
from ui.inputs import ask

shell.guard()
result, theme = state.evaluation(), shell.theme_name()
entered = result.scenario.training

shell.title("Fixed costs", "Training", "What does building models cost?")
top = show.place()  # the sentence waits for the decisions; the first chart does not

inputs, charts = shell.columns()
with charts:
    show.chart(training.cost_chart(result, theme), "training-cost")
with top:
    show.answer(training.answer(result))
with inputs:
    ask("training", cards.runs(entered))
with charts:
    show.chart(training.savings_chart(result, theme), "training-savings")
    show.chart(training.logs_chart(result, theme), "training-logs")

show.table(training.levers(result), first=6, key="training-levers")

inputs, tables = shell.columns("inputs-storage")
with inputs:
    ask("training-storage", cards.rest(entered))
with tables:
    show.table(training.growth_table(result))
    show.table(training.run_table(result))
    show.table(training.published_table(), first=4, key="training-published")
show.method(training.METHOD)
