using System.Globalization;
using System.Xml.Linq;

namespace Persona.Bench.Faults.Repeats;

/// <summary>The result of a test in one pass.</summary>
internal enum TestResult
{
    Passed,
    Failed,
    Skipped,
}

internal sealed record TestOutcome(string Name, TestResult Result, TimeSpan Took, string Message);

/// <summary>One pass of the suite.</summary>
internal sealed record Pass(int Number, IReadOnlyList<TestOutcome> Tests, int ExitCode, string Said)
{
    /// <summary>The total time of its tests.</summary>
    public TimeSpan Took => TimeSpan.FromSeconds(Tests.Sum(test => test.Took.TotalSeconds));

    /// <summary>Every test passed or was skipped, and the process exited with 0.</summary>
    public bool IsSound => ExitCode == 0 && Tests.Count > 0 && Tests.All(test => test.Result != TestResult.Failed);

    /// <param name="number">Number of the pass, from 1.</param>
    /// <param name="report">Path of the xUnit XML report; missing if the process crashed.</param>
    /// <param name="exitCode">Exit code of the process.</param>
    /// <param name="said">Its output.</param>
    public static Pass From(int number, string report, int exitCode, string said) =>
        new(number, File.Exists(report) ? [.. XDocument.Load(report).Descendants("test").Select(OutcomeOf)] : [], exitCode, said);

    private static TestOutcome OutcomeOf(XElement test) => new(
        ((string)test.Attribute("name")!).Replace("Persona.Bench.Faults.", "", StringComparison.Ordinal),
        (string?)test.Attribute("result") switch
        {
            "Pass" => TestResult.Passed,
            "Fail" => TestResult.Failed,
            _ => TestResult.Skipped,
        },
        TimeSpan.FromSeconds(double.Parse((string)test.Attribute("time")!, CultureInfo.InvariantCulture)),
        (string?)test.Element("failure")?.Element("message") ?? "");
}
