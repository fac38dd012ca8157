using Persona.Bench.Faults;
using Persona.Bench.Faults.Repeats;
using Persona.Bench.Faults.Soak;

// With --schedules, runs the soak; with --repeat, repeats the suite; otherwise an ordinary test project.
return args switch
{
    _ when args.Contains("--schedules") => await SoakCommand.RunAsync(args),
    ["--repeat", ..] => await RepeatCommand.RunAsync(args),
    _ when args.Contains("--server") || args.Contains(RepeatCommand.ReportOption) =>
        await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};
