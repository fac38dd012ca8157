using Persona.Bench.Cli.Shell.Delegation;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Environments;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Cli.Execution.Planning;

/// <summary>Where a run comes from: this machine, the version of Persona, the state of the working copy.</summary>
/// <param name="Machine">This machine, with what the configured probes found.</param>
/// <param name="Version">The version measured.</param>
/// <param name="VersionIsOurs">Persona is not installed: the version is this product's own.</param>
/// <param name="Git">Null outside a working copy.</param>
internal sealed record RunOrigin(EnvironmentFingerprint Machine, string Version, bool VersionIsOurs, GitState? Git)
{
    public static async Task<RunOrigin> ReadAsync(BenchConfiguration configuration, CancellationToken cancellationToken)
    {
        var git = GitState.ReadAsync(Directory.GetCurrentDirectory(), cancellationToken);
        var machine = MachineFingerprint.ReadAsync(configuration.Region, configuration.Probes, cancellationToken);
        var version = await PersonaVersion.ResolveAsync(
            configuration.PersonaVersion, Environment.GetEnvironmentVariable, NextPersona.OfProcess().IsOurs, cancellationToken);
        var fingerprint = await machine;
        return new RunOrigin(fingerprint, version ?? fingerprint.BenchVersion, version is null, await git);
    }
}
