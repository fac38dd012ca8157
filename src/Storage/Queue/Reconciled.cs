namespace Persona.Bench.Storage.Queue;

/// <summary>The result of reconciling leases: items to repeat, items given up, hints to send again.</summary>
public sealed record Reconciled(int Repeated, int GivenUp, int HintsForgotten)
{
    public bool IsNothing => Repeated + GivenUp + HintsForgotten == 0;
}
