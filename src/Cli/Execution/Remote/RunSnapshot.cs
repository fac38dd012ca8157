using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>A run at one moment: its progress and who works on it.</summary>
internal sealed record RunSnapshot(RunProgress Progress, RunActivity Activity)
{
    /// <summary>Calls that live workers may have in flight.</summary>
    public int Held => Activity.Open.Sum(open => open.Held);
}
