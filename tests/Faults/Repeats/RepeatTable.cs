using System.Globalization;
using System.Text;

namespace Persona.Bench.Faults.Repeats;

/// <summary>How often each test failed, failing tests first.</summary>
internal static class RepeatTable
{
    public static string Format(IReadOnlyList<Pass> passes)
    {
        var rows = passes.SelectMany(pass => pass.Tests).GroupBy(test => test.Name)
            .OrderByDescending(Failures).ThenBy(tests => tests.Key, StringComparer.Ordinal).ToArray();
        var text = new StringBuilder("| test | runs | failed | median s | longest s |\n|---|---|---|---|---|\n");
        foreach (var tests in rows)
        {
            var seconds = tests.Select(test => test.Took.TotalSeconds).Order().ToArray();
            text.Append(CultureInfo.InvariantCulture, $"| {tests.Key} | {tests.Count()} | {Failures(tests)} | {seconds[seconds.Length / 2]:F1} | {seconds[^1]:F1} |\n");
        }

        var broken = passes.Count(pass => !pass.IsSound);
        return text.Append(CultureInfo.InvariantCulture, $"\n{passes.Count} passes, {broken} with a failure, {rows.Sum(Failures)} failures in all\n").ToString();
    }

    private static int Failures(IEnumerable<TestOutcome> tests) => tests.Count(test => test.Result == TestResult.Failed);
}
