"""How the page on one server or a cluster computes."""

from __future__ import annotations

METHOD = r"""
**A job.** Today's data $d_0$ take $W_0$ hours on the server used now, so $d$ take
$W = W_0\,(d/d_0)^e$, and $d$ times the memory for each byte. It must end within its deadline and
before the next one starts, $730\,\mathrm{h} / \text{jobs}$.

**One server.** Servers double in memory, cores and price. With a serial share $s$ and a server $r$
times as large as that of today

$$T = W\,\left(s + \frac{1 - s}{r}\right)$$

(Amdahl). The cheapest server is taken that holds the data and ends in time, the time of engineers
who wait in it: with $v$ for an hour of waiting and a price $q$ for each GB the cost is least at
$\sqrt{(1-s)\,g\,v / (s\,q)}$ GB, $g$ the server used now. Above the largest one the data do not
fit. Cores in proportion to memory hold within one family of servers; a job bound by
its disk gains less.

**A cluster.** On $n$ nodes of relative size $r$, with coordination $c$ and a start $t_0$

$$T = W\,\left(s + \frac{(1 + c)(1 - s)}{n\,r}\right) + t_0$$

$n$ is the least that holds the data and ends in time, or more where waiting costs more than nodes;
whole, and at least the number entered. Where the most nodes that are taken for a deadline do not
end in time either, time does not speak for a cluster. Coordination grows with $n$ in
practice; a share is a first form.

**Cost.** Hours × machines × price; engineers who wait; of a cluster also its fixed price, upkeep
and debugging. The cost condition holds when the saving of the payback months exceeds the work of
setting up. Beyond the largest server the line of one server has no cost: it does not fit.

**Outgrown.** With $a$ hours allowed, $m$ bytes of memory for each byte and $T_0$ the hours of
today's job on the largest server of $G$ GB, data outgrow one server from the smaller of $G/m$ and
$d_0\,(a/T_0)^{1/e}$. A cluster may pay in several windows: while it alone ends in time, and where
no server holds the data.

**Conditions.** Memory, time or cost: one is enough to take a cluster, all have to hold to go back.
Larger data never move memory back. Data grow by what is added a month, which follows the queries.

**In the plan.** The server stands in Training or in other fixed costs. A cluster adds what it costs
beyond that server, so that nothing is counted twice; both lenses agree, for nothing is bought.

**People.** A monolith or services is the same question for people: nodes are teams, coordination is
meetings and interfaces. It is not computed here, for nobody gives a figure for that coordination;
the context table shows the size of the company alone.

**References.** F. McSherry, M. Isard, D. Murray, *Scalability! But at what COST?*, HotOS 2015, read
through [a summary](https://blog.acolyer.org/2015/06/05/scalability-but-at-what-cost/): systems on
hundreds of cores slower than one thread. G. Amdahl, *Validity of the single processor approach*,
1967, [doi:10.1145/1465482.1465560](https://doi.org/10.1145/1465482.1465560). W. McKinney, *Apache
Arrow and the 10 Things I Hate About pandas*, 2017,
[wesmckinney.com](https://wesmckinney.com/blog/apache-arrow-pandas-internals/). The advice to stay
on one server is that of *Sane choices for small machine learning teams*.
"""
