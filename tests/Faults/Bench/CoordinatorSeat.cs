using Persona.Bench.Faults.Processes;

namespace Persona.Bench.Faults.Bench;

internal sealed class CoordinatorSeat(BenchGround ground, string name) : Seat(ground, name)
{
    protected override string Program => Programs.Coordinator;

    protected override void AddTo(Dictionary<string, string> environment)
    {
    }
}
