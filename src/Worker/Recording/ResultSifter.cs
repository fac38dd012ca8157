using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Recording;

/// <summary>Records results together, and finds the one that the store does not take: all others are recorded in spite of it.</summary>
internal sealed class ResultSifter(IWorkQueue queue)
{
    /// <summary>Safe to repeat, like recording itself. What is no fault of the data is thrown.</summary>
    /// <returns>One for each result, in order.</returns>
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

    /// <summary>What keeps the item's place where its result is refused: the item is not repeated, and nothing of what was refused is in it.</summary>
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
        ErrorDetail = $"the store refused the result; it is in {where} on the worker's machine",
        ApiCalls = refused.ApiCalls,
        PersonasRequested = refused.PersonasRequested,
    };

    /// <summary>Two that came at once may have stood in each other's way: only what is refused when it is alone is at fault.</summary>
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

/// <summary>What became of a result.</summary>
/// <param name="Result">The result.</param>
/// <param name="Answer">Means nothing where it was refused.</param>
/// <param name="Refusal">Why the store does not take it, in one line; null: it does.</param>
internal sealed record Sifted(Measurement Result, RecordAnswer Answer, string? Refusal);
