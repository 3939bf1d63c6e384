"""How the page on owning machines computes: equations, where they stop, references."""

from __future__ import annotations

METHOD = r"""
**One own GPU.** With the price $P$ of a GPU and its share of server, network and spares, resale
$\rho$, life $L$ months, maintenance $m$ a year, power $w$ in kW, a month costs

$$\frac{P(1-\rho)}{L} + \frac{mP}{12} + w\,(\mathrm{PUE}\cdot 730\cdot e + k)$$

with $e$ the price of a kWh and $k$ that of a kW of colocation. Hands on the machine are counted at
the cost of an engineer-week, failures at hours down times the cost of an hour: value, not cash, and
an upper bound where other machines carry on. The first term is wear and counts in the accounting
lens only; in cash $P$ is paid when the machine is ordered. The purchase is never counted twice.
Rated power is an upper bound: a machine that waits draws less.

**Machines over time.** Machines are whole and meet the busiest hour, as rented ones do. They are
ordered the delay ahead and paid then; until they serve the cloud is still paid. The stock grows
with the plan and never shrinks; at the end of its life a machine is sold and bought again, or its
work is rented from then on. What would be ordered for needs after the last month is not in the
plan. Prices stay as they are today, although those of clouds and cards fall: that favours owning.

**Size.** Costs at a steady size and the verdict are read over queries a month. Where a service
keeps copies of its model for each kind, its machines follow the kinds, and both are read over the
number of kinds, with queries as today.

**Payback.** The first month in which cumulative rent exceeds cumulative own cost, purchases at the
start of a month and bills at its end; discounted with the plan's rate. For level bills it is
$H = K/(c-o)$ hours, and $n = -\ln(1 - Ki/s)/\ln(1+i)$ months discounted: never where interest
outruns the saving. Use scales the rent, not the purchase.

**Own the base, rent the peak.** A machine is worth owning where it is needed in a larger share of
the hours than own ÷ rented cost of a month (newsvendor on the duration curve). The rest is rented
by the hour with the headroom of autoscaling, and taken to be there when it is asked for. Queries
then go to two places; moving data between them is not in it. That share is of one more machine: all
machines for the peak beat rent by the hour from own bill ÷ price GPU-hours a month, and the own
bill holds the patching and watching that any number of machines takes.

**Equal yearly cost** turns all that is paid over the plan, less what the machines are still worth,
into equal yearly payments. **Not in it**: taxes, insurance, updates of devices in the field (they
are on Bandwidth), data moved out of the cloud once, and what falling prices by the hour would save.

**References.** Lenovo Press LP2225 (2025) for $H$: its month has 720 hours, here 730; it leaves out
network, facility and people. D. Heinemeier Hansson, *We stand to save \$7m over five years from our
cloud exit* (2023). K. Arrow, T. Harris, J. Marschak, *Econometrica* 19 (1951), for the base.
R. Brealey and S. Myers, *Principles of Corporate Finance*, for equal yearly cost. S. Dhingra and
P. Sood, 2023, [arXiv:2304.10660](https://arxiv.org/abs/2304.10660): rent first, until the crossing
is behind you.
"""
