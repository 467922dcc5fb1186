using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>What New-SyncShare and Approve-SyncShare share: a share's settings, its profile and patterns, the plan and its execution.</summary>
public abstract class ShareSetupCmdlet : NodeCmdlet
{
    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Profile { get; set; }

    [Parameter]
    public SyncRole Role { get; set; }

    [Parameter]
    public string[] IgnorePattern { get; set; } = [];

    [Parameter]
    public SwitchParameter ExcludeGit { get; set; }

    [Parameter]
    [ValidateSet("SendReceive", "SendOnly", "ReceiveOnly")]
    public SyncShareType? Type { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00", "365.00:00:00")]
    public TimeSpan? RescanInterval { get; set; }

    [Parameter]
    public SyncVersioning? Versioning { get; set; }

    [Parameter]
    public Hashtable? VersioningParameter { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Versioning parameters as Syncthing has them: text by name.</summary>
    internal static Dictionary<string, string>? ToParameters(Hashtable? given) =>
        given?.Cast<DictionaryEntry>().ToDictionary(item => item.Key.ToString()!, item => Convert.ToString(item.Value, CultureInfo.InvariantCulture) ?? "");

    /// <summary>The path as the node will have it: against the current location when the node's files are here.</summary>
    private protected string ResolvePath(string path, SyncNode node)
    {
        if (node.IsHere)
        {
            return GetUnresolvedProviderPathFromPSPath(path);
        }

        return path.StartsWith('/') || path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? path
            : throw new SyncException(SyncError.PathInvalid, $"{node}: '{path}' is not absolute, and {node.Name} is another machine. Give a path from / or ~/ there.");
    }

    /// <summary>Plans, asks and does; writes the share.</summary>
    private protected void SetUp(SyncNode node, string id, string path, IEnumerable<string> deviceIds)
    {
        SyncProfile? profile = Profile is null ? null : ModuleFiles.Profiles.Get(Profile);
        string[] patterns = ShareIgnores.Compose(profile, IgnorePattern, ExcludeGit);
        ShareIgnores.Check(patterns, node, path);
        ShareRequest request = new()
        {
            Id = id,
            Path = path,
            Label = Label,
            DeviceIds = [.. deviceIds],
            IgnoreLines = patterns,
            Type = Type ?? (Role == SyncRole.Remote ? profile?.RemoteType : profile?.LocalType),
            RescanInterval = RescanInterval ?? profile?.RescanInterval,
            Versioning = Versioning,
            VersioningParameter = ToParameters(VersioningParameter),
            AllowNesting = Force,
        };
        SharePlan plan = Await(cancel => SharePlanner.PlanAsync(node, request, cancel));
        WarnOfGit(node, path, patterns);
        if (plan.IsDone)
        {
            WriteVerbose($"{node.Name}: share '{id}' is there already, as asked. Nothing was changed.");
        }
        else if (!ShouldProcess(node.Name, plan.Describe()))
        {
            return;
        }

        WriteObject(Await(cancel => ShareEditor.ApplyAsync(plan, cancel)));
    }

    private void WarnOfGit(SyncNode node, string path, string[] patterns)
    {
        if (node.IsHere && GitRepository.FindPartlyShared(path, patterns) is { } repository)
        {
            WriteWarning(
                $"{repository} would travel in part: commits made on both machines can corrupt such a repository. Leave all of .git out with -ExcludeGit (commit on one side, or push and pull), or commit on one machine only.");
        }
    }
}
