using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Persona.Bench.Storage.Database;

/// <summary>Why the disk, or another process that holds the file, did not let a store read or write; the statement itself was valid.</summary>
/// <param name="Problem">For display, such as <c>its disk is full</c>.</param>
public sealed record StoreRefusal(string Problem)
{
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private readonly long _seenAt = Stopwatch.GetTimestamp();

    public TimeSpan Age => Stopwatch.GetElapsedTime(_seenAt);

    /// <returns>Null: the statement is at fault.</returns>
    internal static StoreRefusal? From(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Full => new StoreRefusal("its disk is full"),
        ReadOnly or Permission => new StoreRefusal("it is not writable"),
        // The system's errors for quotas and file-size limits arrive as this, too.
        InputOutput => new StoreRefusal("its disk accepts nothing more (an I/O error, a quota or a file-size limit)"),
        Busy or Locked => new StoreRefusal("another process has locked it"),
        CannotOpen => new StoreRefusal("its file cannot be opened"),
        Corrupt or NotADatabase => new StoreRefusal("its file is damaged"),
        _ => null,
    };
}
