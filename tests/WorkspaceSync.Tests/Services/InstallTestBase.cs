namespace WorkspaceSync.Tests;

/// <summary>A machine to install on, and releases that the test packs from the real program and signs with a key of its own.</summary>
public abstract class InstallTestBase : IAsyncLifetime
{
    private protected ServiceMachine Machine { get; } = ServiceMachine.Create();

    private protected ReleaseMaker Maker { get; } = ReleaseMaker.Create();

    private protected string Daemon { get; } = EveryProgramAttribute.Programs[0];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Maker.Dispose();
        await Machine.DisposeAsync();
    }
}
