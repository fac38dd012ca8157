using System.CommandLine;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Where configuration, store, broker and baselines are; null where the environment, the file or the default decides.</summary>
internal sealed record Sources(string? Config, string? Store, string? Broker, string? BaselinesDirectory = null);

/// <summary>The options behind <see cref="Sources"/>.</summary>
internal sealed class SourceOptions
{
    public Option<string?> Config { get; } =
        ValueOptions.File("--config", "Configuration file. [default: the nearest persona.yaml in this folder or above]");

    public Option<string?> Store { get; } = ValueOptions.Address(
        "--store",
        "Where measurements are stored: sqlite:FILE or postgres:CONNECTION. [default: sqlite:.persona/bench.db]",
        "sqlite:FILE or postgres:CONNECTION",
        address => HasScheme(address, "sqlite:", "postgres:"));

    public Option<string?> Broker { get; } = ValueOptions.Address(
        "--broker",
        "How work reaches the workers: in-memory or amqp(s)://HOST. [default: in-memory]",
        "in-memory, amqp://HOST or amqps://HOST",
        address => address == "in-memory" || HasScheme(address, "amqp://", "amqps://"));

    public Option<string?> BaselinesDirectory { get; } =
        ValueOptions.File("--baselines-dir", "Folder of the baseline files. [default: baselines]", "FOLDER");

    public void AddTo(Command command, bool store, bool broker, bool baselines = false)
    {
        command.Add(Config);
        if (store)
        {
            command.Add(Store);
        }

        if (broker)
        {
            command.Add(Broker);
        }

        if (baselines)
        {
            command.Add(BaselinesDirectory);
        }
    }

    public Sources Read(ParseResult parsed) => new(parsed.GetValue(Config), parsed.GetValue(Store), parsed.GetValue(Broker), parsed.GetValue(BaselinesDirectory));

    private static bool HasScheme(string address, params string[] schemes) =>
        schemes.Any(scheme => address.StartsWith(scheme, StringComparison.Ordinal) && address.Length > scheme.Length);
}
