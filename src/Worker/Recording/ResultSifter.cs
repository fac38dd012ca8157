using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Recording;

/// <summary>Records results in one batch and isolates those that the store rejects, so that all others are recorded.</summary>
internal sealed class ResultSifter(IWorkQueue queue)
{
    /// <summary>Idempotent, like recording itself. Throws when the failure is not caused by the data.</summary>
    /// <returns>One entry per result, in order.</returns>
    public async Task<IReadOnlyList<Sifted>> RecordAsync(IReadOnlyList<Measurement> results, CancellationToken cancellationToken)
    {
        try
        {
            return await RecordAllAsync(results, cancellationToken);
        }
        catch (Exception exception) when (StoreFaults.Classify(exception) == StoreFault.Data)
        {
            return results.Count == 1
                ? [await RecordAgainAsync(results[0], cancellationToken)]
                : [.. await RecordAsync(Half(results, 0), cancellationToken), .. await RecordAsync(Half(results, 1), cancellationToken)];
        }
    }

    /// <summary>A failed result that replaces a rejected one, so that the item is not repeated. Contains none of the rejected content.</summary>
    public static Measurement StandInFor(Measurement refused, string where) => new()
    {
        ItemId = refused.ItemId,
        RunId = refused.RunId,
        Workload = refused.Workload,
        Provider = refused.Provider,
        Iteration = refused.Iteration,
        Attempt = refused.Attempt,
        WorkerId = refused.WorkerId,
        Fingerprint = refused.Fingerprint,
        StartedAt = refused.StartedAt,
        EndedAt = refused.EndedAt,
        Outcome = IterationOutcome.Failed,
        ErrorKind = ErrorKind.NotRecorded,
        ErrorDetail = $"the store rejected the result; it is kept in {where} on the worker's machine",
        ApiCalls = refused.ApiCalls,
        PersonasRequested = refused.PersonasRequested,
    };

    /// <summary>Concurrent results may have conflicted with each other: only one that is rejected alone is at fault.</summary>
    private async Task<Sifted> RecordAgainAsync(Measurement result, CancellationToken cancellationToken)
    {
        try
        {
            return (await RecordAllAsync([result], cancellationToken))[0];
        }
        catch (Exception exception) when (StoreFaults.Classify(exception) == StoreFault.Data)
        {
            return new Sifted(result, RecordAnswer.Unknown, StoreFaults.ReasonOf(exception));
        }
    }

    private async Task<IReadOnlyList<Sifted>> RecordAllAsync(IReadOnlyList<Measurement> results, CancellationToken cancellationToken) =>
        [.. results.Zip(await queue.RecordAsync(results, cancellationToken), (result, answer) => new Sifted(result, answer, null))];

    private static Measurement[] Half(IReadOnlyList<Measurement> results, int which) =>
        which == 0 ? [.. results.Take(results.Count / 2)] : [.. results.Skip(results.Count / 2)];
}

/// <summary>The outcome of recording one result.</summary>
/// <param name="Result">The result.</param>
/// <param name="Answer">Meaningless if the result was rejected.</param>
/// <param name="Refusal">Why the store rejects it, in one line; null if it does not.</param>
internal sealed record Sifted(Measurement Result, RecordAnswer Answer, string? Refusal);
