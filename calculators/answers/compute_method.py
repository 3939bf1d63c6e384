"""How the page on compute computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Memory.** Weights take $P \cdot w$ bytes, $w$ = 4, 2, 1 or 0.65 (int4 with group scales). A
running query of a language model keeps $c \cdot (t_\text{in} + t_\text{out})$ bytes of KV cache,
$c$ per token from the model card; full attention with grouped heads: $c = 2 \cdot \text{layers}
\cdot \text{KV heads} \cdot \text{head size} \cdot 2$. A replica is the smallest of 1, 2, 4, 8, 16
GPUs that holds weights and one query.

**Slots and throughput.** A decoding step reads the weights and the cache of all $b$ running
queries:

$$t(b) = \max\left(\frac{P_a w + b\,c\,(t_\text{in} + t_\text{out}/2)}{e \cdot \text{bandwidth}},\;
\frac{2 P_a b}{m \cdot \text{FLOP/s}}\right) + t_0$$

A query holds its slot for $S(b) = t_\text{out}\,t(b) + b \cdot t_\text{prefill}$ seconds, and a
replica answers $b / S(b)$ queries a second. $b$ is the least of what memory holds, what the
answer target allows, and the engine's cap. $e$, $m$ and $t_0$ are fitted to published
measurements; 8 of 10 of those lie between 0.61 and 1.72 of the estimate. A measured throughput
replaces the estimate. Speculative decoding, prompts longer than the batch, and queues inside the
engine are not in it.

**Machines.** The load of an hour is $a = \lambda S(b)$. The slots $n$ are the fewest at which
Erlang C leaves no more than the chosen share waiting, $C(n, a) \le \alpha$ (Poisson arrivals,
nobody gives up). Replicas are $\lceil n / b \rceil$, rounded up to whole machines; groups of
alike models do not share a replica beyond the number entered.

**Ways to meet the peak.** *Always for the peak*: machines for the busiest hour, all month.
*Autoscaled*: in each hour those for the highest load until a machine that was asked for serves,
with headroom. *Bought ahead*: the machines needed in more than $1 - \text{discount}$ of the hours
of a year are committed to, the rest is rented. *Peak held down*: machines for the cap; a share of
what lies above is lost with its revenue. *Serverless*: GPU-seconds of queries and cold starts; a
query finds its worker cold with probability $e^{-\lambda \cdot \text{keep-alive}}$. Idle time
lowers output, never the bill. Month = 730 hours.

**Unit cost.** Cost of a month over the queries that users raise, bought engineer time in it. *At
capacity* is the same machine without a second of idle time, at the price of its way and without
staging or engineer time; nobody reaches it. The curve takes each volume as steady, with the number
of models of today; own machines serve on it from the first day.

**Levers.** The plan is computed again with one input changed; months of runway are the
difference. Points lost × value of a point and the work (if bought) are weighed against the
saving. The effect of seconds is said beside it.

**References.** S. Dhingra and P. Sood, *Scaling ML products at startups: a practitioner's guide*,
2023, [arXiv:2304.10660](https://arxiv.org/abs/2304.10660). W. Kwon et al., *Efficient memory
management for large language model serving with PagedAttention*, 2023,
[arXiv:2309.06180](https://arxiv.org/abs/2309.06180). H. Tijms, *A First Course in Stochastic
Models*, Wiley 2003, section 5.3. Measurements behind the fit: each with its source in the
catalog.
"""
