using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>Reads sides of a comparison from baseline files. Each is read once, because a pipe cannot be read again.</summary>
/// <param name="folder">The baselines folder.</param>
/// <param name="warn">Receives warnings about files.</param>
internal sealed class BaselineFiles(string folder, Action<string> warn)
{
    private readonly BaselineCatalog _catalog = new(folder);

    /// <summary>The file of a name or path; null if no baseline has that name.</summary>
    /// <exception cref="ConfigurationException">There is no file at that path.</exception>
    public string? Find(string nameOrPath) => BaselineCatalog.IsPath(nameOrPath) ? _catalog.Resolve(nameOrPath) : _catalog.Find(nameOrPath);

    /// <summary>The baselines in the order given, under distinct names.</summary>
    /// <exception cref="ConfigurationException">There is no such baseline, or a file is not valid; with file and line.</exception>
    public IReadOnlyList<NamedBaseline> Read(IReadOnlyList<string> namesOrPaths)
    {
        string[] paths = [.. namesOrPaths.Select(_catalog.Resolve)];
        NamedBaseline[] read = [.. paths.Select(ReadFile)];
        return [.. read.Zip(paths, (one, path) => read.Count(other => other.Name == one.Name) == 1 ? one : one with { Name = path })];
    }

    public NamedBaseline ReadFile(string path)
    {
        var document = BaselineFile.Read(path);
        Warn(document.Warnings);
        return new NamedBaseline(NameOf(path, document.Baseline), document.Baseline);
    }

    /// <summary>All that can be read, newest version first.</summary>
    /// <param name="except">A file to leave out.</param>
    /// <exception cref="UsageException">There is no such baseline.</exception>
    public IEnumerable<NamedBaseline> NewestFirst(string? except = null)
    {
        var listings = _catalog.List();
        foreach (var unreadable in listings.OfType<BaselineListing.Unreadable>())
        {
            warn($"{unreadable.Error} (skipped)");
        }

        BaselineListing.Readable[] readable = [.. listings.OfType<BaselineListing.Readable>()];
        return readable.Length > 0
            ? readable.Where(listing => except is null || Path.GetFullPath(listing.Path) != Path.GetFullPath(except)).Select(Used)
            : throw new UsageException(
                $"there is no baseline in {folder} to compare with: write one with 'persona benchmark capture', or name one with --baseline");
    }

    /// <summary>The newest version that is not the current side itself.</summary>
    /// <param name="current">The current side.</param>
    /// <param name="path">Its file; null if it is from the store.</param>
    /// <exception cref="UsageException">There is no such baseline.</exception>
    public NamedBaseline NewestOther(Baseline current, string? path) =>
        NewestFirst(path).FirstOrDefault(one => SameMeasurements.Workloads(one.Baseline, current).Count == 0) ?? throw NoOther();

    public UsageException NoOther() => new(
        $"{folder} has no baseline other than the current measurements themselves: "
        + "name one with --baseline, or measure again with 'persona benchmark run' and compare that");

    private NamedBaseline Used(BaselineListing.Readable listing)
    {
        Warn(listing.Warnings);
        return new NamedBaseline(listing.Name, listing.Baseline);
    }

    // The path of a pipe (/dev/fd/63) is no useful name.
    private static string NameOf(string path, Baseline baseline) => StreamPath.Is(path) ? baseline.Name ?? BaselineCatalog.NameOf(baseline.Version)
        : BaselineCatalog.HasEnding(path) ? Path.GetFileNameWithoutExtension(path)
        : Path.GetFileName(path);

    private void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            warn(warning);
        }
    }
}
