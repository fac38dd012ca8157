using System.Data.Common;

namespace Persona.Bench.Storage.Database;

/// <summary>The store cannot be used. The message is one line for a person: which one, and why.</summary>
public sealed class StoreException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <param name="path">The file of an SQLite store.</param>
    /// <param name="problem">Why it is no use.</param>
    /// <param name="innerException">Where that was seen.</param>
    public static StoreException OfFile(string path, string problem, Exception? innerException = null) =>
        new($"store sqlite:{path} cannot be used: {problem}; name another with --store", innerException);

    /// <param name="store">How messages name it.</param>
    /// <param name="fault">What the driver says; of a server's own message no detail, which may hold values.</param>
    public static StoreException From(string store, DbException fault) => Named($"store {store}", fault);

    /// <summary>Where no name of it is at hand.</summary>
    public static StoreException From(DbException fault) => Named("the store", fault);

    private static StoreException Named(string store, DbException fault) =>
        new($"{store} cannot be used: {StoreFaults.ReasonOf(fault)}{(StoreFaults.Remedy(fault) is { } remedy ? $"; {remedy}" : "")}", fault);
}
