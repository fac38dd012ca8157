using System.CommandLine;

return new RootCommand("An empty program.").Parse(args).Invoke();
