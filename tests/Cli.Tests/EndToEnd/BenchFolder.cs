using System.Text;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>A new user folder, outside any repository, in which the real executable runs.</summary>
internal sealed class BenchFolder : IDisposable
{
    /// <summary>A small workload without warm-ups, which takes no longer than its provider.</summary>
    public const string Tiny = "tiny: {inputs: [\"shipped:bike-share-survey.csv\"], input_bytes: 300, iterations: 4, warmups: 0, timeout_s: 20}";

    /// <summary>The emulated provider without the latencies of a real one.</summary>
    public const string Instant = "providers: {emulated: {kind: emulated, profile: instant}}";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("persona-e2e-");

    public string Path => _folder.FullName;

    /// <summary>Environment variables of the process, besides those it needs to start.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["PERSONA_VERSION"] = "1.12.0" };

    public string DefaultBaseline => PathOf("baselines/v1.12.0.yaml");

    public string PathOf(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a file, and creates its folder if necessary.</summary>
    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>Writes persona.yaml with these entries of <c>benchmarks</c>, each indented by two.</summary>
    public void Configure(params string[] entries) =>
        Write("persona.yaml", "benchmarks:\n" + string.Concat(entries.Select(entry => $"  {entry.ReplaceLineEndings("\n  ")}\n")));

    /// <summary>Runs <c>persona benchmark ARGS</c> to completion. No stream is a terminal, so the output must contain no control codes.</summary>
    public async Task<ProcessOutcome> RunAsync(string args)
    {
        using var process = Start(args);
        var outcome = await process.EndAsync();
        (outcome.Output + outcome.Error).ShouldNotContain('\u001b', args);
        outcome.Error.ShouldNotContain("   at ", Case.Sensitive, args);
        return outcome;
    }

    /// <summary>Same, and checks the exit code.</summary>
    public async Task<ProcessOutcome> RunAsync(string args, int exitCode)
    {
        var outcome = await RunAsync(args);
        outcome.ExitCode.ShouldBe(exitCode, $"{args}: {outcome.Error}");
        return outcome;
    }

    /// <summary>Expects this exit code and an empty stdout.</summary>
    /// <returns>The line with the reason.</returns>
    public async Task<string> FailAsync(string args, int exitCode)
    {
        var outcome = await RunAsync(args, exitCode);
        outcome.Output.ShouldBeEmpty(args);
        return outcome.Complaint();
    }

    public BenchProcess Start(string args) =>
        new(PersonaProcess.Executable, ["benchmark", .. args.Split(' ', StringSplitOptions.RemoveEmptyEntries)], Path, Environment);

    public BenchProcess StartProgram(string program, params string[] args) => new(program, args, Path, Environment);

    /// <summary>Reads the store while another process may be writing to it.</summary>
    public async Task<T> ReadStoreAsync<T>(Func<RunHistory, Task<T>> read, string store = ".persona/bench.db")
    {
        using var sqlite = new SqliteStore(PathOf(store));
        return await read(new RunHistory(sqlite, TimeProvider.System));
    }

    /// <summary>The newest run.</summary>
    public async Task<StoredRun> NewestRunAsync(string store = ".persona/bench.db") =>
        (await ReadStoreAsync(history => history.ListAsync(1, CancellationToken.None), store)).Single();

    /// <summary>The measurements of the newest run.</summary>
    public async Task<IReadOnlyList<Measurement>> MeasurementsAsync(string store = ".persona/bench.db")
    {
        var run = await NewestRunAsync(store);
        return await ReadStoreAsync(history => history.MeasurementsAsync(run.RunId, CancellationToken.None), store);
    }

    public async Task<RunState> StateAsync() => (await NewestRunAsync()).State;

    /// <summary>All files below the folder that contain the text: store, journal, spool, log, baselines.</summary>
    public IReadOnlyList<string> FilesWith(string text, string below = "")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return
        [
            .. Directory.EnumerateFiles(PathOf(below), "*", SearchOption.AllDirectories)
                .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0)
                .Select(file => System.IO.Path.GetRelativePath(Path, file)),
        ];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
