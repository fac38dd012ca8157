using Persona.Bench.Faults.Network;
using Persona.Bench.Faults.Processes;

namespace Persona.Bench.Faults.Bench;

/// <summary>A worker. It also calls the provider, and its spool outlives its process.</summary>
internal sealed class WorkerSeat(BenchGround ground, string name) : Seat(ground, name)
{
    public TcpProxy Provider { get; } = new(ground.ProviderPort, () => new PlainTalk());

    public string SpoolFolder { get; } = Path.Combine(ground.Folder, "spool-" + name);

    /// <summary>Whether the next process gets a spool on its own small disk.</summary>
    public bool OnSmallDisk { get; set; }

    protected override string Program => Programs.Worker;

    protected override IReadOnlyList<string> Command => OnSmallDisk ? SmallDisk.Around(SpoolFolder, base.Command) : base.Command;

    /// <summary>Prefix of the current worker's id.</summary>
    public string IdPrefix => $"{Name}-{Process.Id}-";

    public override void Restore()
    {
        base.Restore();
        Provider.Restore();
    }

    public override void Kill()
    {
        base.Kill();
        Provider.Reset();
        Provider.Restore();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    protected override void AddTo(Dictionary<string, string> environment)
    {
        environment["PERSONA_BENCH_WORKER_NAME"] = Name;
        environment["PERSONA_BENCH_WORKER_SLOTS"] = $"{BenchSettings.Slots}";
        environment["PERSONA_BENCH_WORKER_PROVIDERS"] = string.Join(',', BenchSettings.Providers);
        environment["PERSONA_BENCH_SPOOL_DIR"] = SpoolFolder;
        environment["PERSONA_BENCH_DRAIN_S"] = "5";
        environment["PERSONA_BENCH_BASE_URLS"] =
            string.Join(' ', BenchSettings.Providers.Select(provider => $"{provider}=http://127.0.0.1:{Provider.Port}"));
    }
}
