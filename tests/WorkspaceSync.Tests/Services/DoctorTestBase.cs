namespace WorkspaceSync.Tests;

/// <summary>Two daemons of a test's own with a share, for what is broken in them.</summary>
public abstract class DoctorTestBase : IAsyncLifetime
{
    private protected string Daemon { get; } = EveryProgramAttribute.Programs[0];

    private protected DaemonPair Pair { get; private set; } = null!;

    private protected string Share { get; private set; } = "";

    /// <summary>What the doctor says of a.</summary>
    private protected DoctorVisit Visit => DoctorVisit.Of(Pair.Sandbox.Daemons[0]);

    public async Task InitializeAsync()
    {
        Pair = await DaemonPair.StartAsync(Daemon);
        Share = await Pair.ShareAsync();
    }

    public async Task DisposeAsync() => await Pair.DisposeAsync();
}
