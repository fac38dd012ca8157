using Persona.Bench.Cli;
using Persona.Bench.Cli.Shell.Delegation;
using Persona.Bench.Cli.Shell.Terminals;

return await PersonaProgram.RunAsync(args, Terminal.OfProcess(), CommandHandlers.OfProduct, NextPersona.OfProcess());
