"""One server or a cluster: do our jobs need more than one machine?"""

from calculators.answers import server_or_cluster
from ui import shell, show, state
from ui.cards import server_or_cluster as cards
from ui.inputs import ask

shell.guard()
theme = shell.theme_name()
jobs = server_or_cluster.on_jobs(state.evaluation())

shell.title("Choices", "One server or a cluster", "Do our jobs need more than one machine?")
top = show.place()  # the sentence waits for the decisions; the charts do not

inputs, charts = shell.columns()
with charts:
    show.chart(server_or_cluster.cost_chart(jobs, theme), "server-or-cluster-cost")
with top:
    show.answer(server_or_cluster.answer(jobs))
with inputs:
    ask("data_jobs", cards.INPUTS)
with charts:
    show.chart(server_or_cluster.hours_chart(jobs, theme), "server-or-cluster-hours")
    if servers := server_or_cluster.servers_table(jobs):
        show.table(servers, first=7, key="server-or-cluster-servers")

show.table(server_or_cluster.conditions_table(jobs), key="server-or-cluster-conditions")
show.table(server_or_cluster.context_table(jobs), key="server-or-cluster-context")
show.method(server_or_cluster.METHOD)
