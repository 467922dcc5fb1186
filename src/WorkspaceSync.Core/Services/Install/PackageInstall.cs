namespace WorkspaceSync;

/// <summary>Installs by the system's own package manager: Homebrew, apt, dnf, zypper, pacman.</summary>
internal static class PackageInstall
{
    // Each by its own noninteractive form. Root needs no sudo; who may not use it without a password is told so by sudo itself.
    private const string Script = SurveyScript.SearchPath +
        """
        as() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
        if [ "$(uname -s)" = Darwin ]; then
          command -v brew >/dev/null || { echo 'there is no Homebrew (https://brew.sh)' >&2; exit 3; }
          if brew list --versions syncthing >/dev/null 2>&1; then brew upgrade syncthing; else brew install syncthing; fi
        elif command -v apt-get >/dev/null; then as env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends syncthing
        elif command -v dnf >/dev/null; then as dnf install -y syncthing
        elif command -v zypper >/dev/null; then as zypper --non-interactive install syncthing
        elif command -v pacman >/dev/null; then as pacman -S --noconfirm --needed syncthing
        else echo 'no package manager that is known here' >&2; exit 3; fi
        """;

    /// <summary>The newest that the package manager has.</summary>
    public static async Task RunAsync(ServiceTarget target, CancellationToken cancel)
    {
        RemoteResult result = await target.Machine.RunAsync(new RemoteScript(Script), cancel).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new SyncException(
                SyncError.InstallFailed,
                $"The package manager of {target.Where} did not install Syncthing (exit code {result.ExitCode}):{StartFailure.Tail(result.Errors)}\nRun it there by hand, or install a copy of the user's own, for which nobody has to be root: Install-Syncthing{target.Option} -Scope User.");
        }
    }
}
