using System.Text.RegularExpressions;
using System.Xml.Linq;
using NJsonSchema;
using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Cli.Tests.Approved;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Tests.Documents.Comparisons;

public sealed partial class ComparisonDocumentTests
{
    private const string Injection = "</script><b>x</b> | `y` \"z\" & 'q' %0A::error::no\r\n::warning::\u0001\u202e]]>";

    [Fact]
    public async Task The_JSON_matches_its_schema_and_what_was_approved()
    {
        foreach (var document in new[] { SampleComparisons.Mixed(), SampleComparisons.TwoBaselines(), SampleComparisons.NotComparable(), SampleComparisons.Hostile(Injection) })
        {
            (await Errors(ComparisonJson.Write(document))).ShouldBeEmpty();
        }

        ApprovedFile.ShouldMatch(ComparisonJson.Write(Small()), "comparison-json");
    }

    [Theory]
    [InlineData("\"verdict\": \"failure\"", "\"verdict\": \"bad\"")]
    [InlineData("\"status\": \"missing\"", "\"status\": null")]
    [InlineData("persona.bench/comparison/1", "persona.bench/comparison/2")]
    [InlineData("\"environment_diff\"", "\"differences_of_environment\"")]
    [InlineData("\"threshold_status\": \"warning\"", "\"threshold_status\": \"amber\"")]
    public async Task The_schema_finds_what_is_wrong(string right, string wrong)
    {
        var json = ComparisonJson.Write(SampleComparisons.Mixed());
        json.ShouldContain(right);

        (await Errors(json.Replace(right, wrong, StringComparison.Ordinal))).ShouldNotBeEmpty();
    }

    [Fact]
    public void What_was_written_reads_back_the_same()
    {
        foreach (var document in new[] { SampleComparisons.Mixed(), SampleComparisons.Hostile(Injection) })
        {
            var json = ComparisonJson.Write(document);

            ComparisonJson.Write(Read(json)).ShouldBe(json);
        }
    }

    [Fact]
    public void A_comparison_from_before_sides_said_how_they_were_measured_is_read()
    {
        var json = ConditionsLines().Replace(ComparisonJson.Write(SampleComparisons.Mixed()), "");
        json.ShouldNotContain("conditions");

        Read(json).Baselines[0].Workloads[0].ShouldSatisfyAllConditions(
            workload => workload.CurrentConditions.ShouldBeNull(), workload => Conditions.Describe(workload).ShouldBeNull());
    }

    [Fact]
    public void Conditions_are_in_every_format_and_differences_are_shown_for_both_sides()
    {
        var workload = SampleComparisons.Workload(Verdict.Pass) with
        {
            BaselineConditions = new ConditionsDocument("emulated", true, "typical", 4, 1),
            CurrentConditions = new ConditionsDocument("emulated", true, "typical", 4, 3),
        };
        var document = SampleComparisons.Document(Verdict.Pass, SampleComparisons.Baseline("v1", Verdict.Pass, workload));
        const string Expected = "provider kind emulated, model typical, concurrency 4, 3 workers (baseline: 1)";

        Conditions.Describe(workload).ShouldBe(Expected);
        Conditions.Describe(workload with { CurrentConditions = null }).ShouldBe(
            "provider kind emulated in the baseline, model typical in the baseline, concurrency 4 in the baseline, 1 worker in the baseline");
        ComparisonMarkdown.Write(document).ShouldContain("concurrency 4, 3 workers");
        ComparisonHtml.Write(document).ShouldContain(Expected);
        ComparisonJunit.Write(document).ShouldContain(Expected);
        var terminal = new TerminalRecording(width: 200);
        ComparisonTableView.Render(terminal.Terminal.CreateDataConsole(), document);
        terminal.Output.ShouldContain(Expected);
    }

    [Fact]
    public void Of_several_baselines_that_were_measured_differently_each_is_named()
    {
        var now = new ConditionsDocument("openai", false, null, 4, 3);
        var workload = SampleComparisons.Workload(Verdict.Pass) with { CurrentConditions = now };

        Render(now, now).ShouldContain("standard on anthropic\nprovider kind openai, concurrency 4, 3 workers\n");
        Render(now, now with { Workers = 1 }).ShouldContain(
            "against v1: provider kind openai, concurrency 4, 3 workers\nagainst v2: provider kind openai, concurrency 4, 3 workers (baseline: 1)\n");

        string Render(ConditionsDocument first, ConditionsDocument second)
        {
            var terminal = new TerminalRecording(width: 200);
            ComparisonTableView.Render(terminal.Terminal.CreateDataConsole(), SampleComparisons.Document(
                Verdict.Pass,
                SampleComparisons.Baseline("v1", Verdict.Pass, workload with { BaselineConditions = first }),
                SampleComparisons.Baseline("v2", Verdict.Pass, workload with { BaselineConditions = second })));
            return string.Join('\n', terminal.Output.Split('\n').Select(line => line.TrimEnd()));
        }
    }

    [Theory]
    [InlineData("{", ":1: not a comparison that this version can read")]
    [InlineData("null", ": not a comparison that this version can read")]
    [InlineData("{\"schema\": \"persona.bench/comparison/1\"}", "not a comparison that this version can read")]
    [InlineData("\u0000\u0001", ":1: not a comparison that this version can read")]
    public void What_is_no_comparison_is_refused_with_its_location(string text, string complaint) =>
        Should.Throw<UsageException>(() => Read(text)).Message.ShouldContain(complaint);

