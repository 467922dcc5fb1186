namespace WorkspaceSync.Tests;

/// <summary>What is kept for prompts reads back as it was written, and anything else is nothing.</summary>
public sealed class PromptStateTests
{
    private static readonly RemoteWorkspace s_workspace = new() { Name = "nt", HostName = "gpu", Path = "/home/you/nt", RemotePath = "/home/you/nt", Shares = [new WorkspaceShare { Id = "nt" }] };

    [Fact]
    public void ItReadsBackAsItWasWritten()
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        foreach (PromptState state in new[]
        {
            new PromptState("/a b/ü", "nt", SyncHealth.LocalBehind, 12, 3, 0, at),
            new PromptState("/a", "nt", SyncHealth.Stopped, null, null, null, at),
        })
        {
            Assert.Equal(state, PromptState.Parse(state.ToString()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("workspacesync-prompt-2\n/a\nnt\nInSync\n0\n0\n0\n1700000000\n")]
    [InlineData("workspacesync-prompt-1\n/a\nnt\nInSync\n0\n0\n0\n")]
    [InlineData("workspacesync-prompt-1\n/a\nnt\nWell\n0\n0\n0\n1700000000\n")]
    [InlineData("workspacesync-prompt-1\n/a\nnt\n99\n0\n0\n0\n1700000000\n")]
    [InlineData("workspacesync-prompt-1\n/a\nnt\nInSync\n0\n0\n0\n99999999999999999999\n")]
    public void WhatIsNoStateIsNothing(string text) => Assert.Null(PromptState.Parse(text));

    [Fact]
    public void TheWorstOfBothMachinesIsTheState()
    {
        PromptState state = PromptState.Of(s_workspace, [Row("laptop", SyncHealth.InSync, 0, 1), Row("gpu", SyncHealth.LocalBehind, 5, 2)], null)!;
        Assert.Equal((SyncHealth.LocalBehind, 5L, 2), (state.Health, state.NeedItems, state.Conflicts));
        Assert.Equal(SyncHealth.Error, PromptState.Of(s_workspace, [Row("laptop", SyncHealth.Error, 0, 0), Row("gpu", SyncHealth.Paused, 0, 0)], null)!.Health);
        Assert.Equal(SyncHealth.Stopped, PromptState.Of(s_workspace, [Row("laptop", SyncHealth.Error, 0, 0), Row("gpu", SyncHealth.Stopped, 0, 0)], null)!.Health);
        Assert.Null(PromptState.Of(s_workspace, [], 4));
    }

    [Fact]
    public void ConflictsThatNobodyCountedAreThoseOfBefore()
    {
        Lazy<int?> uncounted = new(() => throw new InvalidOperationException("A prompt's state walks no tree."));
        SyncStatus row = new() { Share = "nt", Machine = "laptop", Health = SyncHealth.InSync, ConflictCount = uncounted };
        Assert.Equal(4, PromptState.Of(s_workspace, [row], 4)!.Conflicts);
        Assert.Null(PromptState.Of(s_workspace, [row], null)!.Conflicts);
    }

    [Theory]
    [InlineData(SyncHealth.InSync, 0, 0, 0, 5, "nt ✓")]
    [InlineData(SyncHealth.InSync, 0, 2, 0, 5, "nt ✓ !2")]
    [InlineData(SyncHealth.InSync, 0, 0, 0, 300, "nt ✓ (5 min)")]
    [InlineData(SyncHealth.Syncing, 38, 0, 0, 5, "nt ⇅38")]
    [InlineData(SyncHealth.Error, 0, 0, 3, 5, "nt error ✗3")]
    [InlineData(SyncHealth.Disconnected, 0, 0, 0, 5, "nt disconnected")]
    [InlineData(SyncHealth.NotShared, 0, 0, 0, 5, "nt not shared")]
    public void TheTextIsShortAndTellsItsAge(SyncHealth health, int need, int conflicts, int errors, int seconds, string expected) =>
        Assert.Equal(expected, PromptText.Of(new PromptState("/a", "nt", health, need, conflicts, errors, DateTimeOffset.Now), TimeSpan.FromSeconds(seconds), TimeSpan.FromMinutes(1)));

    private static SyncStatus Row(string machine, SyncHealth health, long need, int conflicts)
    {
        Lazy<int?> counted = new(conflicts);
        return new SyncStatus { Share = "nt", Machine = machine, Health = health, NeedItems = need, NeedDeletes = 0, Errors = 0, ConflictCount = counted };
    }
}
