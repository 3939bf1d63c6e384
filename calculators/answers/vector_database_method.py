"""How the page on vector databases computes: equations, where they stop, references."""

from __future__ import annotations

METHOD = r"""
**Memory.** $n$ vectors of $d$ values of $b$ bytes take $n\,d\,b$, and what is kept beside each.
50,000 of 768 float32 values are 153.6 MB.

**Time of a search.** One core reads every byte of the corpus once, so it takes at least

$$S = \frac{n\,d\,b}{\text{corpora}\cdot\text{bandwidth of a core}}$$

A measurement replaces it, in proportion to the vectors. The estimate is right within a factor of
two while the array is larger than the caches and smaller than memory; where half of it is within
the budget and twice of it is not, the page says "cannot tell" until the script has run. With $q$
searches a second at the peak, $c$ cores and $R = qS$, 95 of 100 searches end within

$$S + \frac{S}{c - R}\,\ln\frac{C(c, R)}{0.05}$$

$C$ the share that waits (Erlang C); within $S$ where fewer than 5 of 100 wait, never where $R \ge
c$. Searches take equally long, so real waits are up to half as long; answering several queries at
once is much faster than one by one and is not counted. Several cores share the bandwidth of one
memory.

**Restart and writes.** Loading takes bytes over the read speed of the disk. Writes are gathered
and the array is written anew once for each, or once in the time after which a write must be found,
whichever is rarer. Appending in place and writing a log would cost less.

**Any of them is enough.** A database is needed when memory, time, restart or writes pass their
limit, or when it costs less. It helps with time only where its own answer, the network included,
is within the budget. The way back asks for all of them. Turns hold at today's searches; months
count both growths.

**Cost.** Brute force: whole machines beyond the one it runs on, for memory, cores, or to divide
the vectors until a search is fast enough. An index we run: whole machines for $n\,d\,b \cdot$ its
overhead. Managed:

$$\max(\text{least bill},\; q_m \cdot RU \cdot p_r + w_m \cdot WU \cdot p_w + \text{GB} \cdot p_s)$$

$RU = \max(0.25, g)$ with $g$ the decimal GB of the corpus searched, $WU = \max(5, k)$ with $k$ the
kB of the record. It is not independent of the number of searches. Brute force is a stair of
machines, so it may be cheaper again above a crossing: all of them are found and said. No line of
the plan holds these machines. The work pays back within the months of the plan; recall lost counts
as points of accuracy at their value. Prices change yearly; third parties differ by 50 times and
more for one load. An index without a stated recall cannot be
compared: one published default answered in 1.27 ms at a recall of 0.159.

**Credits.** Cloud credits pay for machines, not for the managed database.

**References.** Pinecone, *Understanding cost*,
[docs.pinecone.io](https://docs.pinecone.io/guides/organizations/manage-cost/understanding-cost),
read 2026-11-21; prices as of 2026-06-09. Vector benchmark of docs.humem.ai: 100,000 x 384 exactly,
8 threads, 4.05 ms. Y. Malkov, D. Yashunin, *Efficient and robust approximate nearest neighbor
search using hierarchical navigable small world graphs*, 2016,
[arXiv:1603.09320](https://arxiv.org/abs/1603.09320). H. Tijms, *A First Course in Stochastic
Models*, 2003, section 5.2.
"""
