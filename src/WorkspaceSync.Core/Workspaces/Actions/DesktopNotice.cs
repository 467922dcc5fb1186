namespace WorkspaceSync;

/// <summary>Notifications of the desktop, by the system's own program. Title and text are arguments to it, never part of a script.</summary>
internal static class DesktopNotice
{
    private const int NoProgram = 3;

    // notify-send reads the text as markup.
    private const string Script =
        """
        if command -v osascript >/dev/null 2>&1; then
            exec osascript -e 'on run argv' -e 'display notification (item 2 of argv) with title (item 1 of argv)' -e 'end run' -- "$1" "$2"
        fi
        command -v notify-send >/dev/null 2>&1 || exit 3
        [ "$1$2" ] || exit 0
        exec notify-send --app-name=WorkspaceSync -- "$1" "$(printf %s "$2" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g')"
        """;

    /// <summary>Shows a notification. ProgramNotFound where there is nothing to show it with; a desktop that is not there is no error.</summary>
    public static async Task ShowAsync(IRemoteShell machine, string title, string text, CancellationToken cancel)
    {
        RemoteResult result = await machine.RunAsync(new RemoteScript(Script, [PrintableText.Of(title), PrintableText.Of(text)]), cancel).ConfigureAwait(false);
        if (result.ExitCode == NoProgram)
        {
            throw NotThere();
        }
    }

    /// <summary>Looks whether there is something to show notifications with.</summary>
    public static async Task CheckAsync(IRemoteShell machine, CancellationToken cancel)
    {
        RemoteResult result = await machine.RunAsync(new RemoteScript("command -v osascript >/dev/null 2>&1 || command -v notify-send >/dev/null 2>&1 || exit 3", []), cancel).ConfigureAwait(false);
        if (result.ExitCode == NoProgram)
        {
            throw NotThere();
        }
    }

    private static SyncException NotThere() => new(
        SyncError.ProgramNotFound, $"{Environment.MachineName}: there is neither osascript nor notify-send, which show notifications. Install notify-send (Debian: apt-get install libnotify-bin), or leave out -Notify.");
}
