using MassTransit;
using Microsoft.EntityFrameworkCore;
using Persona.Bench.Contracts;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Faults.Messages;

/// <summary>Sends a run's hints as a coordinator does, even when they make no sense.</summary>
internal static class HintSender
{
    /// <summary>Enforced even where the client library ignores the token.</summary>
    private static readonly TimeSpan BusDeadline = TimeSpan.FromSeconds(60);

    /// <summary>One hint for each block of the run, the last block first.</summary>
    public static async Task SendBackwardsAsync(BenchGround ground, Guid runId, int times, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(BusDeadline);
        await using var rows = ground.Store.CreateContext();
        var items = await rows.WorkItems.AsNoTracking().Where(row => row.RunId == runId).ToListAsync(cancellationToken);
        var hints = items.GroupBy(item => item.Block).OrderByDescending(block => block.Key).Select(block => HintOf(runId, block)).ToArray();
        var bus = Bus.Factory.CreateUsingRabbitMq(transport => transport.Host(ground.Servers.Broker));
        await bus.StartAsync(timeout.Token).WaitAsync(timeout.Token);
        try
        {
            foreach (var hint in Enumerable.Repeat(hints, times).SelectMany(all => all))
            {
                var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{QueueNames.ForProvider(hint.Items[0].Provider)}"));
                await endpoint.Send(hint, timeout.Token).WaitAsync(timeout.Token);
            }
        }
        finally
        {
            await bus.StopAsync(BusDeadline).WaitAsync(BusDeadline);
        }
    }

    private static IterationBlockV1 HintOf(Guid runId, IEnumerable<WorkItemRow> block) => new()
    {
        RunId = runId,
        Workload = BenchSettings.WorkloadName,
        Items = [.. block.OrderByDescending(item => item.Position).Select(item => new IterationHintV1 { ItemId = item.Id, Provider = item.Provider })],
    };
}
