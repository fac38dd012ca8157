"""Series of iterations and every metric of them, computed a second time with numpy and scipy.

Run on Debian with python3-numpy and python3-scipy (made with scipy 1.10.1, numpy 1.24.2):
    /usr/bin/python3 tests/Core.Tests/Golden/metrics.py > tests/Core.Tests/Golden/metrics.json
"""
import json
import math

import numpy as np
from scipy import stats
from scipy.stats.mstats import hdquantiles

RNG = np.random.default_rng(20250115)
# Of its own, so that what was added later changes nothing before it.
ARRIVALS = np.random.default_rng(20261128)


def series(name, count, log_sd, phi=0.0, failed=(), timed_out=(), concurrency=1, personas=1, drift=0.0):
    """Iterations on `concurrency` slots; latencies lognormal, AR(1) on the logs, drifting by `drift` over the series."""
    iterations, free, shock = [], [0.0] * concurrency, 0.0
    for i in range(count):
        shock = phi * shock + math.sqrt(1 - phi * phi) * RNG.standard_normal()
        latency = 1200 * math.exp(log_sd * shock + drift * i / count)
        first = latency * RNG.uniform(0.1, 0.3)
        slot = int(np.argmin(free))
        started, outcome = free[slot], 0
        if i in failed:
            outcome, latency, first = 1, 40.0, None
        if i in timed_out:
            outcome, latency, first = 2, 5000.0, (800.0 if i % 2 else None)
        retries = int(RNG.random() < 0.08)
        retry_ms = 700.0 * retries
        free[slot] = started + retry_ms + latency + 3
        output = int(RNG.integers(120, 180)) * personas
        ok = outcome == 0
        valid = personas - int(RNG.random() < 0.1) if ok else 0
        iterations.append({
            "iteration": i + 1,
            "outcome": outcome,
            "started_ms": round(started, 3),
            "ended_ms": round(started + retry_ms + latency, 3),
            "latency_ms": None if outcome == 1 else round(latency, 3),
            "ttft_ms": None if first is None else round(first, 3),
            **arrival(i, latency, first, output, ok),
            "retry_ms": retry_ms,
            "api_calls": 1 + retries,
            "personas": personas if ok else 0,
            "valid": valid,
            "input_tokens": 550 + i % 7 if ok else None,
            "output_tokens": output if ok else None,
            "cost_usd": round((550 + i % 7) * 2.5e-6 + output * 1e-5, 9) if ok else None,
            "peak_mb": round(180 + 0.05 * i + RNG.normal(0, 2), 3),
            "average_mb": round(170 + RNG.normal(0, 3), 3),
        })
    return name, iterations


def arrival(i, latency, first, output, ok):
    """Every third iteration reasons before it answers; one in twelve does not say with how many tokens."""
    reasons = i % 3 == 1
    gap, cached = ARRIVALS.lognormal(3, 0.4), int(ARRIVALS.integers(0, 200))
    spoken = first is not None and ok
    return {
        "first_output_ms": None if first is None else round(first + (0.25 * (latency - first) if reasons and spoken else 0), 3),
        "longest_gap_ms": round(gap, 3) if ok else None,
        "reasoning_tokens": None if not ok or i % 12 == 1 else int(output * 0.4) if reasons else 0,
        "cached_tokens": cached if ok else None,
    }


