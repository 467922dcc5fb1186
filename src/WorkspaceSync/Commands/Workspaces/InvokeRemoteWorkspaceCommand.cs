using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Runs a command on a workspace's other machine, in the same directory, on the same files, and brings back what it made.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RemoteWorkspace", DefaultParameterSetName = ByScript)]
[OutputType(typeof(string))]
public sealed class InvokeRemoteWorkspaceCommand : RemoteWorkspaceCmdlet
{
    private const string ByScript = "ScriptBlock";
    private const string ByCommand = "Command";

    private RemoteWorkspace? _workspace;
    private RemoteRun? _run;
    private bool _isFed = true;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByScript)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByCommand)]
    [ValidateNotNullOrEmpty]
    public string[] Command { get; set; } = [];

    [Parameter(Position = 1)]
    [Alias("Args")]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ArgumentList { get; set; }

    [Parameter]
    [Alias("Workspace")]
    [ArgumentCompleter(typeof(WorkspaceCompleter))]
    [WorkspaceNameTransformation]
    [ValidateCount(1, 1)]
    public string[]? Name { get; set; }

    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter NoSync { get; set; }

    [Parameter]
    [TimeSpanTransformation]
    [ValidateTimeSpan("00:00:00.001", "7.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    protected override void BeginProcessing() => Demand(Name?[0] ?? CurrentDirectory, () =>
    {
        _workspace = Find(Name?[0]);
        Sync();
        string root = _workspace.Path.TrimEnd('/') + "/";
        string here = CurrentDirectory == _workspace.Path || CurrentDirectory.StartsWith(root, StringComparison.Ordinal) ? CurrentDirectory : _workspace.Path;
        string there = WorkspacePath.ToRemote(_workspace, here);
        IRemotePrompt prompt = Prompt;
        _run = Await(async cancel =>
        {
            IRemoteShell machine = await RemoteHosts.Connector.GetAsync(_workspace.HostName, prompt, cancel).ConfigureAwait(false);
            return await RemoteRun.StartAsync(machine, there, Text(), Arguments(), StopToken).ConfigureAwait(false);
        });
        WriteVerbose($"Running in {_workspace.HostName}:{there}.");
        if (!MyInvocation.ExpectingInput)
        {
            _run.EndInput();
        }
    });

    protected override void ProcessRecord() => Demand(_workspace?.Name, () =>
    {
        if (MyInvocation.ExpectingInput && _isFed)
        {
            _isFed = Feed(LanguagePrimitives.ConvertTo<string>(InputObject) ?? "");
        }

        WriteWhatCame();
    });

    protected override void EndProcessing() => Demand(_workspace?.Name, () =>
    {
        if (MyInvocation.ExpectingInput)
        {
            _run!.EndInput();
        }

        foreach (RemoteLine line in _run!.Lines.ReadAllAsync(StopToken).ToBlockingEnumerable(StopToken))
        {
            Write(line);
        }

        int exitCode = Await(_run.WaitAsync);
        SessionState.PSVariable.Set("global:LASTEXITCODE", exitCode);
        WriteVerbose($"It ended with {exitCode}.");
        Sync();
        if (exitCode != 0)
        {
            NativeConduct.SetFailed(this); // as after a native command
        }
    });

    protected override void Dispose(bool disposing)
    {
        if (disposing && _run is { } run)
        {
            _run = null;
            Task.Run(() => run.DisposeAsync().AsTask()).Wait(TimeSpan.FromSeconds(3)); // Ctrl+C ends what runs there, and is not held up by a dead line
        }

        base.Dispose(disposing);
    }

    // It may have to be read from before it can take more.
    private bool Feed(string line)
    {
        Task<bool> fed = _run!.FeedAsync(line, StopToken);
        while (!fed.IsCompleted)
        {
            WriteWhatCame();
            Await(async cancel => await Task.WhenAny(fed, _run.Lines.WaitToReadAsync(cancel).AsTask(), Task.Delay(TimeSpan.FromMilliseconds(100), cancel)).ConfigureAwait(false));
        }

        return Await(_ => fed);
    }

    private void WriteWhatCame()
    {
        while (_run!.Lines.TryRead(out RemoteLine line))
        {
            Write(line);
        }
    }

    private void Sync()
    {
        if (!NoSync && Flush(_workspace!, new FlushOptions { Timeout = Timeout }).Error is { } error)
        {
            throw error;
        }
    }

    // A script's text is for sh, with the arguments as $1 and on; a command is one word after another.
    private string Text() => ParameterSetName == ByScript ? ScriptBlock.ToString() : "\"$@\"";

    private string[] Arguments() =>
    [
        .. ParameterSetName == ByScript ? [] : Command,
        .. (ArgumentList ?? []).Select(one => Convert.ToString((one is PSObject wrapped ? wrapped.BaseObject : one), CultureInfo.InvariantCulture) ?? ""),
    ];

    private void Write(RemoteLine line)
    {
        if (line.IsError)
        {
            RemoteErrorLine.Write(this, line.Text, _workspace!.HostName);
        }
        else
        {
            WriteObject(line.Text);
        }
    }
}
