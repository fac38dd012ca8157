using Persona.Bench.Hosting;
using Persona.Bench.Worker.Service;

return await ServiceProgram.RunAsync(args, new WorkerService());
