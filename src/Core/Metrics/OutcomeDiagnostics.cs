using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Metrics;

/// <summary>Warnings about how iterations ended.</summary>
internal static class OutcomeDiagnostics
{
    /// <summary>Intervals from fewer values depend more on their assumed shape than on the values.</summary>
    private const int FewIterationsBelow = 10;

    public static SampleWarning? Failures(IReadOnlyCollection<Measurement> series)
    {
        var kinds = series.Where(m => m.Outcome == IterationOutcome.Failed)
            .GroupBy(m => m.ErrorKind)
            .OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key)
            .ToArray();
        if (kinds.Length == 0)
        {
            return null;
        }

        var failed = kinds.Sum(kind => kind.Count());
        var byKind = string.Join(", ", kinds.Select(kind => $"{kind.Count()} {Name(kind.Key)}"));
        return new SampleWarning(
            WarningKind.Failures,
            $"{failed} of {Figure.Count(series.Count, "iteration")} failed ({byKind}); their latency is not in the quantiles",
            Remedy(kinds[0].Key));
    }

    public static SampleWarning? Timeouts(IReadOnlyCollection<Measurement> series)
    {
        var waited = Observation.From(series).Where(o => o.Outcome == IterationOutcome.TimedOut).Select(o => o.LatencyMs ?? 0).ToArray();
        return waited.Length == 0
            ? null
            : new SampleWarning(
                WarningKind.Timeouts,
                $"{waited.Length} of {Figure.Count(series.Count, "iteration")} timed out after {Figure.Format(waited.Max() / 1000)} s; "
                + "they count as at least that long in the quantiles",
                "raise the workload's timeout to see how long they really take, or find out what hangs");
    }

    public static SampleWarning? FewIterations(IReadOnlyList<Observation> observations)
    {
        var succeeded = observations.Count(o => o.Succeeded);
        return succeeded is 0 or >= FewIterationsBelow
            ? null
            : new SampleWarning(
                WarningKind.FewIterations,
                $"only {Figure.Count(succeeded, "successful iteration")}; intervals from so few are rough",
                $"use --iterations {FewIterationsBelow} or more (20 for p95, 100 for p99)");
    }

    public static SampleWarning? Retries(IReadOnlyCollection<Measurement> series)
    {
        var retried = series.Where(m => m.ApiCalls > 1).ToArray();
        if (retried.Length == 0)
        {
            return null;
        }

        var seconds = retried.Sum(m => double.IsFinite(m.RetryMs) ? m.RetryMs : 0) / 1000;
        return new SampleWarning(
            WarningKind.Retries,
            $"{retried.Length} of {Figure.Count(series.Count, "iteration")} needed retries, {Figure.Format(seconds)} s in total; "
            + "that time counts in the throughput, not in the latency",
            "lower the concurrency or the provider's requests_per_minute, or measure when it is less busy");
    }

    private static string Name(ErrorKind? kind) => kind is { } known ? SnakeCase.Format(known) : "unknown";

    private static string Remedy(ErrorKind? mostFrequent) => mostFrequent switch
    {
        ErrorKind.Auth => "check the provider's API key",
        ErrorKind.RateLimited => "lower the concurrency or the provider's requests_per_minute",
        ErrorKind.Quota => "check the credit of the account behind the key",
        ErrorKind.ModelNotFound => "check the model's name and what the key may use",
        ErrorKind.BadRequest => "check the model's name and parameters",
        ErrorKind.Server => "measure again when the provider is healthy",
        ErrorKind.Connection => "check the provider's base_url and the network",
        ErrorKind.Truncated => "raise max_tokens or ask for fewer personas",
        ErrorKind.WorkerLost => "find out why the workers ended, then resume the run",
        ErrorKind.NotRecorded => "see the worker's log and the file that it names",
        ErrorKind.ExitCode => "run the provider's command by hand and check its output",
        _ => "check the answers with --keep-text; the model may be too weak for the task",
    };
}
