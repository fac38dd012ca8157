using System.Reflection;
using System.Runtime.InteropServices;
using Persona.Bench.Core.Environments;

namespace Persona.Bench.Worker.Machine;

/// <summary>What the machine of this process is. Nothing here fails: what cannot be found out is null or left out.</summary>
public static class MachineFingerprint
{
    /// <summary>Without probes: reads a few files or system calls, starts no process.</summary>
    public static EnvironmentFingerprint Read(string? region)
    {
        var facts = Facts();
        return new EnvironmentFingerprint
        {
            Platform = $"{Family()}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}",
            Cpu = facts.Cpu,
            // Knows processor affinity and the CPU quota of the control group.
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

    /// <summary>With what the configured probes find; they run side by side, five seconds at most.</summary>
    /// <param name="region">As configured; null where it is not.</param>
    /// <param name="probes">Name of a fact (<c>python_version</c>) to the command that prints it.</param>
    /// <param name="cancellationToken">Ends the probes and what they started.</param>
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

    // The build appends the commit after a plus sign; that is the git_commit entry's business.
    private static string BenchVersion()
    {
        var assembly = typeof(MachineFingerprint).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return version ?? assembly.GetName().Version?.ToString(3) ?? "0.0.0";
    }
}
