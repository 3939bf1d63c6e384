"""How the page on API or self-hosted computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**A call at the API** of $n_i$ prompt and $n_o$ answer tokens costs

$$c = \left(n_i\,[(1-s)\,p_i + s\,p_c] + n_o\,p_o\right)(1 - w\,d)\,/\,10^6$$

with $p_i, p_c, p_o$ US dollars for a million tokens of input, cached input and output, $s$ the
share of the prompt found in the cache, $w$ the share that can wait a day and $d$ the batch
discount. The bill is $\max(N c,\ \text{minimum spend})$ for $N$ calls a month. Tokens are counted
as on own machines: another tokenizer makes more or fewer of the same text. Prices that rise with
the length of a prompt, or for writing to the cache, are not followed.

A call of **another model** has the price of a thousand calls $/\,10^3$ in place of the tokens: of
an image, a page or a vector, as the provider counts. The catalog lists none, so it is entered;
prices that fall with the volume are not followed, nor is a rate limit, which counts tokens.

**Own serving** is the bill of the page on compute: whole replicas for the busiest hour or as
supplied, those kept for redundancy, and all the time in which they idle. Beside it stand the
engineers who keep it running, which no other line of the plan holds. A machine of price $P$ an hour
that makes $r$ tokens a second and is busy a share $u$ of the time makes a million tokens for

$$\frac{P \cdot 10^6}{3600\, r\, u}$$

At a tenth of its capacity a token costs ten times as much. *Machines always full* is the same with
$u = 1$: no volume brings the cost below it.

**Where it turns.** Both sides are computed at steady volumes from a hundredth of today's to a
hundred times, copies and shares as today:

$$\text{own}(v) + \text{engineers} \;=\; \text{API}(v) + \text{swaps} + \text{value lost} +
\frac{\text{weeks of moving} \times \text{cost of a week}}{\text{months to pay back}}$$

Own serving is a stair of machines, so the two may cross several times; all crossings are found,
with the edges of the first steps as breakpoints. Where the service runs through the API already the
work of moving stands on the other side. The textbook form, tokens $=$ fixed cost $/$ (API $-$ own
price of a token), holds only up to the capacity of what the fixed cost pays.

**Limits.** What the hours of the day ask above the rate limit is turned away and loses its revenue;
the bill is not lowered, as it is asked again. What can wait a day stays outside the limit. An API's
own failures and changes of price are not in it.

**Quality.** Value lost $= N \cdot g \cdot e + \Delta t \cdot \text{value of a second}$, $g$ how
many more answers are wrong and $e$ the cost of one. The gap at which both cost the same is the
saving of a call $/ e$. None of it is cash: it moves the verdict and not the runway.

**Both lenses.** The two bills of month 1 follow the switch, cash or spread over use. Curves and
crossings are spread over use, as a steady volume has no month in which something is bought. Credits
of a cloud pay rented machines and not the API.

**References.** Pan and others, *A cost-benefit analysis of on-premise large language model
deployment*, 2025, [arXiv:2509.18101](https://arxiv.org/abs/2509.18101), whose payback sells all
that the machines can make and counts neither staff nor spare machines. S. Dhingra and P. Sood,
*Scaling ML products at startups*, 2023, [arXiv:2304.10660](https://arxiv.org/abs/2304.10660).
Prices: the dated rows of the catalog.
"""
