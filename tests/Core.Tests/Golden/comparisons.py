"""Shifts of samples and their intervals, computed a second time: numpy, scipy and Python's exact integers.

Run on Debian with python3-numpy and python3-scipy (made with scipy 1.10.1, numpy 1.24.2):
    /usr/bin/python3 tests/Core.Tests/Golden/comparisons.py > tests/Core.Tests/Golden/comparisons.json
"""
import json
import math
from fractions import Fraction

import numpy as np
from scipy import stats
from scipy.stats.mstats import hdquantiles

RNG = np.random.default_rng(20250116)
LEVELS = (0.95, 0.9875)


def rank_below(counts, tail):
    """Largest k with P(statistic < k) <= tail, from exact integer counts."""
    total, below = sum(counts), 0
    for k, count in enumerate(counts):
        below += count
        if Fraction(below, total) > Fraction(tail).limit_denominator(10 ** 9):
            return k
    return len(counts)


def mann_whitney_counts(n, m):
    """Coefficients of the Gaussian binomial [n+m choose n]: exact polynomial multiplication and division."""
    poly = [1]
    for i in range(1, n + 1):
        up = [0] * (len(poly) + m + i)
        for k, c in enumerate(poly):
            up[k] += c
            up[k + m + i] -= c
        down = [0] * (len(up) - i)
        for k in range(len(down)):
            down[k] = up[k] + (down[k - i] if k >= i else 0)
        poly = down
    return poly[:n * m + 1]


def signed_rank_counts(n):
    poly = [1]
    for rank in range(1, n + 1):
        up = [0] * (len(poly) + rank)
        for k, c in enumerate(poly):
            up[k] += c
            up[k + rank] += c
        poly = up
    return poly


def bounds(ordered, k):
    return None if k == 0 else [float(ordered[k - 1]), float(ordered[len(ordered) - k])]


def normal_rank(mean, sd, level):
    return max(0, math.floor(mean + 0.5 - stats.norm.ppf((1 + level) / 2) * sd))


def two_sample(name, x, y):
    n, m = len(x), len(y)
    ordered = np.sort(np.subtract.outer(np.asarray(y), np.asarray(x)).ravel())
    case = {"name": name, "x": list(x), "y": list(y), "estimate": float(np.median(ordered)), "bounds": []}
    for level in LEVELS:
        if n * m <= 2500:
            k = rank_below(mann_whitney_counts(n, m), (1 - level) / 2)
        else:
            k = normal_rank(n * m / 2, math.sqrt(n * m * (n + m + 1) / 12), level)
        case["bounds"].append(bounds(ordered, k))
    return case


def paired(name, d):
    n = len(d)
    i, j = np.triu_indices(n)
    ordered = np.sort((np.asarray(d)[i] + np.asarray(d)[j]) / 2)
    case = {"name": name, "x": [], "y": list(d), "estimate": float(np.median(ordered)), "bounds": []}
    for level in LEVELS:
        if n <= 60:
            k = rank_below(signed_rank_counts(n), (1 - level) / 2)
        else:
            k = normal_rank(n * (n + 1) / 4, math.sqrt(n * (n + 1) * (2 * n + 1) / 24), level)
        case["bounds"].append(bounds(ordered, k))
    return case


def harrell_davis(logs, p):
    n = len(logs)
    weights = np.diff(stats.beta.cdf(np.arange(n + 1) / n, (n + 1) * p, (n + 1) * (1 - p)))
    ordered = np.sort(logs)
    q = float(hdquantiles(np.asarray(logs), [p])[0])
    return q, math.sqrt(float(np.sum(weights * (ordered - np.sum(weights * ordered)) ** 2)))


def welch(a, sa, fa, b, sb, fb):
    va, vb = sa * sa, sb * sb
    freedom = max(1, math.floor((va + vb) ** 2 / (va * va / fa + vb * vb / fb)))
    reach = [stats.t.ppf((1 + level) / 2, freedom) * math.sqrt(va + vb) for level in LEVELS]
    return b - a, [[b - a - r, b - a + r] for r in reach]


def quantile(name, x, y, p):
    (a, sa), (b, sb) = harrell_davis(x, p), harrell_davis(y, p)
    estimate, found = welch(a, sa, len(x) - 1, b, sb, len(y) - 1)
    return {"name": name, "x": list(x), "y": list(y), "probability": p, "estimate": estimate, "bounds": found}


def newcombe(hx, nx, hy, ny):
    case = {"counts": [hx, nx, hy, ny], "estimate": hy / ny - hx / nx, "bounds": []}
    for level in LEVELS:
        cx = stats.binomtest(hx, nx).proportion_ci(level, method="wilson")
        cy = stats.binomtest(hy, ny).proportion_ci(level, method="wilson")
        px, py = hx / nx, hy / ny
        case["bounds"].append([max(-1, py - px - math.hypot(py - cy.low, cx.high - px)),
                               min(1, py - px + math.hypot(cy.high - py, px - cx.low))])
    return case


