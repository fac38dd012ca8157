using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Files.Baselines;

namespace Persona.Bench.Cli.Commands.List;

internal static class ListHandler
{
    public static async Task<int> HandleAsync(ListOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var folder = BenchSettings.Load(options.Sources).BaselinesDirectory;
        var listings = new BaselineCatalog(folder).List();
        foreach (var warning in listings.OfType<BaselineListing.Readable>().SelectMany(listing => listing.Warnings))
        {
            await context.Terminal.Error.WriteLineAsync($"warning: {warning}");
        }

        BaselineEntry[] entries = [.. listings.Select(EntryOf)];
        if (options.Format == OutputFormat.Json)
        {
            await context.Terminal.Output.WriteLineAsync(BaselineListView.Json(entries));
        }
        else
        {
            BaselineListView.Render(context.Terminal.CreateDataConsole(), folder, entries, context.Verbose);
        }

        return ExitCode.Done;
    }

    private static BaselineEntry EntryOf(BaselineListing listing) => listing switch
    {
        BaselineListing.Readable readable => new BaselineEntry(readable.Name, readable.Path, readable.Baseline, null),
        BaselineListing.Unreadable unreadable => new BaselineEntry(unreadable.Name, unreadable.Path, null, unreadable.Error),
        _ => throw new InvalidOperationException($"{listing.GetType().Name} is no listing"),
    };
}
