using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Folders;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Baselines;

/// <summary>The baselines of one folder.</summary>
/// <param name="folder"><c>baselines_dir</c>; need not exist.</param>
public sealed class BaselineCatalog(string folder)
{
    private static readonly string[] Endings = [".yaml", ".yml"];
    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>All files: newest version first, unreadable files last, each with its error.</summary>
    /// <exception cref="ConfigurationException">The folder cannot be read.</exception>
    public IReadOnlyList<BaselineListing> List()
    {
        var listings = Files().Select(Load).ToList();
        return
        [
            .. listings.OfType<BaselineListing.Readable>()
                .OrderByDescending(listing => listing.Baseline.Version, VersionOrder.Instance)
                .ThenByDescending(listing => listing.Baseline.CapturedAt)
                .ThenBy(listing => listing.Name, StringComparer.Ordinal),
            .. listings.OfType<BaselineListing.Unreadable>().OrderBy(listing => listing.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The baseline with the newest version, and of several the one captured last; null if there is none.</summary>
    public BaselineListing.Readable? Newest() => List().OfType<BaselineListing.Readable>().FirstOrDefault();

    /// <summary>Reads a baseline by name (<c>v1.11.0</c>, <c>1.11.0</c>) or by path (see <see cref="IsPath"/>).</summary>
    /// <exception cref="ConfigurationException">The name is not safe, there is no such baseline, or its file is not valid.</exception>
    public BaselineDocument Read(string nameOrPath) => BaselineFile.Read(Resolve(nameOrPath));

    /// <summary>The file for a name or path.</summary>
    /// <exception cref="ConfigurationException">The name is not safe, or there is no such baseline.</exception>
    public string Resolve(string nameOrPath)
    {
        if (IsPath(nameOrPath)) return ResolvePath(nameOrPath);
        SafeName.Require(nameOrPath, "baseline");
        return Existing(nameOrPath)
            ?? throw new ConfigurationException($"no baseline {Printable.Quoted(nameOrPath)} in {folder}: {Hint(nameOrPath)}");
    }

    /// <summary>The file for a name (<c>v1.11.0</c>, <c>1.11.0</c>) in the folder; null if there is none, or the name is not safe.</summary>
    public string? Find(string name) => SafeName.IsSafe(name) ? Existing(name) : null;

    /// <summary>The path for a new baseline of this name.</summary>
    /// <exception cref="ConfigurationException">The name is not safe.</exception>
    public string PathOf(string name) => Path.Combine(folder, SafeName.Require(name, "baseline") + Endings[0]);

    /// <summary>The name of a version's baseline: <c>v1.12.0</c>.</summary>
    public static string NameOf(string version) => version.StartsWith('v') ? version : $"v{version}";

    /// <summary>Whether text is a path and not a name: it ends in .yaml or .yml, or contains a path separator.</summary>
    public static bool IsPath(string text) => HasEnding(text) || text.AsSpan().ContainsAny(Separators);

    /// <summary>Whether text has the extension of a baseline file.</summary>
    public static bool HasEnding(string text) => Endings.Any(ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private string ResolvePath(string path)
    {
        if (File.Exists(path)) return path;
        var isBare = path == Path.GetFileName(path);
        var inFolder = Path.Combine(folder, path);
        return isBare && File.Exists(inFolder)
            ? inFolder
            : throw new ConfigurationException(
                $"there is no file {Printable.Line(path, 400)}: check the path, or name a baseline in {folder}");
    }

    private string? Existing(string name)
    {
        var other = name.StartsWith('v') ? name[1..] : $"v{name}";
        return new[] { name, other }
            .SelectMany(stem => Endings.Select(ending => Path.Combine(folder, stem + ending)))
            .FirstOrDefault(File.Exists);
    }

    private string Hint(string name)
    {
        if (File.Exists(name)) return $"to use the file in the current folder, write ./{name}";
        var names = Files().Select(file => Path.GetFileNameWithoutExtension(file)).ToList();
        if (names.Count == 0) return "it has none yet; create one with: persona benchmark capture";
        return Suggestion.Nearest(name, names) is { } nearest
            ? $"did you mean \"{nearest}\"?"
            : $"it contains {string.Join(", ", names.Take(10).Select(held => Printable.Line(held)))}{(names.Count > 10 ? ", …" : "")}";
    }

    private List<string> Files()
    {
        if (!Path.Exists(folder))
        {
            return NewFolder.Refusal(folder) is { } refusal ? throw new ConfigurationException($"baselines_dir {Printable.Line(folder, 400)}: {refusal}") : [];
        }

        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(IsBaseline).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"{Printable.Line(folder, 400)}: the baselines folder could not be read: check its permissions", error);
        }
    }

    // A file with a leading dot may be left over from an interrupted write.
    private static bool IsBaseline(string file) => HasEnding(file) && !Path.GetFileName(file).StartsWith('.');

    private static BaselineListing Load(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        try
        {
            var document = BaselineFile.Read(path);
            return new BaselineListing.Readable(document.Baseline, document.Warnings) { Name = name, Path = path };
        }
        catch (YamlFileException error)
        {
            return new BaselineListing.Unreadable(error.Message) { Name = name, Path = path };
        }
    }
}
