"""How the page on hardware computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Cash and accounting.** An asset of price $P$ that is bought at the start of month $m$ serves for
its life of $L$ months and is sold in the last of them for $\rho P$. *Cash* is what is paid:
$P$ in month $m$, upkeep as it comes, less $\rho P$ at the end. *Accounting* puts in place of price
and resale what wears off. Over a life both add up to the same; runway reads cash, unit costs read
accounting. What was bought before month 1 is paid already, but still wears off.

**Wearing off.** Straight line: $P(1-\rho)/L$ a month. Declining balance with factor $f$ over
$n = L/12$ years: the book value at the end of year $k$ is
$\max\left(P\,(1-f/n)^k,\;\rho P\right)$; a year's share is spread evenly over its months. Where $f$
is small the book value ends above $\rho P$; the rest is written off in the last month. No cash
moves, and taxes are not in it.

**Upkeep.** Maintenance in the month of age $a$ is $P\,\mu\,(1+g)^{a/12}/12$, $\mu$ the share of the
first year and $g$ the yearly growth of repairs. Breakage buys a share of the units again each year
at today's price, whatever their age. The share for serving is counted as variable: it follows the
volume only as far as the table does.

**Keep or replace.** The market value falls by the same share each month, $V(a) = P\rho^{a/L}$,
and goes on falling beyond $L$. Kept $n$ months, an asset costs on average

$$A(n) = \frac{P - V(n) + \sum_{a<n} \text{repairs}(a)}{n}$$

a month. The best age is the $n$ of least $A$, up to twenty years; without growing repairs it only
falls and there is none. Interest is left out: it would lengthen the best age a little. An old
machine is taken to serve as well as a new one; slower work and downtime are not in it. Keeping
everything longer lowers the resale value along the same curve, and counts from today's machines;
the books are kept as if the longer life had been known from the purchase.

**Lease or buy.** Both are turned into even payments at the start of each month, with $i$ a month
for money tied up and $\ddot a(n) = \sum_{k<n} (1+i)^{-k}$:

$$\text{buy} = \frac{P - V(n)(1+i)^{-(n-1)}}{\ddot a(n)}, \qquad
\text{lease} = \ell\,P\,\frac{\ddot a(N)}{\ddot a(n)}$$

$N$ is $n$ rounded up to whole terms where the asset is not renewed. *Lease asks* is the interest at
which both are equal: the lessor lends $P$, is paid, and keeps what you could have sold; of
everything together, the one at which the sums over all rows are equal, as the verdict weighs
them. Upkeep is yours either way, and the payments are an expense in both lenses. Twelve times the
even payment, upkeep in it, is the **equivalent annual cost**, which compares lives of unequal
length.

**Runway.** The plan is computed again without hardware, and with each lever; months are the
difference.

**References.** R. Brealey and S. Myers, *Principles of Corporate Finance*, chapters on equivalent
annual cost and leasing. Spreadsheet functions SLN and DDB for the two methods. S. Dhingra and
P. Sood, *Scaling ML products at startups: a practitioner's guide*, 2023,
[arXiv:2304.10660](https://arxiv.org/abs/2304.10660): what hardware serves is a variable cost, what
it builds a fixed one.
"""
