"""How the page on near-duplicates computes: equations, where they stop holding, references."""

from __future__ import annotations

METHOD = r"""
**Evidence, not size.** How many texts there are says nothing; how many failures they cause does.
Of $n$ failures that were read $k$ are due to near-duplicates, that is gone once these were taken
out by hand. Failures traced a month: queries that reach a model × share that fails × $k/n$. The
share lies, with the confidence entered, in Wilson's interval

$$\frac{1}{n+z^2}\left(k + \frac{z^2}{2} \pm z\sqrt{\frac{k(n-k)}{n} + \frac{z^2}{4}}\right)$$

if the failures were drawn at random and each stands alone. A list of complaints is not a random
sample.

**Exact first.** Texts that are equal once case and spaces are the same are found by one hash of
each, for a day's work and no upkeep. Near-duplicates and same meaning hold this step, and have to
pay for themselves beyond it.

**Hashes in bands.** A pair of Jaccard similarity $s$ agrees in one of $b$ bands of $r$ hashes with

$$P(s) = 1 - (1 - s^r)^b$$

The usual threshold $(1/b)^{1/r}$ is about where the curve is steepest; half of the pairs are found
at $(1 - 2^{-1/b})^{1/r}$. It holds for hashes that are independent. All traced pairs are taken to
have one similarity, and so are all look-alikes: spread widens the curve.

**Value.** With $e$ the share of exact copies, a way catches $c = e + (1 - e)P(s)$, by meaning
$e + (1-e)$ × share found. A month brings

$$\text{traced} \cdot c \cdot \text{cost of a failure} -
\text{new texts} \cdot \text{look-alikes} \cdot P(s') \cdot \text{cost of a wrong removal}$$

and asks for upkeep and bills. It pays where the payback months times what is left exceed the work.
Both lenses agree: nothing is bought that lasts. What it brings is value and enters no runway; the
upkeep does. New texts a month stay as they are while queries grow. Wrong removals of the first pass
are put back while calibrating. Processor time of hashing is minutes a month and left out.

**Cannot tell.** Without a sample the verdict is open, unless no share of the failures would turn
it. The first sample is $z^2(1-x)/x$, $x$ the break-even share: if none of so many is traced, the
interval ends below $x$. It has at least 20, and no more than tell any share to within five points.
With a sample whose interval holds $x$, certainty is worth

$$\text{slope} \cdot \min\left(E[(p-x)^+],\, E[(x-p)^+]\right)$$

with $p$ of a Beta distribution with $k+1$ and $n-k+1$. Where telling $k/n$ from $x$ (80 % power)
costs more to read than that, either answer is fine and the share counted decides.

**The check of your own text** compares runs of three words, or of five letters where texts are
short, in small letters and single spaces, the first 2,000 characters of each. The first of several
stays. It counts pairs that agree in a band and share at least the threshold of their runs. It says
what would be removed, not what harm it does.

**The exception.** In the training corpus of a language model repeats are learnt by heart and tests
leak into training: there removal is worth it for reasons that no failure count shows.

**References.** E. B. Wilson, *Probable inference, the law of succession, and statistical
inference*, 1927. A. Z. Broder, *On the resemblance and containment of documents*, 1997.
J. Leskovec, A. Rajaraman and J. Ullman, *Mining of Massive Datasets*, chapter 3. K. Lee et al.,
*Deduplicating training data makes language models better*, 2022,
[arXiv:2107.06499](https://arxiv.org/abs/2107.06499). A. Abbas et al., *SemDeDup*, 2023,
[arXiv:2303.09540](https://arxiv.org/abs/2303.09540).
"""
