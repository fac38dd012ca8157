namespace Persona.Bench.Storage.Sql;

/// <summary>A table into which rows of <typeparamref name="T"/> are inserted.</summary>
internal sealed record Table<T>(string Name, IReadOnlyList<Column<T>> Columns)
{
    /// <summary>The names of all columns, as a select list.</summary>
    public string ColumnList { get; } = string.Join(", ", Columns.Select(column => column.Name));
}

/// <param name="Name">Its name in the database.</param>
/// <param name="Type">Its type.</param>
/// <param name="ValueOf">The row's value: a Guid, a string, an int, a long, a double, a DateTimeOffset, or null.</param>
internal sealed record Column<T>(string Name, ColumnType Type, Func<T, object?> ValueOf)
{
    /// <summary>Describes single rows, and is not read for aggregates.</summary>
    public bool IsDetail { get; init; }
}
