using Newtonsoft.Json.Linq;

namespace WorkspaceSync.Tests;

/// <summary>Who can reach a daemon: each broken for real on one pair, and mended.</summary>
[Collection(ServiceTests.Name)]
[Trait("Process", ServiceTests.Name)]
public sealed class DoctorAuditTests(DaemonPairs pairs) : IClassFixture<DaemonPairs>, IAsyncLifetime
{
    private DaemonPair _pair = null!;
    private DoctorVisit _doctor = null!;

    public async Task InitializeAsync()
    {
        _pair = await pairs.GetAsync(EveryProgramAttribute.Programs[0]);
        _doctor = DoctorVisit.Of(_pair.Sandbox.Daemons[0]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_web_page_on_other_addresses_needs_both_password_and_tls()
    {
        string own = (string)(await _pair.ApiA.GetAsync("config/gui"))["address"]!;
        string open = own.Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal);
        await ChangeAsync(new JObject { ["address"] = open, ["user"] = "me", ["password"] = "correct horse" });
        await _doctor.RowAsync("GUI", SetupStatus.Fail, "without TLS");
        await ChangeAsync(new JObject { ["useTLS"] = true });
        await _doctor.RowAsync("GUI", SetupStatus.Pass, "with password and TLS");
        await ChangeAsync(new JObject { ["user"] = "", ["password"] = "" });
        await _doctor.RowAsync("GUI", SetupStatus.Fail, "without a password");
        await ChangeAsync(new JObject { ["address"] = own, ["useTLS"] = false });
        await _doctor.RowAsync("GUI", SetupStatus.Pass, own);
    }

    [Fact]
    public async Task A_list_of_relays_that_anybody_on_the_way_can_change()
    {
        string own = _pair.Sandbox.Daemons[0].ListenAddress;
        await _pair.ApiA.PatchAsync("config/options", new { listenAddresses = new[] { own, "dynamic+http://127.0.0.1:1/relays" } });
        SetupCheck row = await _doctor.RowAsync("listening", SetupStatus.Warn, "dynamic+http://127.0.0.1:1/relays");
        Assert.Equal("Set-SyncNode -Private", row.Fix);
        _pair.Run($"{row.Fix} -Node $a").AssertNoErrors();
        Assert.Equal([own], (await _pair.ApiA.GetAsync("config/options"))["listenAddresses"]!.Select(address => (string?)address));
        await _doctor.RowAsync("listening", SetupStatus.Pass);
    }

    // Through whatever address the daemon has now. Its listener starts anew each time, and the fifth time only after a while.
    private async Task ChangeAsync(JObject change) => await Eventually.TrueAsync($"{change} is taken", async () =>
    {
        try
        {
            DoctorFacts facts = await _doctor.ExamineAsync();
            await (facts.Node?.Client.Config.PatchGuiAsync(change, CancellationToken.None) ?? Task.CompletedTask);
            return facts.Node is not null;
        }
        catch (SyncException)
        {
            return false;
        }
    });
}
