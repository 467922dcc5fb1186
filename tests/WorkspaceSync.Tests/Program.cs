namespace WorkspaceSync.Tests;

/// <summary>Not for the tests' runner, which starts them itself: the entry of a process that plays one script and may be killed while it does.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using CmdletHost host = new();
        CmdletResult result = host.Run(arguments[0]);
        foreach (object line in result.Output)
        {
            Console.Out.WriteLine(line);
        }

        foreach (object error in result.Errors.Append(result.Terminating).OfType<object>())
        {
            Console.Error.WriteLine(error);
        }

        return result.Errors.Count == 0 && result.Terminating is null ? 0 : 1;
    }
}
