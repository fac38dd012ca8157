namespace Persona.Bench.Worker.Iterations;

/// <summary>Without a broker the coordinator looks by itself, and often.</summary>
internal sealed class NoNudge : IFinishedNudge
{
    public void Send(Guid runId, Guid itemId)
    {
    }
}
