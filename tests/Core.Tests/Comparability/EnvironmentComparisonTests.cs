using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Tests.Comparisons;

namespace Persona.Bench.Core.Tests.Comparability;

public sealed class EnvironmentComparisonTests
{
    [Theory]
    [InlineData("cpu", "Intel Xeon", DifferenceWeight.Hard)]
    [InlineData("cpu", "AMD EPYC(TM) 7B13 Processor", DifferenceWeight.Stratum)]
    [InlineData("cores", "8", DifferenceWeight.Hard)]
    [InlineData("platform", "linux-arm64", DifferenceWeight.Hard)]
    [InlineData("platform", "windows-x64", DifferenceWeight.Hard)]
    [InlineData("runtime", ".NET 11.0.0", DifferenceWeight.Hard)]
    [InlineData("runtime", ".NET 10.0.13", DifferenceWeight.Stratum)]
    [InlineData("kernel", "6.2.0", DifferenceWeight.Stratum)]
    [InlineData("os", "Debian 13", DifferenceWeight.Stratum)]
    [InlineData("memory_gb", "31.2", DifferenceWeight.Stratum)]
    public void Every_field_has_its_weight(string field, string value, DifferenceWeight expected)
    {
        var difference = EnvironmentComparison.Differences(Captures.Machine, With(field, value)).ShouldHaveSingleItem();

        difference.ShouldBe(new FieldDifference(field, Captures.Machine[field], value, expected));
    }

    [Theory]
    [InlineData("persona_version", DifferenceWeight.Information)]
    [InlineData("git_commit", DifferenceWeight.Information)]
    [InlineData("ci", DifferenceWeight.Information)]
    [InlineData("region", DifferenceWeight.Stratum)]
    [InlineData("python_version", DifferenceWeight.Stratum)]
    public void What_is_compared_is_expected_to_differ_and_what_is_around_it_is_not(string field, DifferenceWeight expected) =>
        EnvironmentComparison.Differences(With(field, "1"), With(field, "2")).ShouldHaveSingleItem().Weight.ShouldBe(expected);

    [Fact]
    public void Nearly_the_same_memory_is_the_same() => EnvironmentComparison.Differences(Captures.Machine, With("memory_gb", "15.58")).ShouldBeEmpty();

    [Fact]
    public void A_field_that_one_side_does_not_name_is_information() => EnvironmentComparison
        .Differences(new Dictionary<string, string> { ["platform"] = "linux-x64" }, Captures.Machine)
        .ShouldAllBe(difference => difference.Weight == DifferenceWeight.Information && difference.Baseline == null);

    [Fact]
    public void Identities_that_differ_without_a_field_that_says_why_are_hard()
    {
        var (one, other) = (With("fingerprint", "sha256:1"), With("fingerprint", "sha256:2"));
        EnvironmentComparison.Differences(one, other).ShouldHaveSingleItem().Weight.ShouldBe(DifferenceWeight.Hard);

        other["cores"] = "8";
        EnvironmentComparison.Differences(one, other).Select(difference => (difference.Field, difference.Weight))
            .ShouldBe([("cores", DifferenceWeight.Hard), ("fingerprint", DifferenceWeight.Information)]);
    }

    private static Dictionary<string, string> With(string field, string value) => new(Captures.Machine) { [field] = value };
}
