using Persona.Bench.Core.Environments;

namespace Persona.Bench.Core.Tests.Environments;

public sealed class EnvironmentEntriesTests
{
    private static readonly RecordedEnvironment Recorded = new()
    {
        PersonaVersion = "1.12.0",
        GitCommit = "0123456789abcdef0123456789abcdef01234567",
        GitDirty = true,
        Fingerprint = new EnvironmentFingerprint
        {
            Platform = "linux-x64",
            Cpu = "AMD EPYC",
            Cores = 2,
            MemoryGb = 23.5,
            Os = "Debian GNU/Linux 12 (bookworm)",
            Kernel = "6.1.0",
            Runtime = ".NET 10.0.12",
            BenchVersion = "0.1.0",
            Ci = "gitlab-ci",
            Region = "eu",
            Process = ProcessKind.Embedded,
            Probes = new Dictionary<string, string> { ["node_version"] = "22.1.0", ["python_version"] = "3.12.0", ["git_version"] = "2.39.5" },
        },
    };

    [Fact]
    public void The_file_begins_with_the_probes_python_first() => EnvironmentEntries.Write(Recorded).Keys.ShouldBe(
    [
        "python_version", "git_version", "node_version", "platform", "persona_version", "cpu", "cores", "memory_gb", "os", "kernel",
        "runtime", "bench_version", "git_commit", "git_dirty", "ci", "region", "process", "fingerprint",
    ]);

    [Fact]
    public void What_was_written_reads_back()
    {
        var entries = EnvironmentEntries.Write(Recorded);
        entries["git_dirty"].ShouldBe("true");
        entries["memory_gb"].ShouldBe("23.5");

        var read = EnvironmentEntries.Read(entries);
        read.Fingerprint.ShouldNotBeNull().Probes.ShouldBe(Recorded.Fingerprint!.Probes, ignoreOrder: true);
        (read with { Fingerprint = null }).ShouldBe(Recorded with { Fingerprint = null, FingerprintId = FingerprintHash.Compute(Recorded.Fingerprint) });
        (read.Fingerprint with { Probes = Recorded.Fingerprint.Probes }).ShouldBe(Recorded.Fingerprint);
    }

    [Fact]
    public void What_is_not_known_has_no_entry()
    {
        var fingerprint = Recorded.Fingerprint! with
        {
            Cpu = null,
            MemoryGb = null,
            Kernel = null,
            Ci = null,
            Region = null,
            Process = null,
            Probes = new Dictionary<string, string>(),
        };
        var entries = EnvironmentEntries.Write(new RecordedEnvironment { Fingerprint = fingerprint, PersonaVersion = "1.12.0" });
        entries.Keys.ShouldBe(["platform", "persona_version", "cores", "os", "runtime", "bench_version", "fingerprint"]);
        EnvironmentEntries.Read(entries).Fingerprint.ShouldNotBeNull().Cpu.ShouldBeNull();
    }

    [Fact]
    public void A_probe_cannot_replace_a_field()
    {
        var fingerprint = Recorded.Fingerprint! with { Probes = new Dictionary<string, string> { ["cpu"] = "1.2", ["fingerprint"] = "3", ["process"] = "4" } };
        var entries = EnvironmentEntries.Write(Recorded with { Fingerprint = fingerprint });
        (entries["cpu"], entries["process"]).ShouldBe(("AMD EPYC", "embedded"));
    }

    [Fact]
    public void A_file_of_an_older_tool_says_what_it_says()
    {
        var read = EnvironmentEntries.Read(new Dictionary<string, string>
        {
            ["python_version"] = "3.12.0",
            ["platform"] = "linux-x64",
            ["persona_version"] = "1.12.0",
            ["git_dirty"] = "perhaps",
        });
        read.ShouldBe(new RecordedEnvironment { PersonaVersion = "1.12.0" });
    }

    [Theory]
    [InlineData("cores", "many")]
    [InlineData("cores", "-1")]
    public void Nonsense_in_a_file_leaves_the_fingerprint_unknown(string key, string value)
    {
        var entries = EnvironmentEntries.Write(Recorded).ToDictionary();
        entries[key] = value;
        EnvironmentEntries.Read(entries).Fingerprint.ShouldBeNull();
    }

    [Fact]
    public void A_memory_size_that_is_no_number_is_unknown()
    {
        var entries = EnvironmentEntries.Write(Recorded).ToDictionary();
        entries["memory_gb"] = "NaN";
        EnvironmentEntries.Read(entries).Fingerprint.ShouldNotBeNull().MemoryGb.ShouldBeNull();
    }
}
