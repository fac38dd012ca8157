using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Emulate;

/// <summary>The options of <c>emulate</c>.</summary>
internal sealed class EmulateOptionSet
{
    private const int HighestPort = 65535;
    private const double SlowestTimeScale = 1000;
    private const double LargestDrift = 100;

    private readonly Option<string?> _host = new("--host")
    {
        HelpName = "ADDRESS",
        Description = "Address to listen on; one that other machines can reach needs --api-key-env. [default: 127.0.0.1]",
    };

    private readonly Option<int?> _port = ValueOptions.Count("--port", "N", "Port to listen on; 0 takes a free one. [default: 0]", 0, HighestPort);

    private readonly Option<string?> _profile = new("--profile")
    {
        HelpName = "PROFILE",
        Description = "Latencies: instant, very-fast, fast, typical, steady, variable, queued, rare-stalls, or constant:MS[/FIRST_TOKEN_MS]. [default: instant]",
    };

    private readonly Option<double?> _timeScale = ValueOptions.Factor(
        "--time-scale", "X", "Factor for all latencies: 0.1 is ten times faster, 0 does not wait. [default: 1]", SlowestTimeScale);

    private readonly Option<int?> _seed = ValueOptions.Count("--seed", "N", "Seed of latencies, answers and faults. [default: 1]", 0, int.MaxValue);

    private readonly Option<double?> _drift = ValueOptions.Factor(
        "--drift", "X", "Latencies grow by this fraction per hour: 0.1 is 10%. [default: 0]", LargestDrift);

    private readonly Option<string[]> _fault = new("--fault")
    {
        HelpName = "KIND[:P[:S]]",
        Description = "Fault to inject with probability P (default 1); may be repeated. KIND is an HTTP status from 400 to 599 (S: its Retry-After in "
            + "seconds), hang, hang-mid-stream, cut, bad-json, bad-body, too-few, truncated, refusal, or a quirk of docs/emulator.md, such as no-usage.",
    };

    private readonly Option<string?> _apiKeyEnv = ValueOptions.Name(
        "--api-key-env", "VARIABLE", "Accept only the key in this environment variable. [default: any key or none]");

    private readonly Option<string?> _log = ValueOptions.File("--log", "Append what was sent, and when, to this file as JSON lines.");

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _host, _port, _profile, _timeScale, _seed, _drift, _fault, _apiKeyEnv, _log })
        {
            command.Add(option);
        }
    }

    public EmulateOptions Read(ParseResult parsed) => new()
    {
        Host = parsed.GetValue(_host),
        Port = parsed.GetValue(_port) ?? 0,
        Profile = parsed.GetValue(_profile),
        TimeScale = parsed.GetValue(_timeScale),
        Seed = parsed.GetValue(_seed),
        DriftPerHour = parsed.GetValue(_drift),
        ApiKeyEnv = parsed.GetValue(_apiKeyEnv),
        Faults = parsed.GetValue(_fault) ?? [],
        Log = parsed.GetValue(_log),
    };
}
