namespace WorkspaceSync;

/// <summary>Looks at several machines at once, and at what only two of them together can tell.</summary>
internal static class SetupDoctor
{
    /// <param name="hosts">Null is this machine.</param>
    /// <param name="workspace">Whose two machines the hosts are; null when they have nothing to do with each other.</param>
    public static async Task<IReadOnlyList<SetupCheck>> RunAsync(
        IReadOnlyList<string?> hosts, RemoteWorkspace? workspace, IRemotePrompt prompt, CancellationToken cancel)
    {
        DoctorFacts[] machines = [.. hosts.Select(host => new DoctorFacts(host))];
        await Task.WhenAll(machines.Select(facts => MachineDoctor.RunAsync(facts, prompt, cancel))).ConfigureAwait(false);
        if (workspace is not null)
        {
            await WorkspaceChecks.RunAsync(workspace, machines[0], machines[1], cancel).ConfigureAwait(false);
        }

        return [.. machines.SelectMany(facts => facts.Rows)];
    }
}
