namespace Persona.Bench.Files.Yaml;

/// <summary>The one way in which YAML comes into the product: strict, bounded, every error with its place.</summary>
internal static class YamlFile
{
    /// <summary>The root of the only document; null where the file holds nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="section">
    /// Read only the value of this top-level key. The other keys belong to another program: they must be YAML, and may use all of it.
    /// </param>
    /// <exception cref="YamlFileException">The file cannot be read or is not what this product accepts as YAML.</exception>
    public static YamlNode? Read(string path, string? section = null) => Parse(path, YamlText.Load(path), section);

    public static YamlNode? Parse(string file, string text, string? section = null) => new YamlNodeParser(file, text, section).Parse();
}
