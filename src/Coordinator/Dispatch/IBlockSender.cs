using Persona.Bench.Contracts;

namespace Persona.Bench.Coordinator.Dispatch;

/// <summary>All that the coordinator needs of the message bus; see docs/decisions/0003.</summary>
internal interface IBlockSender
{
    /// <summary>Sends a hint to the workers that serve <paramref name="provider"/>; throws when the broker does not accept it.</summary>
    Task SendAsync(IterationBlockV1 block, string provider, CancellationToken cancellationToken);
}
