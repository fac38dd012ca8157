using Persona.Bench.Cli.Failures;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Baselines;

namespace Persona.Bench.Cli.Compare;

/// <summary>Reads sides of a comparison from baseline files.</summary>
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
        return [.. paths.Select(path => Read(path, paths))];
    }

    public NamedBaseline ReadFile(string path) => Read(path, [path]);

    /// <summary>The newest by version, but not the file that is to be compared with it.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public NamedBaseline Newest(string? current)
    {
        var listings = _catalog.List();
        foreach (var unreadable in listings.OfType<BaselineListing.Unreadable>())
        {
            warn($"{unreadable.Error} (not considered)");
        }

        var other = current is null ? null : Path.GetFullPath(current);
        var newest = listings.OfType<BaselineListing.Readable>().FirstOrDefault(listing => Path.GetFullPath(listing.Path) != other)
            ?? throw new UsageException(
                $"there is no baseline in {folder} to compare with: write one with 'persona benchmark capture', or name one with --baseline");
        Warn(newest.Warnings);
        return new NamedBaseline(newest.Name, newest.Baseline);
    }

    private NamedBaseline Read(string path, IReadOnlyCollection<string> all)
    {
        var document = BaselineFile.Read(path);
        Warn(document.Warnings);
        var name = Path.GetFileNameWithoutExtension(path);
        var isOnly = all.Count(other => Path.GetFileNameWithoutExtension(other) == name) == 1;
        return new NamedBaseline(isOnly ? name : path, document.Baseline);
    }

    private void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            warn(warning);
        }
    }
}
