using System.Globalization;

namespace WorkspaceSync;

/// <summary>Composes what the live view shows, from what is known of the machines.</summary>
/// <param name="Title">The workspace, or what else is watched.</param>
/// <param name="Selected">The row that keys act on: of all rows, machine after machine.</param>
/// <param name="Conflicts">The conflict list, when it is open.</param>
/// <param name="Notices">What was said last, the newest first.</param>
internal sealed record WatchPage(string Title, IReadOnlyList<WatchMachine> Machines, int Selected, IReadOnlyList<SyncConflict>? Conflicts, IReadOnlyList<string> Notices)
{
    private const int MostFiles = 6;
    private const int MostChanges = 8;
    private const string Keys = "↑↓ choose   p pause/resume   r rescan   c conflicts   q quit";

    private static readonly LiveColumn[] s_shares =
        [new("Share"), new("Health"), new("Need"), new("Rate", true), new("ETA", true), new("Conflicts", true), new("Errors", true), new("Last change", true)];

    /// <summary>The page.</summary>
    public LivePage Compose()
    {
        List<LivePanel> sides = [];
        int first = 0;
        foreach (WatchMachine machine in Machines)
        {
            sides.Add(Side(machine, Selected - first));
            first += machine.Shares.Count;
        }

        return new(TitleCell(), sides, [.. Changes(), .. ConflictList(), .. Notes()], Keys);
    }

    private LiveCell TitleCell()
    {
        int conflicts = Machines.SelectMany(machine => machine.Shares).GroupBy(share => share.Status.Share).Sum(share => share.Max(one => one.Status.Conflicts ?? 0));
        bool isWell = Machines.All(machine => machine.Trouble is null && machine.Shares.All(share => share.Status.Health == SyncHealth.InSync));
        string note = conflicts > 0 ? string.Create(CultureInfo.CurrentCulture, $"   {conflicts} conflict {(conflicts == 1 ? "copy" : "copies")}") : "";
        return new($"{Title}   {string.Join(" ⇄ ", Machines.Select(machine => machine.Node.Name))}{note}", isWell && conflicts == 0 ? LiveTone.Good : LiveTone.Plain);
    }

    private static LivePanel Side(WatchMachine machine, int selected)
    {
        List<LiveCell> lines = [];
        if (machine.Trouble is not null)
        {
            lines.Add(new("out of reach: what is shown is old", LiveTone.Bad));
        }

        lines.AddRange(machine.Links.Select(LinkLine));
        LiveTable shares = new(s_shares, [.. machine.Shares.Select(ShareRow)], selected >= 0 && selected < machine.Shares.Count ? selected : null);
        LiveTable files = new([new("", false), new("")], [.. machine.Files.Take(MostFiles).Select(FileRow)]);
        if (machine.Files.Count > MostFiles)
        {
            files = files with { Rows = [.. files.Rows, [new(string.Create(CultureInfo.CurrentCulture, $"and {machine.Files.Count - MostFiles} more"), LiveTone.Faint), new("")]] };
        }

        return new($" {machine.Node.Name}  {machine.Node.Version} ", lines, [shares, files]);
    }

    private static LiveCell LinkLine(WatchLink link) => link switch
    {
        { Paused: true } => new($"⇄ {link.Device}: paused here", LiveTone.Busy),
        { Connected: false } => new($"⇄ {link.Device}: not connected", LiveTone.Bad),
        _ => new($"⇄ {link.Device}: {link.Path ?? link.Type}  {link.Address}", link.Path?.Contains("relayed", StringComparison.Ordinal) == true || link.Type?.StartsWith("relay", StringComparison.Ordinal) == true ? LiveTone.Busy : LiveTone.Faint),
    };

    private static LiveCell[] ShareRow(WatchShare share)
    {
        SyncStatus status = share.Status;
        return
        [
            new(status.Share.Length > 0 ? status.Share : "—"),
            new(HealthText.Of(status), ToneOf(status.Health)),
            new(NeedText.Of(status)),
            new(share.Rate is >= 1 ? $"{ByteSize.Format((long)share.Rate.Value)}/s" : "—"),
            new(RelativeTime.Of(share.Remaining)),
            Count(status.Conflicts, LiveTone.Busy),
            Count(status.Errors, LiveTone.Bad),
            new(RelativeTime.Ago(status.LastChange), LiveTone.Faint),
        ];
    }

    private static LiveCell Count(int? number, LiveTone tone) => new(number?.ToString(CultureInfo.CurrentCulture) ?? "—", number > 0 ? tone : LiveTone.Plain);

    private static LiveTone ToneOf(SyncHealth health) => health switch
    {
        SyncHealth.InSync => LiveTone.Good,
        SyncHealth.Error or SyncHealth.Stopped => LiveTone.Bad,
        _ => LiveTone.Busy,
    };

    private static LiveCell[] FileRow(WatchFile file) =>
    [
        new(PrintableText.Of(file.Path)),
        file.Total is > 0 and { } total
            ? new($"{ByteSize.Format(file.Done)} of {ByteSize.Format(total)}", Fraction: (double)file.Done / total)
            : new("…", LiveTone.Faint),
    ];

    private IEnumerable<LivePanel> Changes()
    {
        // A change comes from the machine where it was made, and again from those that took it over.
        SyncEvent[] changes = [.. Machines.SelectMany(machine => machine.Changes).OrderByDescending(change => change.Time)
            .DistinctBy(change => (change.Share, change.Path, change.Data.GetValueOrDefault("action"))).Take(MostChanges)];
        if (changes.Length > 0)
        {
            yield return new(" last changes ", [], [new(
                [new("File"), new("What"), new("By"), new("When", true)],
                [.. changes.Select(change => (IReadOnlyList<LiveCell>)
                [
                    new(PrintableText.Of($"{change.Share}/{change.Path}")), new(EventText.Of(change)), new(change.Device ?? "?"), new(RelativeTime.Ago(change.Time), LiveTone.Faint),
                ])])]);
        }
    }

    private IEnumerable<LivePanel> ConflictList()
    {
        if (Conflicts is { } conflicts)
        {
            yield return new(
                " conflicts (Resolve-SyncConflict) ",
                conflicts.Count == 0 ? [new("none")] : [],
                [new([new("File"), new("Live version"), new("Copy")], [.. conflicts.Select(conflict => (IReadOnlyList<LiveCell>)
                    [new(PrintableText.Of(conflict.Path)), new(ConflictText.Of(conflict.Original)), new(ConflictText.Of(conflict.Conflict))])])]);
        }
    }

    private IEnumerable<LivePanel> Notes()
    {
        if (Notices.Count > 0)
        {
            yield return new(" said ", [.. Notices.Select(notice => new LiveCell(PrintableText.Of(notice), LiveTone.Busy))], []);
        }
    }
}
