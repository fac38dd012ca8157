namespace Persona.Bench.Worker.Iterations;

/// <summary>Without a broker the coordinator looks by itself, and often.</summary>
internal sealed class NoFinishedNotifier : IFinishedNotifier
{
    public void Send(Guid runId, Guid itemId)
    {
    }
}
