using System.Data.Common;
using System.Runtime.CompilerServices;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Emulator;
using Persona.Bench.Storage.Database;
using Persona.Bench.Worker.Inputs;
using Persona.Bench.Worker.Machine;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Cli.Shell.Failures;

/// <summary>Turns any exception into one line and an exit code. The only place that catches broadly.</summary>
internal static class FailureReport
{
    public static int Write(Exception exception, TextWriter error, bool verbose)
    {
        var root = Unwrap(exception);
        var (message, exitCode) = Describe(root, verbose);
        // A message may quote a provider or a file, so it must not break the line or control the terminal.
        error.WriteLine($"persona: {Printable.Collapse(message)}");
        if (verbose && exitCode != ExitCode.Cancelled)
        {
            error.WriteLine(exception);
        }

        return exitCode;
    }

    private static (string Message, int ExitCode) Describe(Exception exception, bool verbose) =>
        exception is PersonaException known ? (known.Message, known.ExitCode) : DescribeOther(exception, verbose);

    // A method of its own: naming types of other projects loads their assemblies, which a misspelt option should not wait for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (string Message, int ExitCode) DescribeOther(Exception exception, bool verbose) => exception switch
    {
        ConfigurationException or InputException or PersonaVersionException or ProviderConfigurationException or EmulatorException =>
            (exception.Message, ExitCode.Usage),
        StoreException => (exception.Message, ExitCode.NotExecuted),
        DbException fault => (StoreException.From(fault).Message, ExitCode.NotExecuted),
        OperationCanceledException => ("cancelled", ExitCode.Cancelled),
        FileNotFoundException or DirectoryNotFoundException => (exception.Message, ExitCode.Usage),
        IOException or UnauthorizedAccessException => (exception.Message, ExitCode.NotExecuted),
        _ => ($"unexpected error: {Sentence(exception)}{(verbose ? "" : "; use --verbose for a stack trace")}", ExitCode.NotExecuted),
    };

    private static string Sentence(Exception exception) => $"{exception.GetType().Name}: {exception.Message.TrimEnd('.')}";

    private static Exception Unwrap(Exception exception) =>
        exception is AggregateException { InnerExceptions: [var only] } ? Unwrap(only) : exception;
}
