using System.CommandLine;
using System.CommandLine.Parsing;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Names one stored run: its id, the start of its id, or its name.</summary>
internal static class RunArgument
{
    private const string Description = "The run's id, the start of it, or its name; 'persona benchmark runs' lists them.";

    public static Argument<string> Create()
    {
        var argument = new Argument<string>("RUN") { Description = Description };
        argument.Validators.Add(RequireSafe);
        return argument;
    }

    /// <param name="otherwise">What is meant when it is left out.</param>
    public static Argument<string?> CreateOptional(string otherwise)
    {
        var argument = new Argument<string?>("RUN") { Arity = ArgumentArity.ZeroOrOne, Description = $"{Description} {otherwise}" };
        argument.Validators.Add(RequireSafe);
        return argument;
    }

    private static void RequireSafe(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: var run }] && !SafeName.IsSafe(run))
        {
            result.AddError($"RUN is an id or a name of {SafeName.Rule}, not '{run}'");
        }
    }
}
