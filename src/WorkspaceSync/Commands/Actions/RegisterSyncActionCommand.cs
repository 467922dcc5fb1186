using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Has this session do something when a share becomes so: run a script block, show a notification.</summary>
[Cmdlet(VerbsLifecycle.Register, "SyncAction")]
[OutputType(typeof(SyncAction))]
public sealed class RegisterSyncActionCommand : NodeCmdlet
{
    private static readonly TimeSpan s_debounce = TimeSpan.FromSeconds(1);

    // What connects again by itself was not gone; a daemon that starts takes a moment to find its devices.
    private static readonly TimeSpan s_absence = TimeSpan.FromSeconds(10);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ShareIdTransformation]
    [ArgumentCompleter(typeof(ShareCompleter))]
    public string[] Share { get; set; } = [];

    [Parameter(Mandatory = true)]
    public SyncActionTrigger On { get; set; }

    [Parameter(Position = 1)]
    [Alias("Action")]
    [ValidateNotNull]
    public ScriptBlock? ScriptBlock { get; set; }

    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Filter { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.05", "1.00:00:00")]
    public TimeSpan? Debounce { get; set; }

    [Parameter]
    public SwitchParameter Notify { get; set; }

    protected override void BeginProcessing() => Demand(null, () =>
    {
        if (ScriptBlock is null && !Notify)
        {
            throw new SyncException(SyncError.ActionInvalid, "Nothing was said to be done. Give a script block, or -Notify.");
        }

        if (Notify)
        {
            Await(cancel => DesktopNotice.CheckAsync(LocalShell.Instance, cancel));
        }
    });

    protected override void ProcessRecord() => ForEach(Share, (node, share) =>
    {
        bool isHere = HostName is null && Node is null;
        string name = Name is null ? $"{share}-{On}{(isHere ? "" : $"-{node.Name}")}" : Share.Length > 1 ? $"{Name}-{share}" : Name;
        SyncAction action = new()
        {
            Name = name,
            Share = share,
            On = On,
            Filter = Filter,
            Debounce = Debounce ?? (On == SyncActionTrigger.Disconnected ? s_absence : s_debounce),
            Notify = Notify,
            Script = ScriptBlock,
            Node = node,
        };
        WildcardPattern[] patterns = [.. Filter.Select(one => WildcardPattern.Get(one, WildcardOptions.None))];
        ActionRequest request = new(name, node, share, On, patterns.Length == 0 ? null : path => Array.Exists(patterns, pattern => pattern.IsMatch(path)), action.Debounce);
        ActionRegistry.Current.Add(action, Events, tell => new ActionWatch(request, tell), watch => Await(watch.BeginAsync));
        WriteObject(action);
    });
}
