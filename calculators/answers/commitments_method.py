"""How the page on commitments computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Duration curve.** $m_h$ are the GPUs that the service needs in hour $h$: 24 hours of the day in
each month of the term, growth and kinds included, whole machines, at least the replicas that always
run. Sorted from the busiest hour down they say in which share of the hours each GPU is needed. The
days of a month are taken alike; weekends count as far as the shape of the day holds them.

**Level.** With $P$ the on-demand price of a GPU for a month and $\rho = 1 - \text{discount}$, a
level $L$ costs

$$C(L) = P \left( \rho L + \overline{\max(m_h - L,\, 0)} \right)$$

a month. One more GPU costs $\rho P$ in every hour and saves $P$ in each hour that needs it, so that
the cheapest level is the least that is exceeded in at most a share $\rho$ of the hours (the
newsvendor). At $\rho = 1$ it is none. The rest is rented by the hour, at once and without headroom:
a provider that is sold out, or machines that take long to start, make commitments worth more.

**Use.** Against renting by the hour, a committed GPU pays where it is needed in more than $\rho$ of
its hours.

**Verdict.** Every kind and term is judged by one rule, that of every way to meet the peak: at a
steady load of today, with the level that is cheapest there, what is saved within the months of
payback against the way that the plan has must exceed the work. The level of the table is that of
the whole term, growth included; what it costs before the load is there stands under "Month 1" and
in the runway. Where no GPU is worth committing to, there is no commitment to judge.

**Growth that fails.** The level stays, the load is tilted: month $t$ has
$\left((1+g)/(1+g_0)\right)^{t-1}$ of what is planned, $g_0$ the planned mean growth a month of the
queries over the term; models that serve one customer each follow. Regret is $C(L)$ less the least
$C$ in that future. The break-even growth is the last one from below at which the saving turns
positive, looked for from −30 % to +30 % a month.

The level is bought once, for the whole term. Where the load grows fast, buying it in steps as the
load comes saves the months in which it would stand idle, and most of the regret.

**Terms.** Machines are chosen anew after one or three years. A share $u$ may be paid upfront: in
cash $u \rho P L$ times the months of the term leaves in its first month and $(1-u) \rho P L$ in
each month; the cost is $\rho P L$ a month either way, so accounting and break-even do not move and
runway does. A last term that outlasts the plan is paid in full. A savings plan binds to dollars an
hour and not to a machine: the same equations, with its own discount, and machines can be changed
within it. Selling a commitment on, where a market exists, is left out. A discount is off the
on-demand price *entered*: a discount already taken there is not taken twice.

**Discounts.** The service's own discount leads. What the catalog knows of the machine chosen stands
in for the other term, with its date; published ceilings (up to 66 or 72 %) are not prices and are
filled only when chosen, and said so.

**References.** K. Arrow, T. Harris and J. Marschak, *Optimal inventory policy*, Econometrica 19
(1951), 250 to 272, for the newsvendor.
"""
