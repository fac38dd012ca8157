using Persona.Bench.Faults;
using Persona.Bench.Faults.Soak;

// With --schedules it is the soak command, else a test project like the others.
return args.Contains("--schedules")
    ? await SoakCommand.RunAsync(args)
    : args.Contains("--server")
        ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
