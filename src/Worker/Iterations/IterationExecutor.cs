using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Providers;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Generation;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Performs one iteration and measures it.</summary>
internal sealed class IterationExecutor(
    Generators generators, MemorySampler memory, ClientLag lag, SuspensionWatch suspensions, TimeProvider time, IOptions<WorkerOptions> options)
{
    private readonly string _fingerprint = FingerprintHash.Compute(options.Value.Machine!);

    /// <summary>Returns the measurement, or null when the machine was suspended meanwhile, which makes it meaningless.</summary>
    public async Task<Measurement?> ExecuteAsync(RunContext run, ClaimedItem item, CancellationToken callToken)
    {
        var calls = run.Opening(item.Provider);
        var isOpening = calls.Begin(run.Workload(item.Workload).Concurrency, time.GetUtcNow());
        try
        {
            return await ExecuteAsync(run, item, RequestFor(run, item), callToken) is { } measurement ? measurement with { Opening = isOpening } : null;
        }
        finally
        {
            calls.End(time.GetUtcNow());
        }
    }

    /// <summary>Makes a call like the measured ones; its measurement belongs to no item of the store.</summary>
    /// <param name="run">The run.</param>
    /// <param name="item">An item of the workload and provider.</param>
    /// <param name="number">From 0; each has its own input.</param>
    /// <param name="account">Counts its HTTP requests.</param>
    /// <param name="callToken">Cancels the call.</param>
    public async Task<Measurement?> WarmUpAsync(RunContext run, ClaimedItem item, int number, WarmUpAccount account, CancellationToken callToken)
    {
        var own = item with { ItemId = Guid.Empty, Iteration = -number };
        Measurement? result = null;
        try
        {
            return result = await ExecuteAsync(run, own, RequestFor(run, own) with { Tried = account.Tried }, callToken);
        }
        finally
        {
            account.Ended(result?.CostUsd);
        }
    }

    private async Task<Measurement?> ExecuteAsync(RunContext run, ClaimedItem item, GenerationRequest request, CancellationToken callToken)
    {
        var generator = generators.Of(run.Provider(item.Provider));
        var suspensionsBefore = suspensions.Count;
        var startedAt = time.GetUtcNow();
        var span = memory.Begin();
        var lagBefore = lag.Begin();
        GenerationResult result;
        MemoryUse use;
        double? late;
        try
        {
            result = await generator.GenerateAsync(request, callToken);
        }
        finally
        {
            late = lag.End(lagBefore);
            use = span.End();
        }

        return suspensions.Count == suspensionsBefore ? MeasurementOf(run, item, startedAt, result, use) with { ClientLagMs = late } : null;
    }

    private static GenerationRequest RequestFor(RunContext run, ClaimedItem item)
    {
        var workload = run.Workload(item.Workload);
        var timeout = workload.Timeout ?? ProviderKindInfo.For(run.Provider(item.Provider).Kind).Timeout;
        return new GenerationRequest(run.Research(item.Workload, item.Iteration), workload.Personas, workload.Parameters, timeout);
    }

    private Measurement MeasurementOf(RunContext run, ClaimedItem item, DateTimeOffset startedAt, GenerationResult result, MemoryUse use) => new()
    {
        ItemId = item.ItemId,
        RunId = item.RunId,
        Workload = item.Workload,
        Provider = item.Provider,
        Iteration = item.Iteration,
        Attempt = item.Attempt,
        WorkerId = options.Value.WorkerId,
        Fingerprint = _fingerprint,
        StartedAt = startedAt,
        EndedAt = time.GetUtcNow(),
        Outcome = result.Outcome,
        ErrorKind = result.ErrorKind,
        ErrorDetail = result.ErrorDetail,
        LatencyMs = result.LatencyMs,
        TimeToFirstTokenMs = result.TimeToFirstTokenMs,
        FirstOutputTokenMs = result.FirstOutputTokenMs,
        LongestGapMs = result.LongestGapMs,
        Chunks = result.Chunks,
        ArrivedAtOnce = result.ArrivedAtOnce,
        Compressed = result.IsCompressed,
        RetryMs = result.RetryMs,
        ApiCalls = result.ApiCalls,
        PersonasRequested = run.Workload(item.Workload).Personas,
        PersonasReturned = result.PersonasReturned,
        PersonasValid = result.PersonasValid,
        InputTokens = result.InputTokens,
        OutputTokens = result.OutputTokens,
        ReasoningTokens = result.ReasoningTokens,
        CachedInputTokens = result.CachedInputTokens,
        CostUsd = CostOf(run.Provider(item.Provider), result),
        MemoryPeakMb = use.PeakMb,
        MemoryAverageMb = use.AverageMb,
        RequestId = result.RequestId,
        ModelReported = result.ModelReported,
        PromptHash = HashOf(result.Prompt),
        ResponseHash = HashOf(result.Response),
        PromptText = run.Spec.KeepText ? result.Prompt : null,
        ResponseText = run.Spec.KeepText ? result.Response : null,
    };

    private double? CostOf(ProviderDefinition provider, GenerationResult result) =>
        options.Value.Prices?.CostUsd(provider.Kind, provider.Model, result.InputTokens, result.OutputTokens);

    private static string? HashOf(string? text) =>
        text is null ? null : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
