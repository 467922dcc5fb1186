namespace WorkspaceSync.Tests;

/// <summary>
/// Not for the tests' runner, which starts them itself: the entry of a process that a test can kill. It owns a sandbox of the
/// program that is named, or, after the word <c>play</c>, plays one script.
/// </summary>
internal static class Program
{
    public const string PlayVerb = "play";

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [PlayVerb, string script])
        {
            return Play(script);
        }

        await OwnerProgram.RunAsync(arguments[0]);
        return 0;
    }

    private static int Play(string script)
    {
        using CmdletHost host = new();
        CmdletResult result = host.Run(script);
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
