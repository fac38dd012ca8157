using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Tests.Recording;

/// <summary>Real spool files of workers of two stores in one folder; workers die and are replayed in a random order.</summary>
public sealed class SharedFolderTests : IDisposable
{
    private const int Orders = 25;
    private const int Steps = 30;
    private const int Items = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("persona-bench-").FullName;

    [Fact]
    public async Task A_replay_records_its_own_results_and_leaves_those_of_others()
    {
        await using var one = await TestStore.CreateAsync();
        await using var two = await TestStore.CreateAsync();
        for (var seed = 0; seed < Orders; seed++)
        {
            Machine[] machines = [await Machine.StartAsync(one, _folder, $"a{seed}"), await Machine.StartAsync(two, _folder, $"b{seed}")];
            var random = new Random(seed);
            for (var step = 0; step < Steps; step++)
            {
                var machine = machines[random.Next(2)];
                await machine.TakeAsync(random.Next(5));
                await ShouldLeaveOthersAsync(machine, seed);
            }

            foreach (var machine in machines)
            {
                machine.Die();
                await machine.ReplayAsync();
                (await machine.MissingAsync()).ShouldBe([], $"seed {seed}");
            }

            Directory.EnumerateFiles(_folder).ShouldBeEmpty($"seed {seed}");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task ShouldLeaveOthersAsync(Machine machine, int seed)
    {
        var others = FilesOfOthers(machine);
        await machine.ReplayAsync();
        FilesOfOthers(machine).ShouldBe(others, $"seed {seed}");
    }

    private (string Path, long Length, DateTime WrittenAt)[] FilesOfOthers(Machine machine) =>
    [
        .. new DirectoryInfo(_folder).EnumerateFiles().Where(file => !file.Name.StartsWith(machine.Name, StringComparison.Ordinal))
            .Select(file => (file.FullName, file.Length, file.LastWriteTimeUtc)).OrderBy(file => file.FullName, StringComparer.Ordinal),
    ];

    /// <summary>The one live worker of a store, and its dead ones.</summary>
    private sealed class Machine(TestStore store, string folder, string name, Queue<Guid> items, SpoolHeader header) : IDisposable
    {
        private readonly List<ClaimedItem> _spooled = [];
        private readonly List<ClaimedItem> _unrecorded = [];
        private Spool? _spool;
        private int _workers;

        public string Name => name;

        public static async Task<Machine> StartAsync(TestStore store, string folder, string name) => new(
            store,
            folder,
            name,
            new Queue<Guid>(await store.DispatchAllAsync(await store.StartRunAsync(Items))),
            new SpoolHeader(await store.Work.StoreIdentityAsync(TestStore.Token), name));

        public async Task TakeAsync(int choice)
        {
            switch (choice)
            {
                case 0:
                    Die();
                    break;
                case 1 when _unrecorded.Count > 0:
                    // The worker receives the answers for half of the recorded results and forgets those.
                    await store.Work.RecordAsync([.. _unrecorded.Select(item => TestStore.ResultOf(item))], TestStore.Token);
                    _spool!.Forget(_unrecorded.Count / 2);
                    _unrecorded.Clear();
                    break;
                case > 1 when items.TryDequeue(out var next):
                    var claimed = await store.ClaimAsync(next);
                    await SpoolOfLiving().AppendAsync(TestStore.ResultOf(claimed));
                    _spooled.Add(claimed);
                    _unrecorded.Add(claimed);
                    break;
            }
        }

        public void Dispose() => Die();

        public void Die()
        {
            _spool?.Dispose();
            _spool = null;
            _unrecorded.Clear();
        }

        public Task<int> ReplayAsync() => new SpoolReplay(store.Work, OptionsOf($"{name}-next"), NullLogger<SpoolReplay>.Instance).ReplayAsync(TestStore.Token);

        public async Task<IReadOnlyList<Guid>> MissingAsync()
        {
            if (_spooled.Count == 0)
            {
                return [];
            }

            var measured = (await store.History.MeasurementsAsync(_spooled[0].RunId, TestStore.Token)).Select(measurement => measurement.ItemId).ToArray();
            measured.ShouldBeUnique();
            return [.. _spooled.Select(item => item.ItemId).Except(measured)];
        }

        private Spool SpoolOfLiving()
        {
            if (_spool is null)
            {
                _spool = new Spool(OptionsOf($"{name}-{_workers++}"));
                _spool.BelongsTo(header);
            }

            return _spool;
        }

        private IOptions<WorkerOptions> OptionsOf(string workerId) => Options.Create(new WorkerOptions { WorkerId = workerId, SpoolFolder = folder });
    }
}
