namespace WorkspaceSync;

/// <summary>The page itself: one file, which asks no network for anything and lets nothing in it run.</summary>
internal static class ReportPage
{
    public static string Write(ReportData data)
    {
        using StreamReader style = new(typeof(ReportPage).Assembly.GetManifestResourceStream("WorkspaceSync.report.css")!);
        SyncStatus[] rows = [.. data.Machines.SelectMany(machine => machine.Shares)];
        (string verdict, string state) = ReportSections.Verdict(data, rows);
        return Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="referrer" content="no-referrer">
            <title>{data.Title}: {verdict}</title><style>
            {new Markup(style.ReadToEnd())}</style></head><body><main>
            <div class="head"><h1>{data.Title}</h1>{Markup.Of($"<span class=\"badge {state}\">{verdict}</span>")}</div>
            <p class="dim">{ReportSections.Subtitle(data)}</p>
            {ReportSections.Machines(data)}{ReportSections.Shares(data, rows)}{ReportSections.History(data)}{ReportSections.Conflicts(data)}{ReportSections.Link(data)}{ReportSections.Checks(data)}
            <p class="dim">Written by WorkspaceSync. It tells what the daemons knew; only a flush (Sync-RemoteWorkspace, Wait-SyncShare) proves that both sides are the same.</p>
            </main></body></html>

            """).Text;
    }
}
