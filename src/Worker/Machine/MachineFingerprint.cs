using System.Reflection;
using System.Runtime.InteropServices;
using Persona.Bench.Core.Environments;

namespace Persona.Bench.Worker.Machine;

/// <summary>Describes the machine of this process. Nothing here fails: facts that cannot be determined are null or left out.</summary>
public static class MachineFingerprint
{
    /// <summary>Without probes: reads a few files or makes a few system calls, and starts no process.</summary>
    public static EnvironmentFingerprint Read(string? region)
    {
        var facts = Facts();
        return new EnvironmentFingerprint
        {
            Platform = $"{Family()}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}",
            Cpu = facts.Cpu,
            // Honours processor affinity and the CPU quota of the control group.
            Cores = Environment.ProcessorCount,
            MemoryGb = facts.MemoryBytes is { } bytes ? MemoryUnits.ToGb(bytes) : null,
            Os = facts.Os ?? RuntimeInformation.OSDescription,
            Kernel = facts.Kernel,
            Runtime = RuntimeInformation.FrameworkDescription,
            BenchVersion = BenchVersion(),
            Ci = CiProvider.Detect(Environment.GetEnvironmentVariable),
            Region = region,
        };
    }

    /// <summary>Includes the configured probes, which run concurrently for at most five seconds.</summary>
    /// <param name="region">As configured; null if it is not.</param>
    /// <param name="probes">Maps the name of a fact (<c>python_version</c>) to the command that prints it.</param>
    /// <param name="cancellationToken">Cancels the probes and the processes they started.</param>
    public static async Task<EnvironmentFingerprint> ReadAsync(
        string? region, IReadOnlyDictionary<string, IReadOnlyList<string>> probes, CancellationToken cancellationToken)
    {
        var found = VersionProbe.RunAllAsync(probes, cancellationToken);
        var fingerprint = Read(region);
        return fingerprint with { Probes = await found };
    }

    private static string Family() =>
        OperatingSystem.IsLinux() ? "linux"
        : OperatingSystem.IsMacOS() ? "osx"
        : OperatingSystem.IsWindows() ? "win"
        : OperatingSystem.IsFreeBSD() ? "freebsd"
        : "other";

    private static MachineFacts Facts()
    {
        if (OperatingSystem.IsLinux())
            return LinuxMachine.Read("/");
        if (OperatingSystem.IsMacOS())
            return MacMachine.Read(MacMachine.Sysctl);
        if (OperatingSystem.IsWindows())
            return WindowsMachine.Read(WindowsMachine.Registry);
        return new MachineFacts(null, null, null, null);
    }

    // The build appends the commit after a plus sign; the git_commit entry covers that.
    private static string BenchVersion()
    {
        var assembly = typeof(MachineFingerprint).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return version ?? assembly.GetName().Version?.ToString(3) ?? "0.0.0";
    }
}
