using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace WorkspaceSync.Tests;

/// <summary>The bridge between asynchronous work and the pipeline's thread.</summary>
public class CmdletBaseTests
{
    [Fact]
    public async Task WorkThatListensEndsWithItsFinally()
    {
        TaskCompletionSource begun = new(), ended = new();
        Stopwatch clock = new();
        using CmdletHost host = new(typeof(TestWorkCommand));
        using PowerShell shell = Start(host, cmdlet => cmdlet.AwaitHere(async cancel =>
        {
            try
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, cancel);
                return 0;
            }
            finally
            {
                ended.SetResult();
            }
        }));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));
        clock.Start();
        shell.Stop();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(1));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public async Task DeafWorkIsAbandoned()
    {
        TaskCompletionSource begun = new(), never = new();
        using CmdletHost host = new(typeof(TestWorkCommand));
        using PowerShell shell = Start(host, cmdlet => cmdlet.AwaitHere(async _ =>
        {
            begun.SetResult();
            await never.Task;
            return 0;
        }));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Stopwatch clock = Stopwatch.StartNew();
        shell.Stop();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        never.SetResult();
    }

    [Fact]
    public async Task WhatIsDoneWhenItIsStoppedHoldsNobody()
    {
        TaskCompletionSource begun = new();
        using ManualResetEventSlim release = new();
        using CmdletHost host = new(typeof(TestWorkCommand));
        using PowerShell shell = Start(host, cmdlet => cmdlet.AwaitHere(async cancel =>
        {
            Task never = Task.Delay(Timeout.Infinite, cancel);
            using CancellationTokenRegistration slow = cancel.Register(release.Wait); // before the delay, and whoever else has been waiting longer, hears of it
            begun.SetResult();
            await never;
            return 0;
        }));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));
        IAsyncResult stopping = shell.BeginStop(null, null);
        try
        {
            await Eventually.TrueAsync("the command has ended", () => shell.InvocationStateInfo.State is PSInvocationState.Stopped, TimeSpan.FromSeconds(10));
        }
        finally
        {
            release.Set();
            shell.EndStop(stopping);
        }
    }

    [Fact]
    public void CallsComeToThePipelinesThreadInTheirOrder()
    {
        using CmdletHost host = new(typeof(TestWorkCommand));
        int thread = 0;
        CmdletResult result = Run(host, cmdlet => cmdlet.WriteObject(cmdlet.AwaitHere(async cancel =>
        {
            await Task.Yield();
            await cmdlet.OnPipelineHere(() => thread = Environment.CurrentManagedThreadId, cancel);
            await cmdlet.OnPipelineHere(() => cmdlet.WriteVerbose("one"), cancel);
            await cmdlet.OnPipelineHere(() => cmdlet.WriteVerbose("two"), cancel);
            return thread != Environment.CurrentManagedThreadId;
        })), "-Verbose");
        Assert.True(result.One<bool>());
        Assert.Equal(["one", "two"], result.Verbose);
    }

    [Fact]
    public void WhatACallThrowsEndsTheWorkAndTheCommand()
    {
        using CmdletHost host = new(typeof(TestWorkCommand));
        TaskCompletionSource ended = new();
        CmdletResult result = Run(host, cmdlet => cmdlet.AwaitHere(async cancel =>
        {
            try
            {
                _ = cmdlet.OnPipelineHere(() => throw new InvalidOperationException("a downstream script's own error"), cancel);
                await Task.Delay(Timeout.Infinite, cancel);
                return 0;
            }
            finally
            {
                ended.SetResult();
            }
        }));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("a downstream script's own error", error.ToString());
        Assert.IsType<InvalidOperationException>(error.Exception.GetBaseException());
        Assert.True(ended.Task.IsCompleted);
    }

    [Fact]
    public void AnExpectedErrorLetsTheNextHaveItsTurn()
    {
        using CmdletHost host = new(typeof(TestWorkCommand));
        CmdletResult result = Run(host, cmdlet => cmdlet.AttemptHere("mine", () =>
        {
            if ($"{cmdlet.InputObject}" == "1")
            {
                throw new SyncException(SyncError.ShareNotFound, "words");
            }

            cmdlet.WriteObject(cmdlet.InputObject);
        }), input: "1, 2 | ");
        ErrorRecord error = result.Error(SyncError.ShareNotFound);
        Assert.Equal(("mine", "words", "ShareNotFound,WorkspaceSync.Tests.TestWorkCommand"), (error.TargetObject, error.ToString(), error.FullyQualifiedErrorId));
        Assert.Equal(2, Assert.Single(result.Output).BaseObject);
    }

    [Fact]
    public void ADemandEndsTheCommand()
    {
        using CmdletHost host = new(typeof(TestWorkCommand));
        CmdletResult result = Run(host, cmdlet => cmdlet.DemandHere("mine", () => throw new SyncException(SyncError.NodeUnreachable, "words")), input: "1, 2 | ");
        result.Error(SyncError.NodeUnreachable); // one, and the second input was not asked for
    }

    [Fact]
    public void ABugIsNotDressedUp()
    {
        using CmdletHost host = new(typeof(TestWorkCommand));
        CmdletResult result = Run(host, cmdlet => cmdlet.AttemptHere("mine", () => throw new FormatException("a bug")));
        Assert.IsType<FormatException>(Assert.Single(result.Errors).Exception.GetBaseException());
    }

    [Fact]
    public async Task AStreamIsPulledOneByOneAndDisposedOfEarly()
    {
        using CmdletHost host = new(typeof(TestWorkCommand));
        int pulled = 0;
        TaskCompletionSource disposed = new();
        async IAsyncEnumerable<int> Source([EnumeratorCancellation] CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                while (true)
                {
                    await Task.Yield();
                    yield return ++pulled;
                }
            }
            finally
            {
                disposed.SetResult();
            }
        }

        CmdletResult result = Run(host, cmdlet => cmdlet.WriteEachHere(Source), after: " | Select-First");
        Assert.Equal(1, result.One<int>());
        Assert.Equal(1, pulled);
        await disposed.Task.WaitAsync(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void LeavingEarlyCancelsTheCommandsToken()
    {
        using CmdletHost host = new(typeof(TestWorkCommand));
        bool isCancelled = false;
        Run(
            host,
            cmdlet =>
            {
                cmdlet.Token.Register(() => isCancelled = true);
                cmdlet.WriteObject(1);
            },
            after: " | Select-First").AssertNoErrors();
        Assert.True(isCancelled);
    }

    private static CmdletResult Run(CmdletHost host, Action<TestWorkCommand> work, string more = "", string input = "", string after = "") =>
        host.Run($"{input}Invoke-TestWork -Work $work {more}{after}", ("work", work));

    private static PowerShell Start(CmdletHost host, Action<TestWorkCommand> work)
    {
        PowerShell shell = host.Create("Invoke-TestWork -Work $work", ("work", work));
        shell.BeginInvoke();
        return shell;
    }
}
