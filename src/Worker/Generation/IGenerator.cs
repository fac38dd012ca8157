namespace Persona.Bench.Worker.Generation;

/// <summary>Generates personas with one provider. A failure of the provider is a result, not an exception.</summary>
public interface IGenerator : IAsyncDisposable
{
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    Task<GenerationResult> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken);
}
