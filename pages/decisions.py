"""All decisions: what have we crossed, and what not yet?"""

from calculators.answers import all_decisions, decision_detail, decision_list
from ui import decision_controls, decisions, shell, show, state

shell.guard()
result, theme = state.evaluation(), shell.theme_name()

shell.title("Plan", "All decisions", "What have we crossed, and what not yet?")
show.answer(all_decisions.answer(result))

order, verdicts = decision_controls.order_and_verdicts()
decisions.everything(decision_list.listing(result, order, verdicts))

decision_controls.list_to_send(result)

show.heading("One decision", "Its margin over its scale, what must hold, and how sure we are")
if one := decision_controls.one(result):
    show.notes([decision_detail.said(one), *filter(None, [decision_detail.drawn(one)])])
    show.chart(decision_detail.chart(one, theme), "one-decision")
    if held := decision_detail.conditions_table(one):
        show.table(held, key="conditions")
show.method(all_decisions.METHOD)
