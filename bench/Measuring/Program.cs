using Persona.Bench.Measuring;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return args switch
{
    ["accuracy", .. var rest] => await AccuracyTable.PrintAsync(rest is ["--quick"], stop.Token),
    ["overhead", .. var rest] => await OverheadTable.PrintAsync(rest is ["--quick"], stop.Token),
    ["chunks", .. var rest] => await ChunksTable.PrintAsync(rest is ["--quick"], stop.Token),
    ["streams", .. var rest] => await StreamsTable.PrintAsync(rest is ["--quick"], stop.Token),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: measuring accuracy|overhead|chunks|streams [--quick]   (see bench/README.md)");
    return 64;
}
