using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Emulator;
using Persona.Bench.Storage.Database;
using Persona.Bench.Worker.Inputs;
using Persona.Bench.Worker.Machine;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Cli.Shell.Failures;

/// <summary>Turns whatever went wrong into one line and an exit code: the only place that catches broadly.</summary>
internal static class FailureReport
{
    public static int Write(Exception exception, TextWriter error, bool verbose)
    {
        var root = Unwrap(exception);
        var (message, exitCode) = Describe(root, verbose);
        error.WriteLine($"persona: {OneLine(message)}");
        if (verbose && exitCode != ExitCode.Cancelled)
        {
            error.WriteLine(exception);
        }

        return exitCode;
    }

    private static (string Message, int ExitCode) Describe(Exception exception, bool verbose) =>
        exception is PersonaException known ? (known.Message, known.ExitCode) : DescribeOther(exception, verbose);

    // Apart, because naming the other projects' types loads their assemblies, which a misspelt option need not wait for.
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
        _ => ($"unexpected failure: {Sentence(exception)}{(verbose ? "" : "; --verbose shows where")}", ExitCode.NotExecuted),
    };

    private static string Sentence(Exception exception) => $"{exception.GetType().Name}: {exception.Message.TrimEnd('.')}";

    private static Exception Unwrap(Exception exception) =>
        exception is AggregateException { InnerExceptions: [var only] } ? Unwrap(only) : exception;

    // A message may quote a provider or a file: it must not break the line or steer the terminal.
    private static string OneLine(string message)
    {
        var line = new StringBuilder(message.Length);
        foreach (var rune in message.EnumerateRunes())
        {
            var isSpace = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune);
            if (!isSpace)
            {
                line.Append(rune);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}
