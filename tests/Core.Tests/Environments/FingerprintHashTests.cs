using Persona.Bench.Core.Environments;

namespace Persona.Bench.Core.Tests.Environments;

public sealed class FingerprintHashTests
{
    private static readonly EnvironmentFingerprint Runner = new()
    {
        Platform = "linux-x64",
        Cpu = "AMD EPYC 7763 64-Core Processor",
        Cores = 4,
        MemoryGb = 15.6,
        Os = "Ubuntu 24.04.1 LTS",
        Kernel = "6.8.0-1017-azure",
        Runtime = ".NET 10.0.12",
        BenchVersion = "0.1.0",
        Ci = "github-actions",
        Region = "westeurope",
        Probes = new Dictionary<string, string> { ["python_version"] = "3.12.0" },
    };

    // printf 'persona.bench/fingerprint/1\ncpu=amd epyc 7763 64-core\ncores=4\nos=linux\narch=x64\nruntime=.net 10\n' | sha256sum
    [Fact]
    public void The_hash_is_the_one_that_sha256sum_gives_for_the_documented_form() =>
        FingerprintHash.Compute(Runner).ShouldBe("sha256:eb8f83be0c462934c0a6d24a621510b3f07832fe4845c0a8bedde49d0b666fbb");

    [Fact]
    public void The_canonical_form_holds_the_hard_fields_only() => FingerprintHash.CanonicalForm(Runner).ShouldBe(
        "persona.bench/fingerprint/1\ncpu=amd epyc 7763 64-core\ncores=4\nos=linux\narch=x64\nruntime=.net 10\n");

    [Fact]
    public void Strata_do_not_change_the_identity()
    {
        var elsewhere = Runner with
        {
            MemoryGb = null,
            Os = "Debian GNU/Linux 12 (bookworm)",
            Kernel = "6.1.0",
            Runtime = ".NET 10.1.0-rc.1",
            BenchVersion = "9.9.9",
            Ci = null,
            Region = "us-east-1",
            Process = ProcessKind.Service,
            Probes = new Dictionary<string, string>(),
        };
        FingerprintHash.Compute(elsewhere).ShouldBe(FingerprintHash.Compute(Runner));
    }

    public static TheoryData<EnvironmentFingerprint> OtherMachines => new(
        Runner with { Cpu = "AMD EPYC 7763 32-Core Processor" },
        Runner with { Cpu = null },
        Runner with { Cores = 8 },
        Runner with { Platform = "win-x64" },
        Runner with { Platform = "linux-arm64" },
        Runner with { Runtime = ".NET 11.0.0" },
        Runner with { Runtime = "Python 10.0" });

    [Theory]
    [MemberData(nameof(OtherMachines))]
    public void Every_hard_field_changes_the_identity(EnvironmentFingerprint other) =>
        FingerprintHash.Compute(other).ShouldNotBe(FingerprintHash.Compute(Runner));

    [Theory]
    [InlineData("Intel(R) Xeon(R) CPU @ 2.20GHz", "intel xeon @ 2.20ghz")]
    [InlineData("Intel(R) Xeon(R)  Processor   @ 2.20GHz ", "intel xeon @ 2.20ghz")]
    [InlineData("13th Gen Intel® Core™ i7-1365U", "13th gen intel core i7-1365u")]
    [InlineData("ARM Neoverse-N1", "arm neoverse-n1")]
    [InlineData("evil\ncores=64", "evil cores=64")]
    [InlineData("  ", "unknown")]
    [InlineData(null, "unknown")]
    public void A_cpu_is_compared_without_trademarks_and_spacing(string? cpu, string normalised) =>
        FingerprintHash.CanonicalForm(Runner with { Cpu = cpu }).Split('\n')[1].ShouldBe("cpu=" + normalised);

    [Theory]
    [InlineData(".NET 10.0.0-preview.3", ".net 10")]
    [InlineData("Python 3.12.0", "python 3")]
    [InlineData("v22", "v 22")]
    [InlineData("Mono", "mono")]
    public void A_runtime_is_its_name_and_major_version(string runtime, string normalised) =>
        FingerprintHash.CanonicalForm(Runner with { Runtime = runtime }).Split('\n')[5].ShouldBe("runtime=" + normalised);
}
