using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue.Interleavings;

/// <summary>What the workers of one store have on their disks. A result leaves it only when the store has answered for it.</summary>
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

    /// <summary>From some result on, backwards or forwards, over all disks. Every third commit is one of which nobody hears.</summary>
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

    /// <summary>By the next worker of that machine; every third dies before it has deleted the file.</summary>
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

    /// <summary>Into a store that has none of these items: it must say so, for only then they are left for their own.</summary>
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

    /// <summary>An answer is one for good, and what it says stands in the rows: nothing that left a disk is lost.</summary>
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
            (_answered.TryAdd(attempt, answer) ? answer : _answered[attempt]).ShouldBe(answer, "the answer was another one before");
            answer.ShouldBe(known[attempt] == AttemptOutcome.Recorded ? RecordAnswer.Recorded : RecordAnswer.Superseded);
        }
    }
}
