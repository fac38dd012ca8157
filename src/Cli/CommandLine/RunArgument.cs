using System.CommandLine;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.CommandLine;

/// <summary>Names one stored run: its id, the start of its id, or its name.</summary>
internal static class RunArgument
{
    public static Argument<string> Create()
    {
        var argument = new Argument<string>("RUN") { Description = "The run's id, the start of it, or its name; 'persona benchmark runs' lists them." };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var run }] && !SafeName.IsSafe(run))
            {
                result.AddError($"RUN is an id or a name of {SafeName.Rule}, not '{run}'");
            }
        });
        return argument;
    }
}
