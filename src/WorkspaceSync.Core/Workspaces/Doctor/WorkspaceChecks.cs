using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>What only both machines of a workspace together can tell. The rows stand at the host's.</summary>
internal static class WorkspaceChecks
{
    public static async Task RunAsync(RemoteWorkspace workspace, DoctorFacts here, DoctorFacts there, CancellationToken cancel)
    {
        if (here.Node is null || there.Node is null)
        {
            there.Skip($"workspace {workspace.Name}", "Syncthing");
            return;
        }

        Identity(workspace, here, there);
        Versions(here, there);
        foreach (WorkspaceShare share in workspace.Shares)
        {
            await IgnoresAsync(workspace, share, here, there, cancel).ConfigureAwait(false);
        }
    }

    private static void Identity(RemoteWorkspace workspace, DoctorFacts here, DoctorFacts there)
    {
        string component = $"workspace {workspace.Name}";
        DoctorFacts? changed = workspace.DeviceId is { } local && local != here.Node!.DeviceId ? here
            : workspace.RemoteDeviceId is { } remote && remote != there.Node!.DeviceId ? there : null;
        if (changed is not null)
        {
            there.Fail(component, $"{changed.Machine} has another Syncthing ({changed.Node!.DeviceId[..7]}) than when it was set up: its keys or its home were lost", $"New-RemoteWorkspace {workspace.Name} -HostName {workspace.HostName} -Path {ShellQuote.Quote(workspace.Path)} -WhatIf");
        }
        else
        {
            there.Pass(component, $"{workspace.Path} and {workspace.RemotePath}");
        }
    }

    private static void Versions(DoctorFacts here, DoctorFacts there)
    {
        (Version one, Version other) = (ReleaseName.ToNumber(here.Node!.Version), ReleaseName.ToNumber(there.Node!.Version));
        if (one.Major == other.Major)
        {
            there.Pass("versions", $"{here.Node.Version} here, {there.Node.Version} there");
            return;
        }

        DoctorFacts older = one < other ? here : there;
        there.Warn("versions", $"{here.Node.Version} here, {there.Node.Version} there: 1.x and 2.x decide a conflict of an edit with a delete differently", $"Install-Syncthing{older.Option}; Restart-Syncthing{older.Option}");
    }

    private static async Task IgnoresAsync(RemoteWorkspace workspace, WorkspaceShare share, DoctorFacts here, DoctorFacts there, CancellationToken cancel)
    {
        string component = $"ignores {share.Id}";
        if (Folder(here, share.Id) is not { } local || Folder(there, share.Id) is null)
        {
            DoctorFacts without = Folder(here, share.Id) is null ? here : there;
            there.Fail($"share {share.Id}", $"{without.Machine} does not have it", $"New-RemoteWorkspace {workspace.Name} -HostName {workspace.HostName} -Path {ShellQuote.Quote(workspace.Path)}");
            return;
        }

        string[] ours = await LinesAsync(here, share.Id, cancel).ConfigureAwait(false), theirs = await LinesAsync(there, share.Id, cancel).ConfigureAwait(false);
        if (ours.SequenceEqual(theirs))
        {
            there.Pass(component, $"the same {ours.Length} line(s) on both");
        }
        else
        {
            string difference = ours.Except(theirs).Concat(theirs.Except(ours)).FirstOrDefault("their order");
            there.Warn(component, $"not the same on both machines ({difference})", $"Set-SyncIgnore {ShellQuote.Quote(share.Id)} (Get-SyncIgnore {ShellQuote.Quote(share.Id)}).Pattern{there.Option}");
        }

        string path = here.PathOf(local);
        if (GitRepository.FindPartlyShared(path, ours) is { } repository)
        {
            there.Warn($"git {share.Id}", $"{repository} travels in part: commits made on both machines can corrupt it", $"Add-SyncIgnore {ShellQuote.Quote(share.Id)} .git, on both machines");
        }
    }

    private static JObject? Folder(DoctorFacts facts, string id) => facts.Folders.FirstOrDefault(folder => (string?)folder["id"] == id);

    private static async Task<string[]> LinesAsync(DoctorFacts facts, string id, CancellationToken cancel) =>
        [.. ((await facts.Node!.Client.Database.GetIgnoresAsync(id, cancel).ConfigureAwait(false)).Ignore ?? []).Where(line => line.Length > 0)];
}
