using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Opens Syncthing's own web page; that of a far machine through a tunnel which lives until the page is closed.</summary>
[Cmdlet(VerbsCommon.Show, "SyncNode")]
[OutputType(typeof(Uri))]
public sealed class ShowSyncNodeCommand : NodeCmdlet
{
    // For who has to copy the address by hand.
    private static readonly TimeSpan s_opening = TimeSpan.FromMinutes(5);

    [Parameter]
    public SwitchParameter NoBrowser { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.1", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => ForEachNode(null, node =>
    {
        SyncthingEndpoint endpoint = node.Client.Endpoint;
        Await(cancel => node.Client.System.GetStatusAsync(cancel)); // a page that does not load tells nobody why
        if (endpoint.Tunnel is null && endpoint.UnixSocket is null)
        {
            Open(node, endpoint.Uri, "");
            return;
        }

        using PageTunnel tunnel = new(endpoint);
        Task running = Task.Run(() => tunnel.RunAsync(IdleTimeout, s_opening, StopToken), StopToken);
        Open(node, tunnel.Uri, " The way there is open until the page is closed; Ctrl+C closes it at once.");
        Await(cancel => running.WaitAsync(cancel));
    });

    private void Open(SyncNode node, Uri page, string more)
    {
        bool isOpened = !NoBrowser && Browser.TryOpen(page);
        WriteInformation(new HostInformationMessage { Message = $"{node}: {(isOpened ? "opened" : "open")} {page}{(isOpened ? "" : " in a browser on this machine.")}{more}" }, ["PSHOST"]);
        if (PassThru)
        {
            WriteObject(page);
        }
    }
}
