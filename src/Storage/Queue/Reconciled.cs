namespace Persona.Bench.Storage.Queue;

/// <summary>What a look at the leases found: items to be repeated, items given up, hints to be sent again.</summary>
public sealed record Reconciled(int Repeated, int GivenUp, int HintsForgotten)
{
    public bool IsNothing => Repeated + GivenUp + HintsForgotten == 0;
}
