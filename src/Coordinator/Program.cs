using Persona.Bench.Coordinator.Service;
using Persona.Bench.Hosting;

return await ServiceProgram.RunAsync(args, new CoordinatorService());
