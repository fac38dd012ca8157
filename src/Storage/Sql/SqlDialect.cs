using System.Data.Common;

namespace Persona.Bench.Storage.Sql;

/// <summary>Where the SQL of the databases differs.</summary>
public abstract class SqlDialect
{
    /// <summary>The database's clock.</summary>
    internal abstract string Now { get; }

    /// <summary>An instant moved by a number of milliseconds.</summary>
    internal abstract string Plus(string instant, string milliseconds);

    /// <summary>Whether a column has a value of a list; see <see cref="Ids"/> and <see cref="Words"/>.</summary>
    internal abstract string IsOneOf(string column, string listParameter);

    /// <summary>The value of a parameter that is a list of ids.</summary>
    internal abstract object Ids(IReadOnlyList<Guid> ids);

    /// <summary>Two lists of the same length as rows of <c>pair(item, number)</c>; see <see cref="Ids"/> and <see cref="Numbers"/>.</summary>
    internal abstract string Pairs(string idsParameter, string numbersParameter);

    /// <summary>The value of a parameter that is a list of numbers.</summary>
    internal abstract object Numbers(IReadOnlyList<int> numbers);

    /// <summary>What the driver takes for an instant.</summary>
    internal abstract object ValueOf(DateTimeOffset instant);

    internal abstract DateTimeOffset Instant(DbDataReader reader, int column);

    /// <summary>The value of a parameter that is a list of words.</summary>
    internal abstract object Words(IReadOnlyList<string> words);

    /// <summary>The later of two instants.</summary>
    internal abstract string Later(string one, string other);

    /// <summary>Ends a SELECT whose rows nobody else may change, or select like this, before this transaction ends.</summary>
    internal abstract string ForUpdate { get; }

    /// <summary>The same, without those rows that another transaction holds.</summary>
    internal abstract string ForUpdateOfFree { get; }

    /// <summary>
    /// Whether <c>work_item.id</c> is in a list, whose items are locked before in the order of their ids: transactions that take several at
    /// once, each in an order of its own, would wait for each other in a circle.
    /// </summary>
    internal abstract string IsLockedItem(string idsParameter);

    /// <summary>Has transactions that name the same <c>@turn</c> come one after the other; null where all writers do.</summary>
    internal abstract string? AdvisoryLock { get; }

    /// <summary>Inserts rows, all or none.</summary>
    internal abstract Task InsertAsync<T>(SqlSession session, Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken);
}
