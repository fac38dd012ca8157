namespace Persona.Bench.Emulator.Tests;

internal static class Prompts
{
    public static string Asking(int personas, string research = "Users said: the café’s app loses my orders.") =>
        $"You are an expert UX researcher. Generate {personas} distinct user personas from this research data.\n\n{research}\n\n3 requirements follow.";
}
