namespace Persona.Bench.Storage.Database;

/// <summary>The store cannot be used. The message is one line for a person: which one, and why.</summary>
public sealed class StoreException(string message, Exception? innerException = null) : Exception(message, innerException);
