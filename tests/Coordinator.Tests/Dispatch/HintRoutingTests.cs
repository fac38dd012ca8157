using CsCheck;
using Persona.Bench.Coordinator.Dispatch;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Tests.Dispatch;

public class HintRoutingTests
{
    [Fact]
    public void A_block_stays_together_where_every_worker_of_its_rarest_provider_serves_all_of_it()
    {
        var hints = HintRouting.Route(Block("x", "y"), [Worker("a", 4, "x", "y"), Worker("b", 4, "x")]);

        hints.ShouldHaveSingleItem().Provider.ShouldBe("y");
        hints[0].Items.Count.ShouldBe(2);
    }

    [Fact]
    public void A_block_is_parted_where_its_message_could_reach_a_worker_that_serves_but_a_part()
    {
        var hints = HintRouting.Route(Block("x", "y"), [Worker("a", 4, "x"), Worker("b", 2, "y")]);

        hints.Select(hint => hint.Provider).ShouldBe(["y", "x"]);
        hints.ShouldAllBe(hint => hint.Items.Single().Provider == hint.Provider);
    }

    [Fact]
    public void Every_item_goes_out_once_and_only_to_workers_that_serve_it()
    {
        var providers = Gen.OneOf(Gen.Const("x"), Gen.Const("y"), Gen.Const("z")).HashSet[1, 3];
        var workers = Gen.Select(providers, Gen.Int[1, 8]).Array[1, 5];
        Gen.Select(workers, providers).Sample((chosen, wanted) =>
        {
            LiveWorker[] live = [.. chosen.Select((worker, index) => new LiveWorker($"w{index}", [.. worker.Item1], worker.Item2))];
            var block = Block([.. wanted.Where(provider => live.Any(worker => worker.Providers.Contains(provider)))]);

            var hints = HintRouting.Route(block, live);

            hints.SelectMany(hint => hint.Items).OrderBy(item => item.Provider).ShouldBe(block.OrderBy(item => item.Provider));
            foreach (var hint in hints)
            {
                var receivers = live.Where(worker => worker.Providers.Contains(hint.Provider)).ToArray();
                receivers.ShouldNotBeEmpty();
                receivers.ShouldAllBe(worker => hint.Items.All(item => worker.Providers.Contains(item.Provider)));
            }
        });
    }

    private static DispatchedItem[] Block(params string[] providers) => [.. providers.Select(provider => new DispatchedItem(Guid.CreateVersion7(), provider))];

    private static LiveWorker Worker(string id, int slots, params string[] providers) => new(id, providers, slots);
}
