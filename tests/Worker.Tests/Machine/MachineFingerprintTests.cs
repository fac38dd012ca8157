using Persona.Bench.Core.Environments;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class MachineFingerprintTests
{
    [Fact]
    public void This_machine_is_read()
    {
        var fingerprint = MachineFingerprint.Read("lab");
        fingerprint.Platform.ShouldMatch("^(linux|osx|win)-(x64|arm64)$");
        fingerprint.Cores.ShouldBe(Environment.ProcessorCount);
        fingerprint.Runtime.ShouldStartWith(".NET 10.");
        fingerprint.BenchVersion.ShouldMatch(@"^\d+\.\d+\.\d+(-[\w.]+)?$");
        fingerprint.Region.ShouldBe("lab");
        fingerprint.Probes.ShouldBeEmpty();
    }

    [Fact]
    public void On_linux_it_says_what_the_system_files_say()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux only");
        var fingerprint = MachineFingerprint.Read(region: null);
        fingerprint.Kernel.ShouldBe(File.ReadAllText("/proc/sys/kernel/osrelease").Trim());
        File.ReadAllText("/etc/os-release").ShouldContain(fingerprint.Os);
        fingerprint.MemoryGb.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_same_machine_has_the_same_identity_each_time() =>
        FingerprintHash.Compute(MachineFingerprint.Read("a")).ShouldBe(FingerprintHash.Compute(MachineFingerprint.Read("b")));

    [Fact]
    public async Task Probes_add_what_they_find()
    {
        var probes = new Dictionary<string, IReadOnlyList<string>> { ["dotnet_version"] = ["dotnet", "--version"], ["gone_version"] = ["no-such-program"] };
        var fingerprint = await MachineFingerprint.ReadAsync("lab", probes, TestContext.Current.CancellationToken);
        fingerprint.Probes.Keys.ShouldBe(["dotnet_version"]);
        fingerprint.Probes["dotnet_version"].ShouldStartWith("10.");
    }
}
