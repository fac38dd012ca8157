using System.CommandLine;
using System.CommandLine.Parsing;
using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>The options that decide what fails the command. By default a failure-level regression does.</summary>
internal sealed class FailureOptions
{
    private readonly Option<bool> _failOnRegression = new("--fail-on-regression")
    {
        Description = "Exit with 2 on a failure-level regression. This is the default.",
    };

    private readonly Option<FailLevel[]> _failOn = ChoiceOptions.Several<FailLevel>(
        "--fail-on",
        "LEVEL",
        "What fails the command: failure (always; exit code 2), warning (1), or inconclusive, which includes not comparable (4); may be repeated.");

    private readonly Option<bool> _noFail = new("--no-fail") { Description = "Exit with 0 whatever the verdict, even with --ci." };

    private readonly Option<bool> _ci = new("--ci") { Description = "The same as --fail-on warning --fail-on inconclusive." };

    public void AddTo(Command command)
    {
        command.Add(_failOnRegression);
        command.Add(_failOn);
        command.Add(_noFail);
        command.Add(_ci);
        command.Validators.Add(RefuseContradiction);
    }

    // Without LINQ, whose generics over an enum would be compiled at every start.
    public IReadOnlyList<FailLevel> Read(ParseResult parsed)
    {
        var levels = new List<FailLevel>();
        if (parsed.GetValue(_noFail))
        {
            return levels;
        }

        var asked = parsed.GetValue(_failOn) ?? [];
        var ci = parsed.GetValue(_ci);
        levels.Add(FailLevel.Failure);
        Add(FailLevel.Warning);
        Add(FailLevel.Inconclusive);
        return levels;

        void Add(FailLevel level)
        {
            if (ci || Array.IndexOf(asked, level) >= 0)
            {
                levels.Add(level);
            }
        }
    }

    private void RefuseContradiction(CommandResult result)
    {
        if (!result.GetValue(_noFail))
        {
            return;
        }

        Option[] others = [_failOnRegression, _failOn];
        if (Array.Find(others, option => result.GetResult(option) is { Implicit: false }) is { } other)
        {
            result.AddError($"options '--no-fail' and '{other.Name}' cannot be used together");
        }
    }
}
