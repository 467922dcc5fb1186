using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>What the checks of one machine have found out, each for those after it; and their rows.</summary>
internal sealed class DoctorFacts(string? hostName)
{
    private readonly List<SetupCheck> _rows = [];

    public IReadOnlyList<SetupCheck> Rows => _rows;

    public string? HostName => hostName;

    /// <summary>What the machine is called.</summary>
    public string Machine { get; } = hostName ?? Environment.MachineName;

    /// <summary>A command's option that means this machine.</summary>
    public string Option => hostName is null ? "" : $" -HostName {hostName}";

    public IRemoteShell Shell { get; set; } = LocalShell.Instance;

    public MachineSurvey? Survey { get; set; }

    /// <summary>The daemon, once it answers.</summary>
    public SyncNode? Node { get; set; }

    public IReadOnlyList<JObject> Folders { get; set; } = [];

    /// <summary>The devices besides its own.</summary>
    public IReadOnlyList<JObject> Devices { get; set; } = [];

    public JObject Options { get; set; } = [];

    public JObject Gui { get; set; } = [];

    /// <summary>What sh tells of disks, files and limits; null until it was asked.</summary>
    public MachineHealth? Health { get; set; }

    public ServiceTarget Target => new(Shell, hostName);

    public void Pass(string component, string detail) => Add(component, SetupStatus.Pass, detail, null, null);

    public void Warn(string component, string detail, string? fix, Func<CancellationToken, Task>? mend = null) => Add(component, SetupStatus.Warn, detail, fix, mend);

    public void Fail(string component, string detail, string? fix, Func<CancellationToken, Task>? mend = null) => Add(component, SetupStatus.Fail, detail, fix, mend);

    public void Skip(string component, string awaited) => Add(component, SetupStatus.Skip, $"(waits for: {awaited})", null, null);

    /// <summary>The path of a folder, with <c>~</c> as the daemon means it.</summary>
    public string PathOf(JObject folder)
    {
        string path = (string?)folder["path"] ?? "";
        return path == "~" ? Node!.HomeDirectory : path.StartsWith("~/", StringComparison.Ordinal) ? $"{Node!.HomeDirectory.TrimEnd('/')}/{path[2..]}" : path;
    }

    private void Add(string component, SetupStatus status, string detail, string? fix, Func<CancellationToken, Task>? mend) => _rows.Add(new SetupCheck
    {
        Component = component,
        Node = Machine,
        HostName = hostName,
        Status = status,
        Detail = PrintableText.Of(detail),
        Fix = fix,
        Mend = mend,
    });
}
