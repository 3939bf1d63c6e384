"""How the page on spot computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Interruptions.** A share $p$ of machines interrupted within $h$ hours of running each gives a mean
time between interruptions $M = -h / \ln(1 - p)$, a rate $\lambda$ an hour gives $M = 1/\lambda$. Of
$n$ machines that stop together the first one counts: $M/n$. Published bands are those of the
trailing month, do not say how long instances ran, and the highest has no top: an upper end for $M$.
The upper end of a band is taken. Times between interruptions are taken as exponential; they
cluster, so for machines that stop together the estimate is too good.

**Interval.** With $\delta$ to write and $\tau$ of running time between checkpoints, the expected
time is least at $\tau = M\,(1 + W(-e^{-\delta/M - 1}))$, $W$ the principal branch of Lambert's
function. Young's $\sqrt{2\delta M}$ and Daly's series are near it while $\delta \ll M$. A run
shorter than the interval writes one checkpoint, at its end.

**Time and cost.** With a restart $R$, which may be interrupted too, work $T_s$ takes

$$T = M\,e^{R/M}\,(e^{(\tau+\delta)/M} - 1)\,\frac{T_s}{\tau}$$

of running time, and $T/M$ interruptions, each followed by a wait that is not paid. To first order
$\sqrt{2\delta/M} + R/M$ of the time is lost; above about 15 % only the full formula holds.

$$\text{net saving} = 1 - (1 - \text{discount})\,\frac{T}{T_s} - \text{storage of checkpoints}$$

It is negative where interruptions cost more than the discount gives. Break-even discount:
$1 - T_s/T$. A run "does not finish" where more than 100 times its work is expected by the clock, or
more than its deadline; it then never pays. A notice as long as a checkpoint would let it be written
only when a machine is taken; that is not counted.

**On demand meanwhile.** Instead of waiting the run goes on at the full price; of each wait $D$ the
part $D - R - \delta$ is work. Work on spot falls to $T_s / (1 + (T/T_s)(D - R - \delta)/M)$.

**Deadline.** 100,000 runs are drawn with a fixed seed: segments interrupted (binomial), further
interruptions (negative binomial), the time lost in each (exponential, cut at the length of the try)
and waits (exponential). Their mean is that of the formula.

**Training in the plan.** Hours of a run, GPUs and price stand on Training. Its net saving on spot
is the measured one where it was entered, else the one computed here; the work of making runs
resumable is that of changing the supply there. Dollars are against what the plan has: on demand, or
what is committed. Both lenses agree: nothing is bought.

**Serving.** Machines for the peak (or following the load) times $1 + \text{spare}$; a share stays
on demand. A spot machine is away $g/(M + g)$ of the time, $g$ the wait and the start less the
notice.
Machines missing beyond the spare ones, $E[(X - s)^+]$ with $X$ Poisson, turn queries away; hours in
which none is left cost an hour down, which is value and enters no runway. A pool that is taken back
at once loses more.

**References.** J. W. Young, *A first order approximation to the optimum checkpoint interval*, 1974,
[doi:10.1145/361147.361115](https://doi.org/10.1145/361147.361115). J. T. Daly, *A higher order
estimate of the optimum checkpoint interval for restart dumps*, 2006,
[doi:10.1016/j.future.2004.11.016](https://doi.org/10.1016/j.future.2004.11.016). Z. Wu et al.,
*Can't Be Late*, NSDI 2024. X. Miao et al., *SpotServe*, 2024,
[arXiv:2311.15566](https://arxiv.org/abs/2311.15566). Z. Mao et al., *SkyServe*, 2025,
[arXiv:2411.01438](https://arxiv.org/abs/2411.01438). S. Dhingra and P. Sood, *Scaling ML products
at startups: a practitioner's guide*, 2023,
[arXiv:2304.10660](https://arxiv.org/abs/2304.10660), who give 80 to 90 %: a list discount.
"""
