using System.Data.Common;

namespace Persona.Bench.Storage.Sql;

/// <summary>What differs between the databases' SQL.</summary>
public abstract class SqlDialect
{
    /// <summary>The database's clock.</summary>
    internal abstract string Now { get; }

    /// <summary>An instant plus a number of milliseconds.</summary>
    internal abstract string Plus(string instant, string milliseconds);

    /// <summary>Whether a column's value is in a list; see <see cref="Ids"/> and <see cref="Words"/>.</summary>
    internal abstract string IsOneOf(string column, string listParameter);

    /// <summary>The value of a parameter that is a list of ids.</summary>
    internal abstract object Ids(IReadOnlyList<Guid> ids);

    /// <summary>Two lists of the same length as rows of <c>pair(item, number)</c>; see <see cref="Ids"/> and <see cref="Numbers"/>.</summary>
    internal abstract string Pairs(string idsParameter, string numbersParameter);

    /// <summary>The value of a parameter that is a list of numbers.</summary>
    internal abstract object Numbers(IReadOnlyList<int> numbers);

    /// <summary>The driver's value for an instant.</summary>
    internal abstract object ValueOf(DateTimeOffset instant);

    internal abstract DateTimeOffset Instant(DbDataReader reader, int column);

    /// <summary>The value of a parameter that is a list of strings.</summary>
    internal abstract object Words(IReadOnlyList<string> words);

    /// <summary>The later of two instants.</summary>
    internal abstract string Later(string one, string other);

    /// <summary>Ends a SELECT that locks its rows against changes, and against the same kind of SELECT, until the transaction ends.</summary>
    internal abstract string ForUpdate { get; }

    /// <summary>The same, skipping rows that another transaction has locked.</summary>
    internal abstract string ForUpdateOfFree { get; }

    /// <summary>
    /// Whether <c>work_item.id</c> is in a list. The items are locked first, in the order of their ids: transactions that lock several in
    /// different orders would deadlock.
    /// </summary>
    internal abstract string IsLockedItem(string idsParameter);

    /// <summary>Makes transactions with the same <c>@turn</c> run one after the other; null where all writers do so anyway.</summary>
    internal abstract string? AdvisoryLock { get; }

    /// <summary>Inserts rows, all or none.</summary>
    internal abstract Task InsertAsync<T>(SqlSession session, Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken);
}
