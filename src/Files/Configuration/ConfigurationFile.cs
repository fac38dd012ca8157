using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary>Section <c>benchmarks</c> of <c>persona.yaml</c>; the other sections are Persona's and are ignored.</summary>
public static class ConfigurationFile
{
    public const string DefaultName = "persona.yaml";

    private const string Section = "benchmarks";

    /// <summary>
    /// The file to read: <paramref name="option"/> (<c>--config</c>), else <c>persona.yaml</c> in the current folder, else in a parent up
    /// to the one that contains <c>.git</c>. Outside a repository no parent is searched: a file there could be anybody's, and the file
    /// names programs to run.
    /// </summary>
    /// <returns>Null if there is none: the defaults apply.</returns>
    /// <exception cref="ConfigurationException">The named file does not exist.</exception>
    public static string? Find(string? option, string currentFolder)
    {
        if (option is not null)
        {
            return File.Exists(option) || Directory.Exists(option)
                ? option
                : throw new ConfigurationException($"--config {Printable.Line(option, 400)}: there is no such file: check the path");
        }

        var folders = SearchedFolders(currentFolder);
        return folders.Select(folder => Path.Combine(folder, DefaultName)).FirstOrDefault(File.Exists);
    }

    /// <summary>Reads a file. Relative and default paths are resolved against its folder, for a pipe against the current folder.</summary>
    /// <exception cref="YamlFileException">A value cannot be used; one line with file, line and key.</exception>
    public static BenchConfiguration Read(string path, KnownNames known)
    {
        var folder = StreamPath.Is(path) ? "" : Path.GetDirectoryName(path) ?? "";
        return YamlFile.Read(path, Section)?.AsMap() is { } root && FindSection(root) is { } section
            ? new ConfigurationReader(folder, known).Read(section.AsMap())
            : ConfigurationReader.Defaults(folder);
    }

    private static YamlNode? FindSection(YamlMap root)
    {
        root.AllowOnly([Section]);
        return root.Find(Section);
    }

    private static List<string> SearchedFolders(string currentFolder)
    {
        List<string> folders = [];
        for (var folder = Path.GetFullPath(currentFolder); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            folders.Add(folder);
            // In a linked worktree .git is a file.
            if (Path.Exists(Path.Combine(folder, ".git"))) return folders;
        }

        return folders[..1];
    }
}
