namespace Persona.Bench.Files.Yaml;

/// <summary>Limits for a file: far above what the product writes, far below what would hurt the process.</summary>
internal static class YamlLimits
{
    public const int FileBytes = 4 * 1024 * 1024;

    public const int Depth = 32;

    public static readonly string TooDeep = $"nested too deeply: at most {Depth} levels are read";

    public const int Nodes = 500_000;
}
