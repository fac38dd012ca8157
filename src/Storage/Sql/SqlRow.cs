using System.Data.Common;
using Persona.Bench.Core;

namespace Persona.Bench.Storage.Sql;

/// <summary>The row on which a reader stands; columns count from 0.</summary>
internal sealed class SqlRow(DbDataReader reader, SqlDialect dialect)
{
    private readonly Dictionary<string, string> _shared = [];

    public Guid Id(int column) => reader.GetGuid(column);

    public string Text(int column) => reader.GetString(column);

    /// <summary>For words that stand in many rows of an answer: each is in memory once.</summary>
    public string SharedText(int column)
    {
        var text = Text(column);
        return _shared.TryAdd(text, text) ? text : _shared[text];
    }

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public int Integer(int column) => reader.GetInt32(column);

    public long Long(int column) => reader.GetInt64(column);

    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public double Double(int column) => reader.GetDouble(column);

    public double? DoubleOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public DateTimeOffset Instant(int column) => dialect.Instant(reader, column);

    public DateTimeOffset? InstantOrNull(int column) => reader.IsDBNull(column) ? null : dialect.Instant(reader, column);

    /// <exception cref="InvalidDataException">The store holds a word that this version does not know.</exception>
    public T Enum<T>(int column) where T : struct, Enum =>
        SnakeCase.TryParse<T>(Text(column), out var value)
            ? value
            : throw new InvalidDataException($"'{Text(column)}' in the store is no {typeof(T).Name}");

    /// <inheritdoc cref="Enum{T}"/>
    public T? EnumOrNull<T>(int column) where T : struct, Enum => reader.IsDBNull(column) ? null : Enum<T>(column);
}
