using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Dispatch;

/// <summary>Items of a block that go out in one message, and the provider to whose workers it goes.</summary>
internal sealed record Hint(string Provider, IReadOnlyList<DispatchedItem> Items);
