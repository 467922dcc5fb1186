using System.Globalization;

namespace WorkspaceSync;

/// <summary>The parts of a report.</summary>
internal static class ReportSections
{
    private const int MostChanges = 10;

    /// <summary>All of it in a few words, and the state whose colour they have.</summary>
    public static (string Text, string State) Verdict(ReportData data, IReadOnlyList<SyncStatus> rows)
    {
        int failed = data.Checks.Count(check => check.Status == SetupStatus.Fail);
        return data.Machines.FirstOrDefault(machine => machine.Trouble is not null) is { } lost ? ($"{lost.Name} could not be asked", "bad")
            : rows.Count == 0 ? ("no shares", "busy")
            : rows.FirstOrDefault(row => StateOf(row.Health) == "bad") is { } bad ? ($"{bad.Share}: {bad.Health}", "bad")
            : rows.FirstOrDefault(row => row.Health != SyncHealth.InSync) is { } busy ? ($"{busy.Share}: {HealthText.Of(busy)}", "busy")
            : data.Conflicts.Count > 0 ? ($"in sync, {Count(data.Conflicts.Count, "conflict")}", "busy")
            : failed > 0 ? ($"in sync, {Count(failed, "check")} failed", "busy")
            : ("in sync", "good");
    }

    public static Markup Subtitle(ReportData data) => data.Workspace is { } workspace
        ? Markup.Of($"{workspace.Path} ⇄ {workspace.HostName}:{workspace.RemotePath} · {At(data.Time)}")
        : Markup.Of($"{string.Join(" · ", data.Machines.Select(machine => machine.Name))} · {At(data.Time)}");

    public static Markup Machines(ReportData data) => Markup.Of($"<h2>Machines</h2><div class=\"grid\">{Markup.Join(data.Machines.Select(Machine))}</div>\n");

    public static Markup Shares(ReportData data, IReadOnlyList<SyncStatus> rows) => rows.Count == 0 ? Markup.Empty : Markup.Of($"""
        <h2>Shares</h2>{ReportTable.Of(
            ["Share", "Machine", "Health", "Need", "Conflicts", "Errors", "Last change"],
            rows.OrderBy(row => row.Share, StringComparer.OrdinalIgnoreCase).Select(row => (IReadOnlyList<Markup>)
            [
                ReportTable.Cell(row.Share),
                ReportTable.Cell(row.Machine),
                Markup.Of($"{ReportTable.Cell(HealthText.Of(row), StateOf(row.Health))}{(row.Reason is null ? Markup.Empty : Markup.Of($" <span class=\"dim\">{row.Reason}</span>"))}"),
                ReportTable.Cell(NeedText.Of(row)),
                ReportTable.Cell(row.Conflicts?.ToString(CultureInfo.CurrentCulture) ?? "—"),
                ReportTable.Cell(row.Errors?.ToString(CultureInfo.CurrentCulture) ?? "—"),
                ReportTable.Cell(RelativeTime.Ago(row.LastChange)),
            ]))}
        """);

    public static Markup History(ReportData data)
    {
        string[] machines = [.. data.Machines.Where(machine => machine.Trouble is null).Select(machine => machine.Name)];
        Markup completion = Markup.Join(data.Completion.GroupBy(point => point.Share).OrderBy(share => share.Key, StringComparer.OrdinalIgnoreCase).Select(share => Markup.Of(
            $"<div class=\"card\"><h3>{share.Key}: how complete</h3>{CompletionChart.Key(machines)}{CompletionChart.Of(share.Key, [.. share], machines, data.Time)}</div>")));
        SyncChange[] files = [.. data.Changes.Where(change => change.Type != "dir")];
        Markup changes = files.Length == 0
            ? Markup.Of($"<div class=\"card\"><h3>Files changed</h3><p class=\"dim\">The daemon remembers no change since it was started.</p></div>")
            : Markup.Of($"<div class=\"card\"><h3>Files changed</h3>{CompletionChart.Key([$"on {files[0].Node.Name}", "fetched from others"])}{ChangeChart.Of(files, data.Time)}</div>");
        Markup last = files.Length == 0 ? Markup.Empty : ReportTable.Of(
            ["When", "File", "What", "By"],
            files.TakeLast(MostChanges).Reverse().Select(change => (IReadOnlyList<Markup>)
                [ReportTable.Cell(ClockTime.Of(change.Time)), Markup.Of($"<code>{change.Share}/{change.Path}</code>"), ReportTable.Cell(change.Action), ReportTable.Cell(change.Machine ?? "—")]));
        return Markup.Of($"<h2>History</h2><p class=\"dim\">As far back as the daemons remember: since they were started, at most a thousand events.</p><div class=\"grid\">{completion}{changes}</div><div style=\"height:14px\"></div>{last}\n");
    }

