using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue.Interleavings;

/// <summary>The spooled results of one store's workers. A result is removed only once the store has answered for it.</summary>
internal sealed class SpoolModel(InMemoryStore store, WorkQueue work)
{
    private readonly Dictionary<string, List<Measurement>> _spools = [];
    private readonly Dictionary<(Guid Item, int Attempt), RecordAnswer> _answered = [];

    public void Append(ClaimedItem item, string worker)
    {
        if (!_spools.TryGetValue(worker, out var spool))
        {
            _spools[worker] = spool = [];
        }

        spool.Add(TestStore.ResultOf(item, worker));
    }

    /// <summary>Records a batch starting at some result, backwards or forwards, over all disks. The answer to every third commit is lost.</summary>
    public async Task RecordBatchAsync(int choice)
    {
        var all = _spools.Values.SelectMany(spool => spool).ToArray();
        if (all.Length == 0)
        {
            return;
        }

        var from = choice % all.Length;
        Measurement[] turned = [.. all[from..], .. all[..from]];
        Measurement[] batch = [.. (choice % 2 == 0 ? turned : turned.Reverse()).Take(1 + (choice % 7))];
        await RecordAsync(batch);
        if (choice % 3 != 0)
        {
            foreach (var result in batch)
            {
                _spools[result.WorkerId].Remove(result);
            }
        }
    }

    /// <summary>Replays by the next worker of that machine. Every third worker dies before it deletes the file.</summary>
    public async Task ReplayAsync(string worker, int choice)
    {
        if (_spools.TryGetValue(worker, out var spool))
        {
            await RecordAsync(spool);
            if (choice % 3 != 0)
            {
                spool.Clear();
            }
        }
    }

    /// <summary>Replays into a store that has none of these items. It must say so, because only then are they kept for their own store.</summary>
    public async Task ReplayIntoAsync(WorkQueue other, string worker)
    {
        if (_spools.TryGetValue(worker, out var spool))
        {
            (await other.RecordAsync(spool, TestStore.Token)).ShouldAllBe(answer => answer == RecordAnswer.Unknown);
        }
    }

    public async Task ReplayAllAsync()
    {
        foreach (var worker in _spools.Keys)
        {
            await ReplayAsync(worker, 1);
        }
    }

    /// <summary>An answer is final and agrees with the rows: nothing removed from a disk is lost.</summary>
    private async Task RecordAsync(IReadOnlyList<Measurement> results)
    {
        var answers = await work.RecordAsync(results, TestStore.Token);
        var outcomes = await store.ReadAsync(
            session => session.QueryAsync(
                "SELECT item_id, attempt, outcome FROM attempt", [], row => (Attempt: (row.Id(0), row.Integer(1)), Outcome: row.Enum<AttemptOutcome>(2)), TestStore.Token),
            TestStore.Token);
        var known = outcomes.ToDictionary(row => row.Attempt, row => row.Outcome);
        foreach (var (result, answer) in results.Zip(answers))
        {
            var attempt = (result.ItemId, result.Attempt);
            (_answered.TryAdd(attempt, answer) ? answer : _answered[attempt]).ShouldBe(answer, "the answer changed");
            answer.ShouldBe(known[attempt] == AttemptOutcome.Recorded ? RecordAnswer.Recorded : RecordAnswer.Superseded);
        }
    }
}
