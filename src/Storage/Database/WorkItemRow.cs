using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Database;

/// <summary>One iteration to measure. Changed only by the conditional updates of the queue.</summary>
public sealed class WorkItemRow
{
    public required Guid Id { get; init; }

    public required Guid RunId { get; init; }

    public required string Workload { get; init; }

    public required string Provider { get; init; }

    /// <summary>Counts from 1.</summary>
    public required int Iteration { get; init; }

    /// <summary>Items of a block are measured together; blocks in this order.</summary>
    public required int Block { get; init; }

    /// <summary>Order within the block.</summary>
    public required int Position { get; init; }

    public ItemState State { get; set; }

    /// <summary>Number of claims so far; the fence of the lease's holder.</summary>
    public int Attempt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>When a hint was last sent; null: no hint is in flight, or the item is closed.</summary>
    public DateTimeOffset? DispatchedAt { get; set; }
}
