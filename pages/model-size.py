"""Size and shape of models: how large, how many, and kept how?"""

from calculators.answers import model_size
from ui import shell, show, state
from ui.cards import model_size as cards
from ui.inputs import ask, ask_table

shell.guard()
theme = shell.theme_name()
models = model_size.on_models(state.evaluation())

shell.title("Choices", "Size and shape of models", "How large, how many, and kept how?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(model_size.rungs_chart(models, theme), "model-size-rungs")
    show.chart(model_size.pipeline_chart(models, theme), "model-size-pipeline")
with top:
    show.answer(model_size.answer(models))
with inputs:
    ask("models", cards.INPUTS)
with charts:
    show.chart(model_size.kinds_chart(models, theme), "model-size-kinds")

for key, card, first in cards.TABLES:
    ask_table(key, card.title, card.paths[0], card.note, first)
show.table(model_size.ladder_table(models), key="model-size-ladder")
show.table(model_size.steps_table(models), key="model-size-steps")
show.table(model_size.options_table(models), first=8, key="model-size-options")
show.table(model_size.context_table(models), key="model-size-context")
show.method(model_size.METHOD)
