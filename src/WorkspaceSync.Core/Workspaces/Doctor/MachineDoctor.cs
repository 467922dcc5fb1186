using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>Looks at one machine, in the order in which things depend on each other: what cannot be looked at is skipped by name.</summary>
internal static class MachineDoctor
{
    /// <summary>Looks; changes nothing.</summary>
    /// <param name="facts">Filled as it goes, rows included.</param>
    public static async Task RunAsync(DoctorFacts facts, IRemotePrompt prompt, CancellationToken cancel)
    {
        if (!await ReachChecks.SshAsync(facts, prompt, cancel).ConfigureAwait(false))
        {
            SkipAll(facts, "ssh", ["Syncthing", .. s_ofDaemon]);
            return;
        }

        try
        {
            await RunReachedAsync(facts, cancel).ConfigureAwait(false);
        }
        catch (SyncException e)
        {
            facts.Fail("checks", $"they ended early: {e.Message}", $"Test-SyncSetup{facts.Option}"); // the daemon, or the link, went away meanwhile
        }
    }

    private static async Task RunReachedAsync(DoctorFacts facts, CancellationToken cancel)
    {
        Task login = ReachChecks.LoginShellAsync(facts, cancel);
        bool isUp = await ReachChecks.SyncthingAsync(facts, cancel).ConfigureAwait(false);
        await login.ConfigureAwait(false);
        if (!isUp)
        {
            SkipAll(facts, "Syncthing", s_ofDaemon);
        }
        else
        {
            await ReadAsync(facts, cancel).ConfigureAwait(false);
            ReachChecks.Processes(facts);
            ConnectionChecks.Clock(facts);
            SecurityChecks.Run(facts, await facts.Node!.Client.System.GetStatusAsync(cancel).ConfigureAwait(false));
            await ConnectionChecks.RunAsync(facts, cancel).ConfigureAwait(false);
            foreach (JObject folder in facts.Folders)
            {
                await FolderChecks.RunAsync(facts, folder, cancel).ConfigureAwait(false);
            }
        }

        await ZeroTierChecks.RunAsync(facts, cancel).ConfigureAwait(false);
    }

    private static readonly string[] s_ofDaemon = ["survives logout", "GUI", "devices", "folders"];

    private static void SkipAll(DoctorFacts facts, string awaited, IEnumerable<string> components)
    {
        foreach (string component in components)
        {
            facts.Skip(component, awaited);
        }
    }

    private static async Task ReadAsync(DoctorFacts facts, CancellationToken cancel)
    {
        SyncNode node = facts.Node!;
        Task<JObject> options = node.Client.Config.GetOptionsAsync(cancel), gui = node.Client.Config.GetGuiAsync(cancel);
        facts.Folders = await ListAsync(node.Client.Config.GetFoldersAsync(cancel), cancel).ConfigureAwait(false);
        List<JObject> devices = await ListAsync(node.Client.Config.GetDevicesAsync(cancel), cancel).ConfigureAwait(false);
        facts.Devices = [.. devices.Where(device => (string?)device["deviceID"] != node.DeviceId)];
        (facts.Options, facts.Gui) = (await options.ConfigureAwait(false), await gui.ConfigureAwait(false));
        facts.Health = await MachineHealth.AskAsync(facts.Shell, node.ConfigPath!, facts.Folders.Select(facts.PathOf), cancel).ConfigureAwait(false);
    }

    private static async Task<List<JObject>> ListAsync(IAsyncEnumerable<JObject> source, CancellationToken cancel)
    {
        List<JObject> list = [];
        await foreach (JObject item in source.WithCancellation(cancel).ConfigureAwait(false))
        {
            list.Add(item);
        }

        return list;
    }
}
