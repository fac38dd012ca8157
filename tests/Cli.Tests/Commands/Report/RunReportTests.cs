using System.Xml.Linq;
using Microsoft.Playwright;
using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Tests.Approved;
using Persona.Bench.Cli.Tests.Documents.Comparisons;
using Persona.Bench.Cli.Tests.Documents.Runs;

namespace Persona.Bench.Cli.Tests.Commands.Report;

public sealed class RunReportTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public void The_Markdown_is_what_was_approved() =>
        ApprovedFile.ShouldMatch(new RunMarkdown(SampleReports.UnitOf).Write(SampleReports.Providers()), "run-markdown");

    [Fact]
    public void The_annotations_are_what_was_approved() => ApprovedFile.ShouldMatch(RunAnnotations.Write(SampleReports.Providers()), "run-github");

    [Fact]
    public void In_the_JUnit_report_what_was_not_measured_has_failed_and_what_is_not_known_was_skipped()
    {
        var report = XDocument.Parse(new RunJunit(SampleReports.UnitOf).Write(SampleReports.Providers()));

        report.Descendants("testsuite").Select(suite => suite.Attribute("name")!.Value)
            .ShouldBe(["standard on anthropic", "standard on openai", "batch on anthropic", "batch on openai"]);
        report.Descendants("failure").Select(failure => failure.Parent!.Attribute("classname")!.Value).ShouldBe(["standard on openai", "batch on openai"]);
        report.Descendants("skipped").Count().ShouldBe(10);
        report.Root!.Attribute("failures")!.Value.ShouldBe("2");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_page_shows_every_series_with_its_latencies_and_asks_for_nothing(ColorScheme scheme)
    {
        var values = new[] { new SeriesValues("standard", "openai", [.. Enumerable.Range(0, 28).Select(i => 900 + (37.0 * i % 400))]) };
        await using var opened = await browser.OpenAsync(new RunHtml(SampleReports.UnitOf).Write(SampleReports.Providers(), values), scheme, 1000);

        opened.Requests.Count.ShouldBe(1);
        opened.Complaints.ShouldBeEmpty();
        (await opened.Page.Locator("h2").CountAsync()).ShouldBe(4);
        (await opened.Page.Locator("figure").CountAsync()).ShouldBe(2);
        (await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(1000);
    }
}