def inflation(x):
    x = np.asarray(x)
    n = len(x)
    if n < 20:
        return 1.0
    means = [x[b * n // 10:(b + 1) * n // 10].mean() for b in range(10)]
    return max(1.0, n / 10 * np.var(means, ddof=1) / np.var(x, ddof=1))


def t_reach(n):
    return stats.t.ppf(0.975, n - 1)


def harrell_davis(values, p):
    """On logs: scipy's own Harrell-Davis; Maritz-Jarrett with the same beta weights."""
    logs = np.log(values)
    n = len(logs)
    weights = np.diff(stats.beta.cdf(np.arange(n + 1) / n, (n + 1) * p, (n + 1) * (1 - p)))
    ordered = np.sort(logs)
    estimate = float(hdquantiles(logs, [p])[0])
    se = math.sqrt(np.sum(weights * ordered ** 2) - np.sum(weights * ordered) ** 2)
    reach = t_reach(n) * se * math.sqrt(inflation(logs))
    return math.exp(estimate), math.exp(estimate - reach), math.exp(estimate + reach)


def censored(values, bounds, p, in_order):
    """Values and lower bounds; the order statistic and Woodruff's interval where bounds have more than 1% of the weight."""
    n, known = len(values) + len(bounds), len(values)
    assert not bounds or max(values) <= min(bounds)
    if not bounds or 1 - stats.beta.cdf(known / n, (n + 1) * p, (n + 1) * (1 - p)) <= 0.01:
        return harrell_davis(in_order, p)
    logs = np.log(sorted(values) + sorted(bounds))
    if math.ceil((n - 1) * p) >= known:
        return None, None, None
    reach = t_reach(n) * math.sqrt(inflation(np.log(in_order)) * p * (1 - p) / n)
    value = math.exp(np.quantile(logs, p))
    if math.ceil((n - 1) * (p + reach)) >= known:
        return value, None, None
    return value, math.exp(np.quantile(logs, max(0, p - reach))), math.exp(np.quantile(logs, p + reach))


def mean(values):
    n = len(values)
    se = stats.sem(values) * math.sqrt(inflation(values))
    low, high = stats.t.interval(0.95, n - 1, np.mean(values), se)
    return float(np.mean(values)), max(0.0, low), high


def per_persona(parts, wholes):
    """Delta method by the covariance matrix of the two means."""
    x, y, n = np.asarray(wholes, float), np.asarray(parts, float), len(parts)
    ratio = y.sum() / x.sum()
    cov = np.cov(y, x, ddof=1) / n
    gradient = np.array([1 / x.mean(), -y.mean() / x.mean() ** 2])
    reach = t_reach(n) * math.sqrt(max(0, gradient @ cov @ gradient))
    return ratio, max(0.0, ratio - reach), ratio + reach


def share(hits, trials):
    ci = stats.binomtest(int(hits), int(trials)).proportion_ci(0.95, method="wilson")
    return hits / trials, ci.low, ci.high


def wilson(share_of_one, n):
    """The score interval of a share whose trials may hit in part: the roots of (p - share)^2 = z^2 p (1 - p) / n."""
    z2 = stats.norm.ppf(0.975) ** 2
    low, high = sorted(np.roots([1 + z2 / n, -2 * share_of_one - z2 / n, share_of_one ** 2]))
    return share_of_one, float(low), float(high)


def busy(rows):
    """How much time up to t had an iteration in flight, as a function of t: every stretch between two edges is covered or not."""
    edges = np.unique([t for r in rows for t in (r["started_ms"], r["ended_ms"])])
    covered = [any(r["started_ms"] <= low and r["ended_ms"] >= high for r in rows) for low, high in zip(edges, edges[1:])]
    until = np.concatenate([[0.0], np.cumsum(np.diff(edges) * covered)])
    return lambda t: np.interp(t, edges, until)


def throughput(rows):
    clock = busy(rows)
    start = clock(np.array([r["started_ms"] for r in rows]))
    end = clock(np.array([r["ended_ms"] for r in rows]))
    valid = np.array([r["valid"] for r in rows])
    total = end.max()
    rate = valid.sum() / (total / 60000)
    if len(rows) < 20:
        return rate, None, None
    edges = np.linspace(0, total, 11)
    overlap = np.minimum(end[:, None], edges[None, 1:]) - np.maximum(start[:, None], edges[None, :-1])
    blocks = (valid[:, None] * np.clip(overlap, 0, None) / (end - start)[:, None]).sum(0) / (total / 10 / 60000)
    reach = t_reach(10) * stats.sem(blocks)
    return rate, max(0.0, rate - reach), rate + reach


def interleaved(name, rows):
    """The same calls with other providers' turns between them: 7 s after each 10 s, and a pause of an hour halfway."""
    middle = rows[len(rows) // 2]["started_ms"]
    later = lambda r: 7000 * int(r["started_ms"] // 10000) + (3_600_000 if r["started_ms"] >= middle else 0)
    return name, [dict(r, started_ms=round(r["started_ms"] + later(r), 3), ended_ms=round(r["ended_ms"] + later(r), 3)) for r in rows]


FIRST = ("ttft_ms", "first_output_ms")


def quantile(rows, p, key):
    values = [r[key] for r in rows if r["outcome"] == 0 or (key in FIRST and r["outcome"] == 2 and r[key] is not None)]
    bounds = [r["latency_ms"] for r in rows if r["outcome"] == 2 and (key == "latency_ms" or r["ttft_ms"] is None)]
    in_order = [r["latency_ms"] if r["outcome"] == 2 and r["ttft_ms"] is None else r[key] for r in rows if r["outcome"] != 1]
    return (len(in_order), *censored(values, bounds, p, in_order)) if len(in_order) >= round(1 / (1 - p)) else None


def metrics(rows):
    ok = [r for r in rows if r["outcome"] == 0]
    n, k = len(rows), len(ok)
    # Where it is not known how many tokens were reasoning, those of the answer are not either.
    told = [r for r in ok if r["reasoning_tokens"] is not None or r["first_output_ms"] == r["ttft_ms"]]
    answer = lambda r: r["output_tokens"] - (r["reasoning_tokens"] or 0)
    gaps = [(r["latency_ms"] - r["first_output_ms"]) / (answer(r) - 1) for r in told]
    speeds = [answer(r) / ((r["latency_ms"] - r["first_output_ms"]) / 1000) for r in told]
    counted = [r for r in ok if r["reasoning_tokens"] is not None]
    personas = [r["personas"] for r in ok]
    found = {
        "generation_latency_p50": quantile(rows, 0.50, "latency_ms"),
        "generation_latency_p95": quantile(rows, 0.95, "latency_ms"),
        "generation_latency_p99": quantile(rows, 0.99, "latency_ms"),
        "time_to_first_token_p50": quantile(rows, 0.50, "ttft_ms"),
        "time_to_first_token_p95": quantile(rows, 0.95, "ttft_ms"),
        "time_to_first_output_token_p50": quantile(rows, 0.50, "first_output_ms"),
        "time_to_first_output_token_p95": quantile(rows, 0.95, "first_output_ms"),
        "inter_token_latency_p50": (len(told), *harrell_davis(gaps, 0.5)),
        "output_tokens_per_second": (len(told), *harrell_davis(speeds, 0.5)),
        "longest_gap_p95": (k, *harrell_davis([r["longest_gap_ms"] for r in ok], 0.95)) if k >= 20 else None,
        "throughput_personas_per_minute": (n, *throughput(rows)),
        "memory_peak_mb": (k, *harrell_davis([r["peak_mb"] for r in ok], 0.5)),
        "memory_average_mb": (k, *mean([r["average_mb"] for r in ok])),
        "api_calls_per_persona": (n, *per_persona([r["api_calls"] for r in rows], [r["personas"] for r in rows])),
        "token_usage_per_persona": (k, *per_persona([r["input_tokens"] + r["output_tokens"] for r in ok], personas)),
        "reasoning_tokens_per_persona": (len(counted), *per_persona([r["reasoning_tokens"] for r in counted], [r["personas"] for r in counted])),
        "cached_token_rate": (k, *wilson(float(np.mean([r["cached_tokens"] / r["input_tokens"] for r in ok])), k)),
        "cost_per_persona_usd": (k, *per_persona([r["cost_usd"] for r in ok], personas)),
        "valid_persona_rate": (k, *share(sum(r["valid"] for r in ok), sum(personas))),
        "error_rate": (n, *share(n - k, n)),
        "retry_rate": (n, *share(sum(r["api_calls"] > 1 for r in rows), n)),
    }
    keys = ("count", "value", "lower", "upper")
    return {name: None if found[name] is None else dict(zip(keys, found[name])) for name in found}


def trend(name, values):
    """scipy's Spearman; significance by the effective number of values from the residuals' lag-1 correlation."""
    n = len(values)
    ranks = stats.rankdata(values)
    rho = float(stats.spearmanr(values, np.arange(n)).correlation)
    residual = ranks - np.polyval(np.polyfit(np.arange(n), ranks, 1), np.arange(n))
    lag = max(0.0, float(np.sum(residual[1:] * residual[:-1]) / np.sum(residual ** 2)))
    effective = n * (1 - lag) / (1 + lag)
    t = rho * math.sqrt((effective - 2) / (1 - rho * rho))
    return {"name": name, "values": values, "correlation": rho, "p_value": float(2 * stats.t.sf(abs(t), effective - 2))}


def main():
    cases = [
        series("ten_iterations", 10, 0.12),
        series("hundred_iterations", 100, 0.35, failed=(3, 50)),
        series("correlated", 400, 0.30, phi=0.9, concurrency=4, personas=3),
        series("few_timeouts", 120, 0.11, timed_out=(17,)),
        series("many_timeouts", 60, 0.2, failed=(5,), timed_out=(8, 9, 20, 33)),
        series("mostly_timeouts", 24, 0.2, timed_out=tuple(range(3, 20))),
    ]
    cases += [interleaved("one_of_several_providers", cases[1][1]), interleaved("four_at_once_of_several_providers", cases[2][1])]
    noise = [round(float(v), 4) for v in RNG.normal(0, 1, 60)]
    waves = np.zeros(80)
    for i in range(1, 80):
        waves[i] = 0.8 * waves[i - 1] + RNG.normal()
    trends = [
        trend("noise", noise),
        trend("rise", [round(v + 0.05 * i, 4) for i, v in enumerate(noise)]),
        trend("waves", [round(float(v), 4) for v in waves]),
        trend("ties", [int(v * 2) + i // 20 for i, v in enumerate(noise)]),
    ]
    print(json.dumps({"series": [{"name": n, "iterations": rows, "metrics": metrics(rows)} for n, rows in cases],
                      "trends": trends}, separators=(",", ":")))


main()
