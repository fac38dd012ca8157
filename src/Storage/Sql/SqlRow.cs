using System.Data.Common;
using Persona.Bench.Core;

namespace Persona.Bench.Storage.Sql;

/// <summary>The current row of a reader; columns count from 0.</summary>
internal sealed class SqlRow(DbDataReader reader, SqlDialect dialect)
{
    private readonly Dictionary<string, string> _shared = [];

    public Guid Id(int column) => reader.GetGuid(column);

    public string Text(int column) => reader.GetString(column);

    /// <summary>For strings repeated in many rows of a result: each is kept in memory once.</summary>
    public string SharedText(int column)
    {
        var text = Text(column);
        return _shared.TryAdd(text, text) ? text : _shared[text];
    }

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public int Integer(int column) => reader.GetInt32(column);

    public int? IntegerOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public long Long(int column) => reader.GetInt64(column);

    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public double Double(int column) => reader.GetDouble(column);

    public double? DoubleOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public bool? FlagOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetBoolean(column);

    public DateTimeOffset Instant(int column) => dialect.Instant(reader, column);

    public DateTimeOffset? InstantOrNull(int column) => reader.IsDBNull(column) ? null : dialect.Instant(reader, column);

    /// <exception cref="InvalidDataException">The store holds a value that this version does not know.</exception>
    public T Enum<T>(int column) where T : struct, Enum =>
        SnakeCase.TryParse<T>(Text(column), out var value)
            ? value
            : throw new InvalidDataException($"'{Text(column)}' in the store is not a valid {typeof(T).Name}");

    /// <inheritdoc cref="Enum{T}(int)"/>
    public T? EnumOrNull<T>(int column) where T : struct, Enum => reader.IsDBNull(column) ? null : Enum<T>(column);

    // The same by the column's name.
    public Guid Id(string column) => Id(Ordinal(column));

    public string SharedText(string column) => SharedText(Ordinal(column));

    public string? TextOrNull(string column) => TextOrNull(Ordinal(column));

    public int Integer(string column) => Integer(Ordinal(column));

    public int? IntegerOrNull(string column) => IntegerOrNull(Ordinal(column));

    public long? LongOrNull(string column) => LongOrNull(Ordinal(column));

    public double Double(string column) => Double(Ordinal(column));

    public double? DoubleOrNull(string column) => DoubleOrNull(Ordinal(column));

    public bool? FlagOrNull(string column) => FlagOrNull(Ordinal(column));

    public DateTimeOffset Instant(string column) => Instant(Ordinal(column));

    public T Enum<T>(string column) where T : struct, Enum => Enum<T>(Ordinal(column));

    public T? EnumOrNull<T>(string column) where T : struct, Enum => EnumOrNull<T>(Ordinal(column));

    private int Ordinal(string column) => reader.GetOrdinal(column);
}
