using Persona.Bench.Distributed;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
if (Ground.OfEnvironment() is not { } ground)
{
    Console.Error.WriteLine("PERSONA_TEST_POSTGRES and PERSONA_TEST_RABBITMQ must name servers; start them with: eval \"$(bash tests/servers.sh start /tmp/servers | sed 's/^/export /')\"");
    return 64;
}

switch (args)
{
    case ["plan"]:
        await PlanTable.PrintAsync(ground, stop.Token);
        return 0;
    case ["throughput"]:
        await ThroughputTable.PrintAsync(ground, stop.Token);
        return 0;
    case ["shards"]:
        await ShardTable.PrintAsync(ground, stop.Token);
        return 0;
    case ["takeover"]:
        await TakeoverTable.PrintAsync(ground, stop.Token);
        return 0;
    case ["large", .. var rest]:
        await LargeRunTable.PrintAsync(ground, rest is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 100_000, stop.Token);
        return 0;
    default:
        Console.Error.WriteLine("usage: distributed plan|throughput|shards|takeover|large [ITERATIONS]   (see bench/README.md)");
        return 64;
}
