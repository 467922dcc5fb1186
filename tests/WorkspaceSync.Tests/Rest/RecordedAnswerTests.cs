using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Answers of three real versions, served over real HTTP and read by the client.</summary>
public class RecordedAnswerTests
{
    public static IEnumerable<object[]> Versions => Recording.Versions;

    private static async Task<T> ReadAsync<T>(string version, string recording, Func<SyncthingClient, Task<T>> read)
    {
        using RawServer server = new(_ => RawServer.Json(Recording.Read(version, recording)));
        using SyncthingClient client = server.CreateClient();
        return await read(client);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task TheDaemonTellsWhoItIs(string version)
    {
        SystemStatus status = await ReadAsync(version, "system-status.json", client => client.System.GetStatusAsync(default));
        SystemVersion program = await ReadAsync(version, "system-version.json", client => client.System.GetVersionAsync(default));
        Assert.True(DeviceId.TryParse(status.MyId, out _), status.MyId);
        Assert.Equal(2026, status.StartTime?.Year);
        Assert.StartsWith("/home/", status.Tilde, StringComparison.Ordinal);
        Assert.StartsWith("v" + version, program.Version, StringComparison.Ordinal);
        Assert.Equal("linux", program.Os);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task AFolderInSyncNeedsNothing(string version)
    {
        FolderStatus status = await ReadAsync(version, "db-status.json", client => client.Database.GetStatusAsync("nt-workspace", default));
        Assert.Equal("idle", status.State);
        Assert.Equal((0, 0, 0), (status.NeedTotalItems, status.NeedBytes, status.NeedDeletes));
        Assert.True(status is { Sequence: > 0, GlobalBytes: > 300000, GlobalTotalItems: > 3, Errors: 0 });
        Assert.Equal(2026, status.StateChanged?.Year);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task APausedFolderHasNoState(string version) =>
        Assert.Equal("", (await ReadAsync(version, "db-status-paused.json", client => client.Database.GetStatusAsync("nt-workspace", default))).State);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task AFolderWithoutItsMarkerSaysSo(string version)
    {
        FolderStatus status = await ReadAsync(version, "db-status-marker-missing.json", client => client.Database.GetStatusAsync("nt-workspace", default));
        Assert.Equal("error", status.State);
        Assert.Contains("marker missing", status.Error, StringComparison.Ordinal);
        (SyncHealth health, string? reason) = HealthRule.Decide(false, status, 0, []);
        Assert.Equal(SyncHealth.Error, health);
        Assert.Contains("marker missing", reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task AHundredPercentThatLacksEmptyFilesIsNoHundred(string version)
    {
        Completion completion = await ReadAsync(version, "db-completion-zero-byte.json", client => client.Database.GetCompletionAsync("nt-workspace", "X", default));
        Assert.True(completion.Percent > 99.9, "the daemon's own figure, which counts bytes only");
        Assert.True(completion.NeedItems >= 5);
        Assert.InRange(CompletionRule.Percent(completion.GlobalItems, completion.GlobalBytes, completion.NeedItems, completion.NeedBytes, completion.NeedDeletes), 0, 60);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task EveryConnectionHasAnAgeAndAnAddress(string version)
    {
        Connections connections = await ReadAsync(version, "system-connections.json", client => client.System.GetConnectionsAsync(default));
        Connections.Entry connected = Assert.Single(connections.Devices.Values, entry => entry.Connected);
        Assert.Equal(2026, connected.Since?.Year);
        Assert.StartsWith("127.0.0.1:", connected.Address, StringComparison.Ordinal);
        Assert.StartsWith("tcp-", connected.Type, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task TheConfigurationComesOneByOne(string version)
    {
        using RawServer server = new(request => RawServer.Json(Recording.Read(version, request.Contains("folders", StringComparison.Ordinal) ? "config-folders.json" : "config-devices.json")));
        using SyncthingClient client = server.CreateClient();
        List<JObject> folders = [];
        await foreach (JObject folder in client.Config.GetFoldersAsync(default))
        {
            folders.Add(folder);
        }

        JObject only = Assert.Single(folders);
        Assert.Equal("nt-workspace", (string?)only["id"]);
        Assert.Equal(2, FolderDocument.Devices(only).Count());
        List<JObject> devices = [];
        await foreach (JObject device in client.Config.GetDevicesAsync(default))
        {
            devices.Add(device);
        }

        Assert.Contains(devices, device => (string?)device["name"] == "GPU Workstation");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task NeededFilesAreNamed(string version)
    {
        foreach ((string recording, Func<SyncthingClient, IAsyncEnumerable<IndexEntry>> read) in new (string, Func<SyncthingClient, IAsyncEnumerable<IndexEntry>>)[]
        {
            ("db-need.json", client => client.Database.GetNeedAsync("f", 10, default)),
            ("db-remoteneed.json", client => client.Database.GetRemoteNeedAsync("f", "d", 10, default)),
        })
        {
            using RawServer server = new(_ => RawServer.Json(Recording.Read(version, recording)));
            using SyncthingClient client = server.CreateClient();
            List<IndexEntry> entries = [];
            await foreach (IndexEntry entry in read(client))
            {
                entries.Add(entry);
            }

            Assert.NotEmpty(entries);
            Assert.All(entries, entry => Assert.NotEmpty(entry.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task TheTreeIsFlattenedWithItsPaths(string version)
    {
        using RawServer server = new(_ => RawServer.Json(Recording.Read(version, "db-browse.json")));
        using SyncthingClient client = server.CreateClient();
        List<BrowseEntry> entries = [];
        await foreach (BrowseEntry entry in client.Database.BrowseAsync("f", "", null, default))
        {
            entries.Add(entry);
        }

        Assert.Contains(entries, entry => entry is { Path: "src", Type: "FILE_INFO_TYPE_DIRECTORY" });
        Assert.Contains(entries, entry => entry is { Path: "src/main.py", Type: "FILE_INFO_TYPE_FILE", Size: > 0, Modified.Year: 2026 });
        Assert.Equal(entries.Count, entries.DistinctBy(entry => entry.Path).Count());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task WhatIsPendingIsRead(string version)
    {
        Dictionary<string, PendingDevice> devices = await ReadAsync(version, "cluster-pending-devices.json", client => client.Cluster.GetPendingDevicesAsync(default));
        Assert.All(devices, pair => Assert.True(DeviceId.TryParse(pair.Key, out _)));
        Dictionary<string, PendingFolder> folders = await ReadAsync(version, "cluster-pending-folders.json", client => client.Cluster.GetPendingFoldersAsync(default));
        Assert.Equal("nt", folders["nt-workspace"].OfferedBy.Values.Single().Label);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task ErrorsStatisticsVersionsAndEventsAreRead(string version)
    {
        Assert.NotEmpty((await ReadAsync(version, "folder-errors.json", client => client.Folder.GetErrorsAsync("f", default))).Errors!);
        Assert.NotEmpty(await ReadAsync(version, "folder-versions.json", client => client.Folder.GetVersionsAsync("f", default)));
        Assert.Contains("nt-workspace", (await ReadAsync(version, "stats-folder.json", client => client.Statistics.GetFoldersAsync(default))).Keys);
        Assert.NotEmpty(await ReadAsync(version, "stats-device.json", client => client.Statistics.GetDevicesAsync(default)));
        await ReadAsync(version, "system-error.json", client => client.System.GetErrorsAsync(default));
        List<DaemonEvent> events = await ReadAsync(version, "events-edit-a.json", client => client.Events.GetAsync("X", 0, TimeSpan.Zero, default));
        Assert.Contains(events, one => one is { Type: "LocalIndexUpdated", Folder: "nt-workspace" });
        Assert.Equal(events.Select(one => one.Id).Order(), events.Select(one => one.Id));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task WhatIsMissingIsNullAndNotAnError(string version)
    {
        using RawServer server = new(request => Recording.ReadExchange(version, request.Contains("config", StringComparison.Ordinal) ? "error-config-folder-unknown.txt" : "error-db-file-unknown.txt"));
        using SyncthingClient client = server.CreateClient();
        Assert.Null(await client.Config.FindFolderAsync("nosuch", default));
        Assert.Null(await client.Database.FindFileAsync("f", "nosuch", default));
    }

    [Fact]
    public async Task TheHomeDirectoryIsToldBySomeVersionsOnly()
    {
        Assert.Equal("/home/user/a/st", await ReadAsync("2.1.3", "system-paths.json", client => client.System.FindConfigDirectoryAsync(default)));
        using RawServer server = new(_ => Recording.ReadExchange("1.19.2", "error-nosuch.txt"));
        using SyncthingClient client = server.CreateClient();
        Assert.Null(await client.System.FindConfigDirectoryAsync(default));
    }
}
