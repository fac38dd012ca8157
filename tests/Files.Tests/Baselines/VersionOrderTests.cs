using CsCheck;
using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Files.Tests.Baselines;

public sealed class VersionOrderTests
{
    private static readonly string[] Ascending =
    [
        "", "main", "nightly", "0.9", "1.0.0.dev1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
        "1.0.0", "1.0.0.post1", "1.0.1", "1.9.0", "1.10.0a1", "1.10.0b2", "1.10.0rc1", "1.10.0rc10", "v1.10.0", "1.11", "1.99999999999999999999999", "2",
    ];

    [Fact]
    public void Versions_are_in_the_order_of_semantic_versioning() => Gen.Shuffle(Ascending).Sample(shuffled =>
        shuffled.Order(VersionOrder.Instance).ShouldBe(Ascending), iter: 200);

    [Theory]
    [InlineData("1.2", "v1.2.0")]
    [InlineData("1.2.3+build.5", "1.2.3")]
    [InlineData("01.2", "1.2")]
    public void Spellings_of_one_version_are_equal(string a, string b) => VersionOrder.Instance.Compare(a, b).ShouldBe(0);

    [Fact]
    public void The_order_is_antisymmetric_and_transitive()
    {
        var version = Gen.OneOf<string>(Gen.String[Gen.Char["0123.-abrcdevpost+_"], 0, 10], Gen.OneOf(Ascending));
        Gen.Select(version, version, version).Sample((a, b, c) =>
        {
            var order = VersionOrder.Instance;
            Math.Sign(order.Compare(a, b)).ShouldBe(-Math.Sign(order.Compare(b, a)));
            if (order.Compare(a, b) <= 0 && order.Compare(b, c) <= 0) order.Compare(a, c).ShouldBeLessThanOrEqualTo(0, $"{a} {b} {c}");
        }, iter: 20_000);
    }
}
