using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>A run at one moment: how far it is, and who works on it.</summary>
internal sealed record RunSnapshot(RunProgress Progress, RunActivity Activity)
{
    /// <summary>Calls that a worker which lives may be at.</summary>
    public int Held => Activity.Open.Sum(open => open.Held);
}
