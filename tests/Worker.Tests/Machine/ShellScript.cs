namespace Persona.Bench.Worker.Tests.Machine;

/// <summary>A program written for a test, as a POSIX shell script.</summary>
internal static class ShellScript
{
    public static string Write(string path, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        MakeExecutable(path);
        return path;
    }

    public static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
