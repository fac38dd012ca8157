using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Cli.Tests.Commands.Workers;

internal static class SampleWorkers
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    public static IReadOnlyList<StoredWorker> Some() =>
    [
        Worker("epyc-4711-0a1b", WorkerStatus.Ready, 2) with
        {
            Providers = ["anthropic", "openai"],
            Busy = 3,
            Labels = new Dictionary<string, string> { ["zone"] = "eu-west", ["owner"] = "ops" },
        },
        Worker("pi-812-77fe", WorkerStatus.Lost, 400) with { Slots = 1, Busy = 1, Fingerprint = "sha256:60303ae22b998861" },
        Worker("ryzen-99-c0de", WorkerStatus.Draining, 0),
    ];

    public static StoredWorker Worker(string name, WorkerStatus standing, int secondsAgo) => new()
    {
        WorkerId = name,
        Status = standing,
        Providers = ["anthropic"],
        Slots = 4,
        Busy = 0,
        Labels = new Dictionary<string, string>(),
        Version = "0.1.0",
        Fingerprint = "sha256:9f86d081884c7d659a2feaa0c55ad015",
        SeenAt = Now.AddSeconds(-secondsAgo),
        SeenAgo = TimeSpan.FromSeconds(secondsAgo),
    };
}
