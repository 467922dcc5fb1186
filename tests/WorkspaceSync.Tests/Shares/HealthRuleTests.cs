namespace WorkspaceSync.Tests;

/// <summary>Health in every situation; InSync is what is left when nothing speaks against it.</summary>
public class HealthRuleTests
{
    private static readonly FolderStatus s_idle = new() { State = "idle", GlobalTotalItems = 10, Sequence = 10 };

    private static SyncDeviceStatus Device(bool connected = true, bool paused = false, string? state = "valid", long need = 0, double? percent = 100) => new()
    {
        Name = "gpu",
        DeviceId = "X",
        Connected = connected,
        Paused = paused,
        RemoteState = state,
        NeedItems = percent is null ? null : need,
        NeedBytes = percent is null ? null : 0,
        NeedDeletes = percent is null ? null : 0,
        CompletionPercent = percent,
    };

    private static SyncHealth Decide(FolderStatus status, params SyncDeviceStatus[] devices) => HealthRule.Decide(false, status, 0, devices).Health;

    [Fact]
    public void EveryoneConnectedAndNothingNeededIsInSync()
    {
        Assert.Equal((SyncHealth.InSync, null), HealthRule.Decide(false, s_idle, 0, [Device()]));
        Assert.Equal(SyncHealth.InSync, Decide(s_idle, Device(state: null))); // 1.19 doesn't say
    }

    [Fact]
    public void EveryOtherSituationHasItsNameAndAReason()
    {
        Assert.Equal(SyncHealth.NotShared, Decide(s_idle));
        Assert.Equal(SyncHealth.NotShared, Decide(s_idle, Device(state: "notSharing", percent: null)));
        Assert.Equal(SyncHealth.NotShared, Decide(s_idle, Device(state: null, percent: null)));
        Assert.Equal(SyncHealth.Disconnected, Decide(s_idle, Device(), Device(connected: false, percent: null)));
        Assert.Equal(SyncHealth.Paused, Decide(s_idle, Device(paused: true, connected: false, percent: null)));
        Assert.Equal(SyncHealth.Paused, Decide(s_idle, Device(state: "paused", percent: null)));
        Assert.Equal(SyncHealth.RemoteBehind, Decide(s_idle, Device(need: 3, percent: 70)));
        Assert.Equal(SyncHealth.LocalBehind, Decide(new FolderStatus { State = "idle", NeedTotalItems = 1 }, Device()));
        Assert.Equal(SyncHealth.LocalBehind, Decide(new FolderStatus { State = "idle", NeedTotalItems = 1, NeedDeletes = 1 }, Device()));
        Assert.Equal(SyncHealth.Scanning, Decide(new FolderStatus { State = "scanning" }, Device()));
        Assert.Equal(SyncHealth.Syncing, Decide(new FolderStatus { State = "sync-preparing" }, Device()));
        Assert.Equal(SyncHealth.Error, Decide(new FolderStatus { State = "error" }, Device()));
        Assert.Equal(SyncHealth.Error, HealthRule.Decide(false, s_idle, 2, [Device()]).Health);
        (SyncHealth health, string? reason) = HealthRule.Decide(true, s_idle, 0, [Device()]);
        Assert.Equal(SyncHealth.Paused, health);
        Assert.NotEmpty(reason!);
    }
}
