using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Dispatch;

/// <summary>Items of a block that are sent in one message, and the provider whose workers receive it.</summary>
internal sealed record Hint(string Provider, IReadOnlyList<DispatchedItem> Items);