def combined(name, estimates, errors):
    """Inverse variance; DerSimonian-Laird where Cochran's Q has p < .1."""
    e, v = np.asarray(estimates), np.asarray(errors) ** 2
    w = 1 / v
    mean = np.sum(w * e) / np.sum(w)
    q, k = np.sum(w * (e - mean) ** 2), len(e)
    random = stats.chi2.sf(q, k - 1) < 0.1
    if random:
        w = 1 / (v + max(0, (q - (k - 1)) / (np.sum(w) - np.sum(w ** 2) / np.sum(w))))
        mean = np.sum(w * e) / np.sum(w)
    se = 1 / math.sqrt(np.sum(w))
    return {"name": name, "estimates": list(estimates), "errors": list(errors), "disagree": bool(random), "estimate": float(mean),
            "bounds": [[float(mean - stats.norm.ppf((1 + c) / 2) * se), float(mean + stats.norm.ppf((1 + c) / 2) * se)] for c in LEVELS]}


def sessions(name, values, half_widths):
    logs = np.log(values)
    within = np.mean((np.asarray(half_widths) / stats.norm.ppf(0.975)) ** 2)
    return {"name": name, "values": list(values), "half_widths": list(half_widths),
            "deviation": math.sqrt(max(0.0, float(np.var(logs, ddof=1) - within)))}


def ranks():
    sizes = [(2, 2), (3, 4), (5, 5), (10, 10), (30, 30), (7, 300), (50, 50), (100, 100)]
    found = []
    for n, m in sizes:
        for level in LEVELS:
            exact = rank_below(mann_whitney_counts(n, m), (1 - level) / 2)
            found.append({"x": n, "y": m, "confidence": level, "exact": exact})
    for n in (4, 6, 10, 25, 60, 100):
        for level in LEVELS:
            found.append({"x": n, "y": 0, "confidence": level, "exact": rank_below(signed_rank_counts(n), (1 - level) / 2)})
    return found


def rounded(values, digits=6):
    return [round(float(v), digits) for v in values]


def main():
    def normal(n, sd, shift=0.0):
        return rounded(shift + sd * RNG.standard_normal(n))

    def bimodal(n, shift=0.0):
        return rounded(shift + 0.15 * RNG.standard_normal(n) + math.log(2.2) * (RNG.random(n) < 0.2))

    print(json.dumps({
        "levels": LEVELS,
        "ranks": ranks(),
        "two_sample": [
            two_sample("tiny", normal(3, 0.3), normal(4, 0.3, 0.2)),
            two_sample("ten", normal(10, 0.3), normal(10, 0.3, 0.1)),
            two_sample("unequal", normal(8, 0.3), normal(45, 0.3, -0.1)),
            two_sample("hundred", normal(100, 0.35), normal(100, 0.35, 0.2)),
            two_sample("bimodal", bimodal(80), bimodal(120, 0.1)),
            two_sample("ties", rounded(np.round(normal(25, 0.3), 1)), rounded(np.round(normal(20, 0.3, 0.1), 1))),
            two_sample("constant", [1.5] * 12, [1.75] * 12),
        ],
        "paired": [
            paired("tiny", normal(5, 0.1)),
            paired("twenty", normal(20, 0.2, 0.1)),
            paired("hundred", normal(101, 0.35, 0.05)),
            paired("ties", rounded(np.round(normal(30, 0.3, 0.1), 1))),
        ],
        "quantiles": [
            quantile("p95", normal(100, 0.35), normal(100, 0.35, 0.1), 0.95),
            quantile("p99", normal(400, 0.2), normal(450, 0.3, 0.1), 0.99),
            quantile("p95 bimodal", bimodal(60), bimodal(150), 0.95),
        ],
        "shares": [newcombe(0, 100, 0, 100), newcombe(2, 100, 9, 100), newcombe(50, 50, 20, 40), newcombe(1, 7, 0, 300)],
        "strata": [
            combined("agreeing", [0.10, 0.12, 0.08], [0.03, 0.05, 0.04]),
            combined("disagreeing", [0.10, 0.40, -0.05], [0.03, 0.05, 0.04]),
        ],
        "sessions": [
            sessions("spread", rounded(1000 * np.exp(0.06 * RNG.standard_normal(12)), 3), [0.05] * 12),
            sessions("none", [1000, 1001, 999.5, 1000.2, 1000.1], [0.05] * 5),
        ],
    }, separators=(",", ":")))


main()
