namespace Persona.Bench.Worker.Inputs;

/// <summary>The research data shipped with the product, embedded in the assembly so that every worker has the same.</summary>
internal static class ShippedInputs
{
    public const string Example = Prefix + "meal-kit-survey.csv";
    private const string Prefix = "shipped:";
    private const string ResourcePrefix = "workloads/";

    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(ShippedInputs).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..])
            .Order(StringComparer.Ordinal)];

    public static bool IsShipped(string input) => input.StartsWith(Prefix, StringComparison.Ordinal);

    public static Stream Open(string input)
    {
        var name = input[Prefix.Length..];
        return typeof(ShippedInputs).Assembly.GetManifestResourceStream(ResourcePrefix + name)
            ?? throw new InputException($"{input}: no such shipped file (available: {string.Join(", ", Names)})");
    }
}
