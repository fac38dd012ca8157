using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Tests.Yaml;

/// <summary>A tab where YAML allows none is reported at its position.</summary>
public sealed class TabTests
{
    private const string Head = "version: \"1.0.0\"\nenvironment:\n";

    [Theory]
    [InlineData("\tplatform: x\nworkloads: {}\n", 3, 1)]
    [InlineData("  platform: x\nworkloads:\n\tstandard:\n\t\titerations: 100\n", 5, 1)]
    [InlineData("  platform: x\nworkloads:\n  standard:\n    metrics:\n\t  p50: 1000\n", 7, 1)]
    [InlineData("  platform: x\nworkloads:\n  standard:\n    metrics:\n      p50: 1000\n\tp95: 5\n", 8, 1)]
    [InlineData("  platform: x\n  \tos: y\nworkloads: {}\n", 4, 3)]
    [InlineData("  platform: x\n\t\nworkloads: {}\n", 4, 1)]
    [InlineData("  platform: x\nworkloads:\n  standard:\n    metrics: {p50: 1000,\n\tp95: 4}\n", 7, 1)]
    [InlineData("  platform: |\n    a\n    \tb\nworkloads:\n\tstandard: 1\n", 7, 1)]
    [InlineData("  description: some\n\tlong text\n  platform: x\n", 4, 1)]
    public void Its_own_line_is_named(string rest, int line, int column)
    {
        var error = Should.Throw<YamlFileException>(() => YamlFile.Parse("f.yaml", Head + rest));

        (error.Line, error.Column).ShouldBe((line, column), error.Message);
        error.Problem.ShouldBe("not valid YAML: tabs cannot indent a line: use spaces");
    }

    [Theory]
    [InlineData("  platform:\tx\n")]
    [InlineData("  platform: x\t\n")]
    [InlineData("  platform: \"a\tb\"\n")]
    [InlineData("  platform: |\n    a\n    \tb\n")]
    public void Elsewhere_it_is_welcome(string rest) => YamlFile.Parse("f.yaml", Head + rest).ShouldNotBeNull();

    [Fact]
    public void An_error_that_is_none_of_a_tab_keeps_its_own_line() =>
        Should.Throw<YamlFileException>(() => YamlFile.Parse("f.yaml", "a: |\n  x\n  \ty\nb: [1\n")).Problem.ShouldNotContain("tab");
}
