namespace Persona.Bench.Worker.Inputs;

/// <summary>Research data that cannot be used. The message is one line for a person: which file, where, what to do.</summary>
public sealed class InputException(string message) : Exception(message);
