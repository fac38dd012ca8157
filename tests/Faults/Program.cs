using Persona.Bench.Faults;
using Persona.Bench.Faults.Repeats;
using Persona.Bench.Faults.Soak;

// With --schedules it is the soak command, with --repeat the suite again and again, else a test project like the others.
return args switch
{
    _ when args.Contains("--schedules") => await SoakCommand.RunAsync(args),
    ["--repeat", ..] => await RepeatCommand.RunAsync(args),
    _ when args.Contains("--server") || args.Contains(RepeatCommand.ReportOption) =>
        await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};
