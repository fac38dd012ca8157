using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>Reads sides of a comparison from baseline files. Each is read once: what comes through a pipe is gone then.</summary>
/// <param name="folder">The folder of baselines.</param>
/// <param name="warn">Takes lines about files that are not quite right.</param>
internal sealed class BaselineFiles(string folder, Action<string> warn)
{
    private readonly BaselineCatalog _catalog = new(folder);

    /// <summary>The file that a name or path means; null when it is a name of none.</summary>
    /// <exception cref="ConfigurationException">It is the path of no file.</exception>
    public string? Find(string nameOrPath) => BaselineCatalog.IsPath(nameOrPath) ? _catalog.Resolve(nameOrPath) : _catalog.Find(nameOrPath);

    /// <summary>By the names that tell them apart, in the order given.</summary>
    /// <exception cref="ConfigurationException">There is none of that name, or a file is not valid; with file and line.</exception>
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

    /// <summary>All that can be read, the newest by version first.</summary>
    /// <param name="except">A file that is left out.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public IEnumerable<NamedBaseline> NewestFirst(string? except = null)
    {
        var listings = _catalog.List();
        foreach (var unreadable in listings.OfType<BaselineListing.Unreadable>())
        {
            warn($"{unreadable.Error} (not considered)");
        }

        BaselineListing.Readable[] readable = [.. listings.OfType<BaselineListing.Readable>()];
        return readable.Length > 0
            ? readable.Where(listing => except is null || Path.GetFullPath(listing.Path) != Path.GetFullPath(except)).Select(Used)
            : throw new UsageException(
                $"there is no baseline in {folder} to compare with: write one with 'persona benchmark capture', or name one with --baseline");
    }

    /// <summary>The newest by version of those that are not the current side itself.</summary>
    /// <param name="current">The current side.</param>
    /// <param name="path">Its file; null: it is of the store.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public NamedBaseline NewestOther(Baseline current, string? path) =>
        NewestFirst(path).FirstOrDefault(one => SameMeasurements.Workloads(one.Baseline, current).Count == 0) ?? throw NoOther();

    public UsageException NoOther() => new(
        $"there is no other baseline in {folder} to compare with than the current measurements themselves: "
        + "name one with --baseline, or measure again with 'persona benchmark run' and compare that");

    private NamedBaseline Used(BaselineListing.Readable listing)
    {
        Warn(listing.Warnings);
        return new NamedBaseline(listing.Name, listing.Baseline);
    }

    // The name of a pipe (/dev/fd/63) says nothing.
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
