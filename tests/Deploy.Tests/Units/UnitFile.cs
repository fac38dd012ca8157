namespace Persona.Bench.Deploy.Tests.Units;

/// <summary>The settings of a systemd unit.</summary>
internal sealed class UnitFile
{
    private readonly ILookup<string, string> _settings;

    private UnitFile(ILookup<string, string> settings) => _settings = settings;

    public static async Task<UnitFile> ReadAsync(string path) => new(
        (await File.ReadAllLinesAsync(path)).Where(line => line.Contains('=') && !line.StartsWith('#')).Select(Assignment).ToLookup(line => line.Key, line => line.Value));

    /// <summary>Null if it is not set.</summary>
    public string? Find(string setting) => _settings[setting].LastOrDefault();

    public IEnumerable<string> All(string setting) => _settings[setting];

    /// <summary>Parses a line <c>NAME=VALUE</c>, where the value may be quoted.</summary>
    public static KeyValuePair<string, string> Assignment(string line)
    {
        var parts = line.Split('=', 2);
        return new(parts[0], parts[1].Trim('"'));
    }
}
