using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Contracts;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Tells whoever waits for a run what this worker cannot do of it, and when it can again.</summary>
internal sealed partial class Refusals(IWorkQueue queue, IOptions<WorkerOptions> options, ILogger<Refusals> logger)
{
    private readonly ConcurrentDictionary<SeriesKey, string> _told = new();

    /// <summary>The hint goes back: another worker may do it.</summary>
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId} cannot be measured here ({Workload} on {Provider}): {Reason}")]
    private partial void Refused(Guid runId, string workload, string provider, string reason);
}
