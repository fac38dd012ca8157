using System.Data.Common;

namespace Persona.Bench.Storage.Database;

/// <summary>The store cannot be used. The message is one line for the user: which store, and why.</summary>
public sealed class StoreException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <param name="path">The file of an SQLite store.</param>
    /// <param name="problem">Why it cannot be used.</param>
    /// <param name="innerException">The cause.</param>
    public static StoreException OfFile(string path, string problem, Exception? innerException = null) =>
        new($"store sqlite:{path} cannot be used: {problem}; name another with --store", innerException);

    /// <param name="store">The store's name in messages.</param>
    /// <param name="fault">The driver's error. Details of a server's message are left out: they may contain values.</param>
    public static StoreException From(string store, DbException fault) => Named($"store {store}", fault);

    /// <summary>For callers that do not know the store's name.</summary>
    public static StoreException From(DbException fault) => Named("the store", fault);

    private static StoreException Named(string store, DbException fault) =>
        new($"{store} cannot be used: {StoreFaults.ReasonOf(fault)}{(StoreFaults.Remedy(fault) is { } remedy ? $"; {remedy}" : "")}", fault);
}
