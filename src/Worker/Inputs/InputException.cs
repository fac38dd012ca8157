namespace Persona.Bench.Worker.Inputs;

/// <summary>Research data that cannot be used. The message is one line for the user: which file, where, and what to do.</summary>
public sealed class InputException(string message) : Exception(message);