    [Fact]
    public void A_word_that_is_none_is_refused_with_line_and_key()
    {
        var json = ComparisonJson.Write(SampleComparisons.Mixed()).Replace("\"weight\": \"stratum\"", "\"weight\": \"heavy\"", StringComparison.Ordinal);

        Should.Throw<UsageException>(() => Read(json)).Message.ShouldMatch(@":\d+: baselines\[0\]\.environment_diff\[0\]\.weight: not a comparison");
    }

    [Fact]
    public void A_document_of_an_older_version_is_read_without_guards_and_bounds()
    {
        var old = OlderKeys().Replace(ComparisonJson.Write(SampleComparisons.Mixed()), "");

        old.ShouldNotContain("guard\"");
        Read(old).Baselines[0].Workloads[0].Metrics.ShouldAllBe(metric => !metric.Guard);
    }

    [Fact]
    public void Every_format_marks_the_guards_under_the_gates()
    {
        var document = SampleComparisons.Mixed();

        foreach (var text in new[] { ComparisonHtml.Write(document), ComparisonJunit.Write(document), ComparisonAnnotations.Write(document) })
        {
            text.ShouldContain("error_rate (guard)");
        }

        var markdown = ComparisonMarkdown.Write(document);
        markdown.IndexOf("`error_rate` (guard)", StringComparison.Ordinal)
            .ShouldBeInRange(markdown.IndexOf("`memory_peak_mb`", StringComparison.Ordinal), markdown.IndexOf("<details>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_Markdown_is_what_was_approved() => ApprovedFile.ShouldMatch(ComparisonMarkdown.Write(SampleComparisons.Mixed()), "comparison-markdown");

    [Fact]
    public void The_annotations_are_what_was_approved() => ApprovedFile.ShouldMatch(ComparisonAnnotations.Write(SampleComparisons.Mixed()), "comparison-github");

    [Fact]
    public void The_JUnit_report_is_what_was_approved() => ApprovedFile.ShouldMatch(ComparisonJunit.Write(SampleComparisons.Mixed()), "comparison-junit");

    [Fact]
    public void A_failed_test_is_what_fails_the_command()
    {
        Failures([]).ShouldBe(["generation_latency_p50"]);
        Failures([FailLevel.Failure]).ShouldBe(["generation_latency_p50"]);
        Failures([FailLevel.Failure, FailLevel.Warning]).ShouldBe(["generation_latency_p50", "error_rate (guard)", "generation_latency_p50"]);
        Failures([FailLevel.Failure, FailLevel.Inconclusive]).ShouldBe(["generation_latency_p50", "generation_latency_p95", "generation_latency_p95", "memory_peak_mb"]);

        static IEnumerable<string> Failures(IReadOnlyList<FailLevel> failOn) =>
            XDocument.Parse(ComparisonJunit.Write(SampleComparisons.Mixed() with { FailOn = failOn }))
                .Descendants("failure").Select(failure => failure.Parent!.Attribute("name")!.Value);
    }

    [Fact]
    public void No_text_gets_out_of_an_annotation_a_cell_or_an_element()
    {
        var document = SampleComparisons.Hostile(Injection);

        ComparisonAnnotations.Write(document).Split('\n').ShouldAllBe(line => line.StartsWith("::", StringComparison.Ordinal) && !line.Contains('\r'));
        ComparisonAnnotations.Write(document).ShouldContain("%250A");
        ComparisonMarkdown.Write(document).Split('\n').Where(line => line.StartsWith('|')).ShouldAllBe(line => Cells(line) == 9);
        CodeSpan().Replace(ComparisonMarkdown.Write(document), "").ShouldNotContain("<b>");
        XDocument.Parse(ComparisonJunit.Write(document)).Descendants("testcase").Count().ShouldBe(1);
        ComparisonHtml.Write(document).ShouldNotContain("<b>");
        ComparisonHtml.Write(document).ShouldNotContain("</script>");
    }

    [GeneratedRegex("\\s*\"guard\": (?:true|false),|\\s*\"change_bound_percent\": (?:null|\\{[^}]*\\}),", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OlderKeys();

    [GeneratedRegex("(?<!\\\\)`[^`\n]*`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex("\\s*\"(baseline|current)_conditions\": null,", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ConditionsLines();

    // Escaped bars do not count.
    private static int Cells(string line) => line.Replace("\\|", "", StringComparison.Ordinal).Split('|').Length;

    private static ComparisonDocument Small()
    {
        var document = SampleComparisons.Mixed();
        var baseline = document.Baselines[0];
        var standard = baseline.Workloads[0];
        return document with
        {
            Baselines = [baseline with { Workloads = [standard with { Metrics = [.. standard.Metrics.Take(2)], Samples = [] }] }],
        };
    }

    private static ComparisonDocument Read(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return ComparisonJson.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<IReadOnlyList<string>> Errors(string json)
    {
        var definition = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schemas", "comparison.schema.json"));
        return [.. definition.Validate(json).Select(error => error.ToString())];
    }
}
