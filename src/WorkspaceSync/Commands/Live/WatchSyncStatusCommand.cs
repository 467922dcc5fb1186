using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Shows how the shares stand, live, until it is ended: from the daemons' events, across restarts and dropped connections.</summary>
[Cmdlet(VerbsCommon.Watch, "SyncStatus")]
[OutputType(typeof(SyncStatus), typeof(string))]
public sealed class WatchSyncStatusCommand : NodeCmdlet
{
    private const int MostNotices = 3;

    // Fast enough for a hand at the keys; a look whether one was pressed costs nothing.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    // What is shown says how long ago things were.
    private static readonly TimeSpan s_aging = TimeSpan.FromSeconds(5);

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [SupportsWildcards]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    [WorkspaceNameTransformation]
    [ValidateCount(1, 1)]
    public string[]? Workspace { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        RemoteWorkspace? workspace = null;
        Demand(Workspace?[0], () => workspace = FindWorkspace(Workspace?[0]));
        IReadOnlyList<SyncNode> nodes = [];
        List<AbsentHost> absent = [];
        CmdletPrompt prompt = new(this, Credential);
        Hosts.OnError = (host, error) =>
        {
            WriteError(Errors.Describe(error, host)!);
            absent.Add(new(host, error, cancel => NodeRegistry.Current.GetHostAsync(host, prompt, cancel)));
        };
        Demand(null, () => nodes = workspace is null ? [.. GetNodes().Distinct()] : [Await(NodeRegistry.Current.GetLocalAsync), .. Hosts.Connect([workspace.HostName], null)]);
        string[] names = workspace is null || Share.Length > 0 ? Share : [.. workspace.Shares.Select(share => share.Id)];
        WatchSession session = new(nodes, id => new NameFilter(names).IsMatch([id]), Share.Length == 0 ? workspace : null, nodes.Count > 0 ? absent : [], StopToken);
        try
        {
            if (PassThru || !LiveScreen.IsPossible || MyInvocation.PipelineLength > 1)
            {
                WriteItems(session);
            }
            else
            {
                Show(session, workspace?.Name ?? (Share.Length > 0 ? string.Join(", ", Share) : "all shares"));
            }
        }
        finally
        {
            _ = session.DisposeAsync().AsTask(); // its requests end by their token; nobody waits at the prompt for that
        }
    }

    // Where there is no screen: a line for every change, or the status itself.
    private void WriteItems(WatchSession session)
    {
        foreach (WatchItem item in session.Items.ReadAllAsync(StopToken).ToBlockingEnumerable(StopToken))
        {
            session.KeepForPrompts(item.Status is not null);
            switch (item)
            {
                case { Error: { } error }:
                    WriteNodeError(item.Node, error);
                    break;
                case { Notice: { } notice }:
                    WriteWarning(notice);
                    break;
                case { Status: { } status }:
                    WriteObject(PassThru ? status : WatchLine.Of(status, DateTimeOffset.Now));
                    break;
            }
        }
    }

    private void Show(WatchSession session, string title)
    {
        WatchKeys keys = new(session);
        List<string> notices = [];
        List<WatchItem> failed = [];
        bool isResized = false;
        using (LiveScreen screen = new(HasColour(), () => Volatile.Write(ref isResized, true)))
        {
            int shown = -1;
            DateTimeOffset shownAt = DateTimeOffset.MinValue;
            while (!session.Items.Completion.IsCompleted)
            {
                bool hasChanged = false;
                while (session.Items.TryRead(out WatchItem item))
                {
                    hasChanged |= item.Status is not null;
                    if (item.Error is not null)
                    {
                        failed.Add(item);
                    }

                    if ((item.Notice ?? item.Error?.Message) is { } notice)
                    {
                        notices.Insert(0, $"{DateTimeOffset.Now:HH:mm:ss} {notice}");
                        notices.RemoveRange(Math.Min(notices.Count, MostNotices), Math.Max(notices.Count - MostNotices, 0));
                    }
                }

                session.KeepForPrompts(hasChanged);
                while (LiveScreen.ReadKey() is { } key)
                {
                    if (!keys.Press(key))
                    {
                        return;
                    }
                }

                int changes = session.Changes;
                if (changes != shown || Volatile.Read(ref isResized) || DateTimeOffset.Now - shownAt > s_aging)
                {
                    Volatile.Write(ref isResized, false);
                    screen.Show(new WatchPage(title, [.. session.Watches.Select(watch => watch.State.Take())], keys.Selected, keys.Conflicts, notices).Compose());
                    (shown, shownAt) = (changes, DateTimeOffset.Now);
                }

                StopToken.WaitHandle.WaitOne(s_tick);
                StopToken.ThrowIfCancellationRequested();
            }
        }

        failed.ForEach(item => WriteNodeError(item.Node, item.Error!));
    }

    // $PSStyle decides as for everything else that PowerShell shows; NO_COLOR comes to it, and from a host without $PSStyle to us.
    private bool HasColour() => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && (SessionState.PSVariable.GetValue("PSStyle") is not { } style || !string.Equals(PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString(), "PlainText", StringComparison.Ordinal));
}
