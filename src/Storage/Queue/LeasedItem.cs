using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Queue;

/// <summary>An item and its lease owner.</summary>
internal sealed record LeasedItem(ClaimedItem Item, string Owner)
{
    public static LeasedItem Read(SqlRow row) =>
        new(new ClaimedItem(row.Id(0), row.Id(1), row.Text(2), row.Text(3), row.Integer(4), row.Integer(5)), row.Text(6));
}
