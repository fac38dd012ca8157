namespace Persona.Bench.Worker.Iterations;

/// <summary>Does nothing: without a broker the coordinator polls frequently.</summary>
internal sealed class NoFinishedNotifier : IFinishedNotifier
{
    public void Send(Guid runId)
    {
    }
}
