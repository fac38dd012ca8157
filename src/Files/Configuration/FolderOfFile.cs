using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary>The folder of a configuration file; relative paths in the file are resolved against it.</summary>
internal sealed class FolderOfFile(string folder)
{
    /// <summary>A path that is valid from the working directory; kept as short as written if the file is in that directory.</summary>
    public string Resolve(string path)
    {
        var plain = path.StartsWith("./", StringComparison.Ordinal) && path.Length > 2 ? path[2..] : path;
        return Path.Combine(folder, plain);
    }

    public string Resolve(YamlNode node)
    {
        var path = node.AsText();
        return string.IsNullOrWhiteSpace(path) ? throw node.Expected("a path") : Resolve(path);
    }

    public StoreAddress Resolve(StoreAddress store) =>
        store is StoreAddress.Sqlite sqlite ? new StoreAddress.Sqlite(Resolve(sqlite.Path)) : store;
}
