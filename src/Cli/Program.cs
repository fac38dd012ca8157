using Persona.Bench.Cli;
using Persona.Bench.Cli.HandOn;
using Persona.Bench.Cli.Terminals;

return await PersonaProgram.RunAsync(args, Terminal.OfProcess(), CommandHandlers.OfProduct, NextPersona.OfProcess());