    public static Markup Conflicts(ReportData data) => Markup.Of($"""
        <h2>Conflicts</h2>{(data.Conflicts.Count == 0 ? Markup.Of($"<div class=\"card good\">None.</div>") : ReportTable.Of(
            ["File", "Live version", "Copy", "Same"],
            data.Conflicts.Select(conflict => (IReadOnlyList<Markup>)
            [
                Markup.Of($"<code>{conflict.Share}/{conflict.Path}</code>"),
                ReportTable.Cell(ConflictText.Of(conflict.Original)),
                ReportTable.Cell(ConflictText.Of(conflict.Conflict)),
                ReportTable.Cell(ConflictText.Same(conflict)),
            ])))}
        """);

    public static Markup Link(ReportData data)
    {
        Markup devices = Markup.Join(data.Machines.SelectMany(machine => machine.Devices.Select(device => Markup.Of($"""
            <div class="card"><h3>{machine.Name} → {device.Name}</h3><dl>
            <dt>Connection</dt><dd>{(device.Connected ? ReportTable.Cell($"{device.ConnectionType} {device.ConnectionAddress}", IsRelay(device) ? "busy" : "good") : ReportTable.Cell("not connected", "bad"))}</dd>
            <dt>Since</dt><dd>{RelativeTime.Ago(device.Connected ? device.ConnectedSince : device.LastSeen)}</dd>
            <dt>Received</dt><dd>{ByteSize.Format(device.ReceivedBytes)}</dd><dt>Sent</dt><dd>{ByteSize.Format(device.SentBytes)}</dd></dl></div>
            """))));
        Markup zeroTier = data.Link is not { } link ? Markup.Empty : Markup.Of($"""
            <div class="card"><h3>ZeroTier</h3><dl><dt>Verdict</dt><dd>{ReportTable.Cell(link.Verdict.ToString(), link.Verdict <= ZeroTierVerdict.Direct ? "good" : link.Verdict == ZeroTierVerdict.Relayed ? "busy" : "bad")}</dd>
            <dt>Latency</dt><dd>{LatencyText.Of(link.Latency)}</dd><dt>Through</dt><dd>{ZeroTierText.WayOf(link)}</dd></dl>{Markup.Join(link.Advice.Select(line => Markup.Of($"<p class=\"dim\">{line}</p>")))}</div>
            """);
        return devices.Text.Length + zeroTier.Text.Length == 0 ? Markup.Empty : Markup.Of($"<h2>Link</h2><div class=\"grid\">{zeroTier}{devices}</div>\n");
    }

    public static Markup Checks(ReportData data) => data.Checks.Count == 0 ? Markup.Empty : Markup.Of($"""
        <h2>Doctor</h2><p class="dim">{CheckText.Summary(data.Checks, isMended: false)}</p>{ReportTable.Of(
            ["", "Machine", "Check", "Detail", "Fix"],
            data.Checks.OrderBy(check => check.Status is SetupStatus.Fail ? 0 : check.Status is SetupStatus.Warn ? 1 : check.Status is SetupStatus.Skip ? 2 : 3).Select(check => (IReadOnlyList<Markup>)
            [
                check.Status switch
                {
                    SetupStatus.Pass => ReportTable.Cell("✓", "good"),
                    SetupStatus.Warn => ReportTable.Cell("!", "busy"),
                    SetupStatus.Fail => ReportTable.Cell("✗", "bad"),
                    _ => ReportTable.Cell("-", "dim"),
                },
                ReportTable.Cell(check.Node),
                ReportTable.Cell(check.Component),
                ReportTable.Cell(check.Detail),
                check.Fix is null ? Markup.Empty : Markup.Of($"<code>{check.Fix}</code>"),
            ]))}
        """);

    private static Markup Machine(ReportMachine machine) => machine.Trouble is { } trouble
        ? Markup.Of($"<div class=\"card\"><h3>{machine.Name}</h3><p class=\"bad\">{trouble}</p></div>")
        : Markup.Of($"""
            <div class="card"><h3>{machine.Name}</h3><dl><dt>Syncthing</dt><dd>{machine.Node!.Version}, {machine.Node.OS}</dd><dt>Running for</dt><dd>{RelativeTime.Of(machine.Node.Uptime)}</dd>
            <dt>Device</dt><dd><code>{machine.Node.DeviceId[..7]}…</code></dd><dt>Shares</dt><dd>{machine.Shares.Count}</dd></dl></div>
            """);

    private static string StateOf(SyncHealth health) => health switch
    {
        SyncHealth.InSync => "good",
        SyncHealth.Error or SyncHealth.Stopped => "bad",
        _ => "busy",
    };

    private static bool IsRelay(SyncDevice device) => device.ConnectionType?.StartsWith("relay", StringComparison.Ordinal) == true;

    private static string Count(int count, string what) => string.Create(CultureInfo.CurrentCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string At(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
