using System.Management.Automation;
using System.Net;

namespace WorkspaceSync;

/// <summary>Tests the way to a ZeroTier peer by sending something, and says whether it is direct, how fast, and what could be better.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ZeroTierPath", DefaultParameterSetName = ByHost)]
[OutputType(typeof(ZeroTierPathTest))]
public sealed class TestZeroTierPathCommand : ZeroTierCmdlet
{
    private const string ByHost = "HostName";
    private const string ByPeer = "Peer";
    private const string ByAddress = "Address";

    private const int ActivityId = 7219;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByHost)]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(HostCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByPeer)]
    [PeerTransformation]
    [ArgumentCompleter(typeof(PeerCompleter))]
    public string[] Peer { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = ByAddress)]
    public IPAddress[] Address { get; set; } = [];

    [Parameter]
    [ValidateRange(1, 1000)]
    public int Count { get; set; } = 4;

    [Parameter]
    [ValidateRange(1, 65535)]
    [PSDefaultValue(Help = "The port that ssh would use, else 22")]
    public int? Port { get; set; }

    [Parameter]
    public SwitchParameter UntilDirect { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.01", "01:00:00")]
    [PSDefaultValue(Help = "2 seconds for a probe, 30 seconds until direct")]
    public TimeSpan? Timeout { get; set; }

    protected override void ProcessRecord()
    {
        Array.ForEach(HostName, host => Test(host, (finder, cancel) => finder.FindHostAsync(host, Connector(host), cancel)));
        Array.ForEach(Peer, peer => Test(peer, (finder, _) => Task.FromResult(finder.FindPeer(NodeAddress.Parse(peer)))));
        Array.ForEach(Address, address => Test(address, (finder, cancel) => finder.FindAddressAsync(address, cancel)));
    }

    private void Test(object named, Func<PathTargetFinder, CancellationToken, Task<PathTarget>> find)
    {
        ZeroTierService? service = null;
        Demand(named, () => service = OpenHere());
        Attempt(named, () =>
        {
            PathTestSession session = Await(cancel => PathTestSession.PrepareAsync(service!, Port, find, cancel));
            if (session.Trouble is { } trouble)
            {
                WriteVerbose(trouble);
            }

            TimeSpan patience = !UntilDirect && Timeout is { } limit ? limit : PathTestSession.ProbePatience;
            PathTester tester = session.CreateTester(patience);
            if (UntilDirect)
            {
                WriteUntilDirect(session, tester);
            }
            else
            {
                using ProgressTicker ticker = new(this, ActivityId, $"Testing the path to {named}", () => new WorkProgress($"{Count} probe(s)"));
                WriteObject(ticker.Await(cancel => tester.RunAsync(Count, cancel)));
            }
        });
    }

    private void WriteUntilDirect(PathTestSession session, PathTester tester)
    {
        TimeSpan limit = Timeout ?? PathTestSession.DirectPatience;
        session.DemandAddress();
        while (true)
        {
            ZeroTierPathTest test = Await(cancel => tester.RunAsync(1, cancel));
            WriteObject(test);
            if (test.Verdict <= ZeroTierVerdict.Direct)
            {
                return;
            }

            if (test.Elapsed >= limit)
            {
                throw session.NotDirect(test, limit);
            }

            Await(cancel => Task.Delay(PathTestSession.NudgePause, cancel));
        }
    }

    private Func<CancellationToken, Task<IRemoteShell>> Connector(string host)
    {
        CmdletPrompt prompt = new(this, Credential);
        return cancel => RemoteHosts.Connector.GetAsync(host, prompt, cancel);
    }
}
