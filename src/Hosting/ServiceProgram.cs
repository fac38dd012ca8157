using System.CommandLine;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Hosting.Settings;
using Persona.Bench.Hosting.Streams;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Hosting;

/// <summary>All of a service's <c>Program.cs</c>: command line, one-line errors, exit code.</summary>
public static class ServiceProgram
{
    private const int Done = 0;
    private const int Unusable = 3;
    private const int Misconfigured = 64;

    public static async Task<int> RunAsync(string[] args, IBenchService service)
    {
        StandardStreams.Guard();
        StandardStreams.GuardOutput();
        var config = new Option<string?>("--config") { Description = "Configuration file. [default: the nearest persona.yaml in this folder or above]", HelpName = "FILE" };
        var verbose = new Option<bool>("--verbose") { Description = "Log more, and show errors in full." };
        var run = new Option<Guid?>("--run") { Description = "Serve only this run, with work found in the store; needs no broker.", HelpName = "ID" };
        var untilInputEnds = new Option<bool>("--until-input-ends") { Description = "Stop when standard input ends; for processes that start their own workers." };
        var command = new RootCommand($"{service.Summary} Configured by persona.yaml and the environment; see docs/services.md.") { config, verbose, untilInputEnds };
        if (service.TakesRun)
        {
            command.Add(run);
        }

        command.SetAction((parsed, _) => RunAsync(service, new ServiceOptions(parsed.GetValue(config), parsed.GetValue(verbose), service.TakesRun ? parsed.GetValue(run) : null, parsed.GetValue(untilInputEnds))));
        var parse = command.Parse(args);
        if (parse.Errors is [var error, ..])
        {
            await Console.Error.WriteLineAsync($"{service.Name}: {error.Message} See --help.");
            return Misconfigured;
        }

        // The host handles signals.
        return await parse.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    private static async Task<int> RunAsync(IBenchService service, ServiceOptions options)
    {
        try
        {
            var settings = ServiceSettings.Load(options, service.ListenOf, Environment.GetEnvironmentVariable);
            await ServiceHost.RunAsync(service, settings, options);
            return Done;
        }
        catch (ConfigurationException exception)
        {
            return Refuse(service, exception, options, Misconfigured);
        }
        catch (OptionsValidationException exception)
        {
            return Refuse(service, new ConfigurationException(string.Join("; ", exception.Failures)), options, Misconfigured);
        }
        catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            return Refuse(service, exception, options, Unusable);
        }
    }

    private static int Refuse(IBenchService service, Exception exception, ServiceOptions options, int exitCode)
    {
        Console.Error.WriteLine($"{service.Name}: {(options.Verbose ? exception.ToString() : exception.Message)}");
        return exitCode;
    }
}
