using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Reports, to those waiting for a run, which parts this worker cannot measure, and withdraws the report once it can.</summary>
internal sealed partial class Refusals(IWorkQueue queue, IOptions<WorkerOptions> options, ILogger<Refusals> logger)
{
    private readonly ConcurrentDictionary<SeriesKey, string> _told = new();

    /// <summary>Returns the hint: another worker may be able to take it.</summary>
    public async Task RefuseAsync(SeriesKey part, IterationHintV1 hint, string reason, CancellationToken cancellationToken)
    {
        if (_told.GetValueOrDefault(part) != reason)
        {
            await queue.RefuseAsync(options.Value.WorkerId, part, reason, cancellationToken);
            _told[part] = reason;
            Refused(part.RunId, part.Workload, part.Provider, reason);
        }

        await queue.ReturnHintsAsync([hint.ItemId], cancellationToken);
    }

    public async Task WithdrawAsync(SeriesKey part, CancellationToken cancellationToken)
    {
        if (_told.ContainsKey(part))
        {
            await queue.WithdrawRefusalAsync(options.Value.WorkerId, part, cancellationToken);
            _told.TryRemove(part, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "This worker cannot measure run {RunId} ({Workload} on {Provider}): {Reason}")]
    private partial void Refused(Guid runId, string workload, string provider, string reason);
}
