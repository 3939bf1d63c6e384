"""A point of accuracy: what is another point worth here?"""

from calculators.answers import accuracy
from ui import shell, show, state
from ui.cards import accuracy as cards
from ui.inputs import ask, ask_use

shell.guard()
theme = shell.theme_name()
point = accuracy.on_a_point(state.evaluation())

shell.title("Practices", "A point of accuracy", "What is another point of accuracy worth here?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(accuracy.size_chart(point, theme), "accuracy-size")
with top:
    show.answer(accuracy.answer(point))
with inputs:
    ask("accuracy", cards.INPUTS)
    if uses := accuracy.uses(point):
        ask_use("use-point-value", "Value of a point", accuracy.USE_NOTE, uses)
with charts:
    show.chart(accuracy.points_chart(point, theme), "accuracy-points")
    show.table(accuracy.points_table(point), key="accuracy-each")

show.table(accuracy.size_table(point), key="accuracy-sizes")
show.table(accuracy.context_table(point), key="accuracy-context")
show.method(accuracy.METHOD)
