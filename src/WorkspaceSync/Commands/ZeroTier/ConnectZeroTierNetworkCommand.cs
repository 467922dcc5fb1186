using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Joins ZeroTier networks, and waits until each one's controller has answered.</summary>
[Cmdlet(VerbsCommunications.Connect, "ZeroTierNetwork", SupportsShouldProcess = true)]
[OutputType(typeof(ZeroTierNetwork))]
public sealed class ConnectZeroTierNetworkCommand : ZeroTierHostCmdlet
{
    private const int ActivityId = 7220;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NetworkTransformation]
    public string[] Network { get; set; } = [];

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00", "01:00:00")]
    [PSDefaultValue(Help = "30 seconds")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => Array.ForEach(Network, text => Attempt(text, () =>
    {
        NetworkId id = NetworkId.Parse(text); // before anybody is asked
        ForEachService(text, service => Join(service, id));
    }));

    private void Join(ZeroTierService service, NetworkId id)
    {
        if (Await(cancel => service.Api.GetNetworkAsync(id, cancel)) is not null)
        {
            WriteVerbose($"{service.Where}ZeroTier network {id} is joined already.");
        }
        else if (!ShouldProcess($"{service.Where}ZeroTier network {id}", "Join"))
        {
            return;
        }
        else
        {
            Await(cancel => service.Api.JoinAsync(id, cancel));
        }

        using ProgressTicker ticker = new(this, ActivityId, $"Joining {id}", () => new WorkProgress($"{service.Where}waiting for the network's controller"));
        ZeroTierNetwork network = ticker.Await(cancel => NetworkJoin.WaitAsync(service, id, Timeout, cancel));
        if (NetworkAdvice.Of(network, service.Address) is { } advice)
        {
            WriteWarning(service.Where + advice);
        }

        if (PassThru)
        {
            WriteObject(network);
        }
    }
}
