using System.CommandLine;
using System.CommandLine.Parsing;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>The argument that names a stored run: its id, an id prefix, or its name.</summary>
internal static class RunArgument
{
    private const string Description = "Id of the run, a unique prefix of it, or its name; 'persona benchmark runs' lists them.";

    public static Argument<string> Create()
    {
        var argument = new Argument<string>("RUN") { Description = Description };
        argument.Validators.Add(RequireSafe);
        return argument;
    }

    /// <param name="otherwise">What the help says about leaving it out.</param>
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
            result.AddError($"RUN must be an id or a name of {SafeName.Rule}, not '{run}'");
        }
    }
}
