"""Operations: what does keeping the model good cost?"""

from calculators.answers import operations
from calculators.variable.operations_inputs import LabelPayment
from ui import shell, show, state
from ui.cards import operations as cards
from ui.inputs import ask, ask_side_by_side

shell.guard()
result, theme = state.evaluation(), shell.theme_name()
by_time = result.scenario.operations.label_payment == LabelPayment.BY_TIME

shell.title("Variable costs", "Operations", "What does keeping the model good cost?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(operations.label_chart(result, theme), "labels")
    show.chart(operations.cost_chart(result, theme), "costs")
with top:
    show.answer(operations.answer(result))
with inputs:
    ask("operations", cards.PAID_BY_TIME if by_time else cards.PAID_BY_LABEL)
with charts:
    show.chart(operations.lever_chart(result, theme), "levers")
    show.table(operations.cost_table(result))
    show.table(operations.label_table(result))

show.table(operations.levers_table(result), key="levers")
ask_side_by_side("label-levers", cards.LABEL_LEVERS)
ask_side_by_side("other-levers", cards.OTHER_LEVERS)
show.method(operations.METHOD)
