using Persona.Bench.Simulations;

return args switch
{
    ["targets"] => TargetTable.Print(1_000),
    ["targets", "--repetitions", var text] when int.TryParse(text, out var repetitions) && repetitions > 0 => TargetTable.Print(repetitions),
    ["chance"] => ChanceTable.Print(),
    ["speed"] => SpeedTable.Print(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: simulations targets [--repetitions N] | chance | speed   (see docs/statistics.md)");
    return 64;
}
