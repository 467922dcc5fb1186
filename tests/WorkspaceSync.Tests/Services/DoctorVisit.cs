namespace WorkspaceSync.Tests;

/// <summary>The doctor's rows about one machine, waited for as a user would look again.</summary>
internal sealed class DoctorVisit(IRemoteShell machine)
{
    /// <summary>A sandbox's machine.</summary>
    public static DoctorVisit Of(SandboxDaemon daemon) =>
        new(new LocalShell(new Dictionary<string, string?> { ["STHOMEDIR"] = daemon.Home.Directory, ["HOME"] = daemon.UserHome }));

    public async Task<DoctorFacts> ExamineAsync()
    {
        DoctorFacts facts = new(null) { Shell = machine };
        await MachineDoctor.RunAsync(facts, null!, CancellationToken.None);
        return facts;
    }

    /// <summary>The row once it is so and says that.</summary>
    public async Task<SetupCheck> RowAsync(string component, SetupStatus status, string detail = "", TimeSpan? patience = null)
    {
        SetupCheck? row = null;
        await Eventually.TrueAsync(
            $"{component} is {status}, {detail}",
            async () => (row = (await ExamineAsync()).Rows.FirstOrDefault(one => one.Component == component)) is { } found && found.Status == status && found.Detail.Contains(detail, StringComparison.Ordinal),
            patience,
            () => $"{row}: {row?.Detail}");
        Assert.True(status == SetupStatus.Pass || row!.Fix is not null);
        return row!;
    }

    /// <summary>Waits until nothing is told of it any more.</summary>
    public Task GoneAsync(string component) =>
        Eventually.TrueAsync($"there is no row {component}", async () => (await ExamineAsync()).Rows.All(row => row.Component != component));
}
