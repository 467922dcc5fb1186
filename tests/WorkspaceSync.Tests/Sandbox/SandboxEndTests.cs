using System.Diagnostics;

namespace WorkspaceSync.Tests;

/// <summary>However a sandbox ends, nothing is left running and nothing on disk.</summary>
public class SandboxEndTests
{
    private static readonly TimeSpan s_seconds = TimeSpan.FromSeconds(15); // its daemons get five to end by themselves

    [Theory]
    [EveryProgram]
    public async Task TheOwnerIsKilled(string program)
    {
        using SandboxOwner owner = await SandboxOwner.StartAsync(program);
        Assert.True(SandboxOwner.ProcessesOf(owner.Directory).Count >= 5, "a guard and two processes of each daemon");
        string copy = Path.Join(Directory.CreateDirectory(Path.Join(owner.Directory, "one", "bin")).FullName, "started-there");
        File.Copy("/bin/sleep", copy); // what Start-Syncthing starts there has no --home
        using Process started = Process.Start(copy, "600");
        owner.Kill();
        await Eventually.TrueAsync("nothing runs", () => SandboxOwner.ProcessesOf(owner.Directory).Count == 0, s_seconds, () => string.Join('\n', SandboxOwner.ProcessesOf(owner.Directory)));
        await Eventually.TrueAsync("nothing is on disk", () => !Directory.Exists(owner.Directory), s_seconds);
    }

    [Theory]
    [EveryProgram]
    public async Task TheGuardIsKilledWithItsOwnerAndTheNextOneSweeps(string program)
    {
        string own = Directory.CreateTempSubdirectory("ws-swept-").FullName; // what other tests start sweeps the usual place
        using SandboxOwner owner = await SandboxOwner.StartAsync(program, own);
        using SandboxOwner alive = await SandboxOwner.StartAsync(program, own);
        using (Process guard = Process.GetProcessById(owner.Guard))
        {
            guard.Kill();
        }

        owner.Kill();
        await Eventually.TrueAsync("the guard is gone", () => !ProcessStart.IsRunning(owner.Guard), s_seconds);
        Assert.True(SandboxOwner.ProcessesOf(owner.Directory).Count >= 4, "the daemons are nobody's now");
        SandboxSweep.Run(own);
        Assert.Empty(SandboxOwner.ProcessesOf(owner.Directory));
        Assert.False(Directory.Exists(owner.Directory));

        Assert.True(SandboxOwner.ProcessesOf(alive.Directory).Count >= 5, "what is guarded was left alone");
        alive.Kill();
        await Eventually.TrueAsync("its guard cleans up", () => !Directory.Exists(alive.Directory), s_seconds);
        Directory.Delete(own, recursive: true); // the killed owners' runtimes left their pipes there
    }

    [Theory]
    [EveryProgram]
    public async Task TheOuterProcessOfADaemonIsKilled(string program)
    {
        SyncSandbox sandbox = await SyncSandbox.StartAsync(new SandboxOptions { Names = ["one"], Program = program }, CancellationToken.None);
        SandboxDaemon daemon = sandbox.Daemons[0];
        KillOuter(daemon);
        using (SyncthingClient inner = new(daemon.Home.ReadEndpoint(), "inner"))
        {
            if (!program.Contains("/2.", StringComparison.Ordinal)) // 2.x loses its inner process to the first line that it logs
            {
                await inner.System.GetStatusAsync(CancellationToken.None); // it goes on by itself
            }
        }

        await daemon.StopAsync(CancellationToken.None).WaitAsync(s_seconds);
        Assert.Empty(SandboxOwner.ProcessesOf(daemon.Home.Directory));
        await daemon.StartAsync(CancellationToken.None);
        KillOuter(daemon);
        await sandbox.DisposeAsync();
        Assert.Empty(SandboxOwner.ProcessesOf(sandbox.Directory));
        Assert.False(Directory.Exists(sandbox.Directory));
    }

    [Theory]
    [EveryProgram]
    public async Task ItIsPrivateAndItsKeysAreInNoArguments(string program)
    {
        await using SyncSandbox sandbox = await SyncSandbox.StartAsync(new SandboxOptions { Names = ["one"], Program = program }, CancellationToken.None);
        string key = sandbox.Daemons[0].Home.ReadEndpoint().Key.Reveal();
        Assert.All(SandboxOwner.ProcessesOf(sandbox.Directory), line => Assert.DoesNotContain(key, line, StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(sandbox.Directory));
        Assert.Equal("127.0.0.1", sandbox.Daemons[0].Home.ReadEndpoint().Uri.Host);
        Assert.StartsWith("tcp://127.0.0.1:", sandbox.Daemons[0].ListenAddress, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-program", SyncError.ProgramNotFound)]
    [InlineData("/no/such/program", SyncError.ProgramNotFound)]
    [InlineData("/bin/false", SyncError.SandboxFailed)]
    [InlineData("/bin/true", SyncError.SandboxFailed)]
    public void AProgramThatIsNoSyncthingLeavesNothing(string program, SyncError expected)
    {
        using CmdletHost host = new();
        CmdletResult result = host.Run("Start-SyncSandbox -Name $name -Program $program", ("name", "broken"), ("program", program));
        Assert.Equal(program, result.Error(expected).TargetObject);
        Assert.DoesNotContain(NodeRegistry.Current.Connected, node => node.Name == "broken");
        Assert.DoesNotContain(SandboxRegistry.Current.Running, sandbox => sandbox.Daemons.Any(daemon => daemon.Name == "broken"));
        Assert.DoesNotContain(Directory.GetDirectories(Path.GetTempPath(), SandboxSweep.Prefix + "*"), directory => Directory.Exists(Path.Join(directory, "broken")));
    }

    [Theory]
    [InlineData("Start-SyncSandbox -WhatIf")]
    [InlineData("Start-SyncSandbox -Name x, X")]
    [InlineData("Start-SyncSandbox -Name '../x'")]
    [InlineData("Start-SyncSandbox -Count 0")]
    public void NothingIsStartedForThese(string script)
    {
        using CmdletHost host = new();
        Assert.Empty(host.Run(script).Output);
        Assert.DoesNotContain(SandboxRegistry.Current.Running, sandbox => sandbox.Daemons.Any(daemon => daemon.Name is "x" or "X" or "sandbox-1"));
    }

    private static void KillOuter(SandboxDaemon daemon)
    {
        using Process outer = Process.GetProcessById(daemon.ProcessId!.Value);
        outer.Kill();
        outer.WaitForExit(1000);
    }
}
