namespace Persona.Bench.Files.Yaml;

/// <summary>What a file may be: far above what the product writes, far below what hurts the process.</summary>
internal static class YamlLimits
{
    public const int FileBytes = 4 * 1024 * 1024;

    public const int Depth = 32;

    public static readonly string TooDeep = $"nested too deeply: at most {Depth} levels are read";

    public const int Nodes = 500_000;
}
