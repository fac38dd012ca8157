namespace Persona.Bench.Files.Yaml;

/// <summary>The only entry point for YAML: strict, with size limits, and every error has its location.</summary>
internal static class YamlFile
{
    /// <summary>The root of the only document; null if the file is empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="section">
    /// Reads only the value of this top-level key. The other keys belong to another program: they must be YAML, and may use all of it.
    /// </param>
    /// <exception cref="YamlFileException">The file cannot be read, or is not YAML that this product accepts.</exception>
    public static YamlNode? Read(string path, string? section = null) => Parse(path, YamlText.Load(path), section);

    public static YamlNode? Parse(string file, string text, string? section = null) => new YamlNodeParser(file, text, section).Parse();
}
