using System.Collections;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Ties a directory here to one on a host: everything that it takes on both machines. Safe to run again.</summary>
[Cmdlet(VerbsCommon.New, "RemoteWorkspace", SupportsShouldProcess = true)]
[OutputType(typeof(RemoteWorkspace))]
public sealed class NewRemoteWorkspaceCommand : RemoteWorkspaceCmdlet
{
    internal const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$";

    private const int ActivityId = 7203;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidatePattern(NamePattern)]
    public string Name { get; set; } = null!;

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ComputerName")]
    [ArgumentCompleter(typeof(HostCompleter))]
    [ValidateNotNullOrEmpty]
    public string HostName { get; set; } = null!;

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? RemotePath { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Profile { get; set; }

    [Parameter]
    public string[] IgnorePattern { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable[]? Share { get; set; }

    [Parameter]
    public SwitchParameter ExcludeGit { get; set; }

    [Parameter]
    public SwitchParameter UseGitIgnore { get; set; }

    [Parameter]
    public FirstSyncStrategy? FirstSync { get; set; }

    [Parameter]
    public SwitchParameter Install { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.001", "7.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromHours(1);

    protected override void ProcessRecord() => Demand(Name, () =>
    {
        string path = System.IO.Path.TrimEndingDirectorySeparator(GetUnresolvedProviderPathFromPSPath(Path));
        WorkspaceRules.Check(WorkspaceStore.Current, Name, HostName, path);
        SetupRequest request = Compose(path);
        if (ShouldProcess($"{path} and {HostName}:{RemotePath ?? "its counterpart there"}", $"Set up workspace '{Name}' (shares {string.Join(", ", request.Shares.Select(share => share.Id))})"))
        {
            WorkspaceStore.Current.DemandWritable();
            Run(request, isDry: false);
            WriteObject(WorkspaceStore.Current.Find(Name));
        }
        else if (MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? whatIf) ? ((SwitchParameter)whatIf).IsPresent : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference")))
        {
            Run(request, isDry: true);
        }
    });

    private SetupRequest Compose(string path)
    {
        SetupShare[] shares = Share is null
            ? [WorkspaceRequests.Share(Name, ".", ProfileOf(Profile), GitIgnoreOf(path).Concat(IgnorePattern), ExcludeGit, [])]
            : [.. Share.Select(given => ShareOf(given, path))];
        return new SetupRequest
        {
            Name = Name,
            HostName = HostName,
            Path = path,
            RemotePath = RemotePath,
            Shares = shares,
            FirstSync = FirstSync,
            Install = Install,
            Force = Force,
            Timeout = Timeout,
        };
    }

    private SetupShare ShareOf(Hashtable given, string path)
    {
        string[] known = ["Id", "Path", "Profile", "IgnorePattern"];
        if (given.Keys.Cast<object>().FirstOrDefault(key => !known.Contains(key.ToString(), StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new SyncException(SyncError.ShareIdInvalid, $"-Share has no '{unknown}'. Give tables such as @{{ Id = 'nt-data'; Path = 'data'; Profile = 'Data' }}; the keys are {string.Join(", ", known)}.");
        }

        string below = given["Path"]?.ToString() ?? ".";
        IEnumerable<string> patterns = (given["IgnorePattern"] as IEnumerable is { } several and not string ? several.Cast<object>() : new[] { given["IgnorePattern"] }.OfType<object>()).Select(one => one.ToString()!);
        return WorkspaceRequests.Share(
            given["Id"]?.ToString() ?? throw new SyncException(SyncError.ShareIdInvalid, "A table of -Share has no Id. Give one, such as @{ Id = 'nt-data'; Path = 'data' }."),
            below,
            ProfileOf(given["Profile"]?.ToString() ?? Profile),
            (below == "." ? GitIgnoreOf(path) : []).Concat(IgnorePattern).Concat(patterns),
            ExcludeGit,
            Share!.Where(other => other != given).Select(other => other["Path"]?.ToString() ?? "."));
    }

    private static SyncProfile? ProfileOf(string? name) => name is null ? null : ModuleFiles.Profiles.Get(name);

    private string[] GitIgnoreOf(string path) => UseGitIgnore && Directory.Exists(path)
        ? [.. Await(cancel => GitIgnored.ReadAsync(LocalShell.Instance, path, cancel)).Select(IgnorePath.ToPattern)]
        : [];

    private void Run(SetupRequest request, bool isDry)
    {
        using WorkBar bar = new(this, ActivityId, $"Setting up {Name}");
        SetupContext context = new(request, Prompt, WorkspaceStore.Current)
        {
            IsDry = isDry,
            OnProgress = progress => _ = OnPipeline(() => bar.Show(progress), StopToken),
        };
        WriteToHost($"\nWorkspace {Name}: {request.Path}  ⇄  {HostName}:{RemotePath ?? "…"}\n");
        int done = 0, changed = 0;
        foreach (SetupStep step in SetupPlan.Steps)
        {
            SetupStepReport report = Await(cancel => SetupPlan.RunAsync(step, context, cancel));
            if (step is PreflightStep)
            {
                PreflightText.Of(context.Preflight!, request).ForEach(WriteToHost);
            }

            WriteToHost(StepLine.Of(report, isDry));
            done += report.IsDone && !report.IsChanged ? 1 : 0;
            changed += report.IsDone && !report.IsChanged ? 0 : 1;
        }

        if (!isDry && context.Proof is { } proof && WorkspaceStore.Current.Find(Name) is { } made)
        {
            PromptStateStore.Write(made, proof, null);
        }

        WriteToHost(isDry
            ? $"What if: {changed} of {done + changed} steps would be done, {done} are already true.\n"
            : $"{changed} of {done + changed} steps were done, {done} were already true.\n");
    }
}
