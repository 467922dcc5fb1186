namespace WorkspaceSync.Tests;

/// <summary>A process that owns a sandbox, until it is killed: <c>dotnet WorkspaceSync.Tests.dll PROGRAM</c>.</summary>
internal static class OwnerProgram
{
    public static async Task RunAsync(string program)
    {
        SyncSandbox sandbox = await SyncSandbox.StartAsync(new SandboxOptions { Names = ["one", "two"], Program = program }, CancellationToken.None);
        Console.WriteLine($"{sandbox.Directory} {sandbox.GuardProcessId}");
        await Task.Delay(Timeout.Infinite);
    }
}
