using System.Globalization;
using System.Security.Cryptography;

namespace WorkspaceSync;

/// <summary>
/// The user's own copy, on any machine that has sh: verified here, sent over, tried there beside the old one, and renamed into
/// its place. Whatever goes wrong before that leaves things as they were.
/// </summary>
internal static class UserInstall
{
    // $1 directory, $2 size. The program comes by standard input, so that nothing is there under its name before it is whole.
    private const string Receive =
        """
        dir=$1; umask 022
        mkdir -p "$dir" || exit 4
        new=$dir/.syncthing.new
        trap 'rm -f "$new"' EXIT HUP INT TERM
        cat >"$new" || exit 5
        [ "$(($(wc -c <"$new")))" = "$2" ] || exit 6
        chmod 755 "$new" || exit 4
        said=$("$new" --version 2>&1 </dev/null | head -n 1)
        case $said in "syncthing $3 "*) ;; *) printf '%s' "$said"; exit 7 ;; esac
        if [ -e "$dir/syncthing" ]; then cp -p "$dir/syncthing" "$dir/.syncthing.keep" && mv -f "$dir/.syncthing.keep" "$dir/syncthing.old" || { rm -f "$dir/.syncthing.keep"; exit 4; }; fi
        mv -f "$new" "$dir/syncthing" || exit 4
        trap - EXIT
        printf '%s' "$said"
        """;

    private const string Swap =
        """
        cd "$1" && [ -x syncthing.old ] || exit 3
        mv -f syncthing.old .syncthing.back && { [ ! -e syncthing ] || mv -f syncthing syncthing.old; } && mv -f .syncthing.back syncthing && ./syncthing --version | head -n 1
        """;

    /// <summary>What would be done; looks only.</summary>
    public static async Task<InstallPlan> PlanAsync(ServiceTarget target, MachineSurvey survey, ReleaseStore store, InstallOptions options, CancellationToken cancel)
    {
        string platform = ReleaseName.PlatformOf(survey.Facts.OS, survey.Architecture, target.Where);
        ReleaseName release = options.Version is { } version
            ? ReleaseName.Of(platform, version)
            : await store.FindNewestAsync(platform, cancel).ConfigureAwait(false);
        SurveyedProgram? present = survey.Programs.FirstOrDefault(program => program.SourceIn(survey.Facts.HomeDirectory) == SyncthingSource.UserCopy);
        if (present is { Version: null } && !options.IsForced)
        {
            throw new SyncException(
                SyncError.InstallFailed,
                $"{present.Path} on {target.Where} is another program than Syncthing{(present.VersionLine.Length > 0 ? $" ({PrintableText.Of(present.VersionLine)})" : "")}. Nothing was changed. Move it away, or say -Force, and it is kept as {present.Path}.old.");
        }

        InstallPlan plan = new(release, present?.Path ?? $"{survey.Facts.HomeDirectory}/bin/syncthing", present?.Version);
        if (!plan.IsDone && !options.IsForced)
        {
            await GuardDatabaseAsync(target, survey, release.Version, cancel).ConfigureAwait(false);
        }

        return plan;
    }

    /// <summary>Does it.</summary>
    /// <returns>The version line that the new program says of itself there.</returns>
    public static async Task RunAsync(ServiceTarget target, InstallPlan plan, ReleaseStore store, InstallOptions options, CancellationToken cancel)
    {
        options.OnProgress(new WorkProgress("getting it", File: plan.Release.File));
        string archive = await store.GetAsync(plan.Release, cancel).ConfigureAwait(false);
        string program = Path.GetTempFileName();
        try
        {
            options.OnProgress(new WorkProgress("verifying", File: plan.Release.File));
            await CheckSumAsync(archive, options.Sha256, cancel).ConfigureAwait(false);
            string signature = await ReleaseArchive.UnpackAsync(archive, program, cancel).ConfigureAwait(false);
            using (FileStream bytes = File.OpenRead(program))
            {
                await ReleaseSignature.VerifyAsync(plan.Release.File, bytes, signature, cancel).ConfigureAwait(false);
            }

            await SendAsync(target, plan, program, options, cancel).ConfigureAwait(false);
            store.Forget(archive);
        }
        catch (SyncException e) when (e.Error is SyncError.ArchiveInvalid or SyncError.SignatureInvalid or SyncError.ChecksumMismatch)
        {
            store.Forget(archive); // a download that is bad is not gone on with
            throw;
        }
        finally
        {
            File.Delete(program);
        }
    }

    /// <summary>Puts the copy back that was there before; done twice it is as it was.</summary>
    /// <returns>The version line.</returns>
    public static async Task<string> RollBackAsync(ServiceTarget target, MachineSurvey survey, string file, bool isForced, CancellationToken cancel)
    {
        RemoteResult old = await target.Machine.RunAsync(new RemoteScript("[ ! -x \"$1.old\" ] || \"$1.old\" --version 2>/dev/null | head -n 1", file), cancel).ConfigureAwait(false);
        if (!isForced && new SurveyedProgram(file, file, old.Text, "").Version is { } version)
        {
            await GuardDatabaseAsync(target, survey, version, cancel).ConfigureAwait(false);
        }

        RemoteResult result = await target.Machine.RunAsync(new RemoteScript(Swap, Path.GetDirectoryName(file)!), cancel).ConfigureAwait(false);
        return result.ExitCode switch
        {
            0 => result.Text.Trim(),
            3 => throw new SyncException(SyncError.NothingToRollBack, $"There is no earlier copy on {target.Where}: no {file}.old. Install the version that you want: Install-Syncthing{target.Option} -Version."),
            _ => throw Failed(target, file, result.ExitCode, result.Errors),
        };
    }

    /// <summary>DowngradeRefused when a home of this user has a database that the version cannot read.</summary>
    public static async Task GuardDatabaseAsync(ServiceTarget target, MachineSurvey survey, string version, CancellationToken cancel)
    {
        if (ReleaseName.ToNumber(version).Major >= 2)
        {
            return;
        }

        const string Look = "for dir; do [ ! -d \"$dir/index-v2\" ] || echo \"$dir/index-v2\"; done";
        string home = survey.Facts.HomeDirectory;
        IEnumerable<string> homes = survey.CreateFinder(target.Where).DefaultHomes().Append($"{home}/.local/share/syncthing")
            .Concat(survey.Own.Select(process => process.Home).OfType<string>());
        RemoteResult found = await target.Machine.RunAsync(new RemoteScript(Look, [.. homes.Distinct()]), cancel).ConfigureAwait(false);
        if (found.Text.Trim() is { Length: > 0 } database)
        {
            throw new SyncException(
                SyncError.DowngradeRefused,
                $"{version} cannot read the database that Syncthing 2 has made on {target.Where} ({PrintableText.Of(database.Split('\n')[0])}): it would begin anew, and everything would be scanned and compared again. Stay with 2.x, or say -Force.");
        }
    }

    private static async Task CheckSumAsync(string archive, string? expected, CancellationToken cancel)
    {
        if (expected is null)
        {
            return;
        }

        await using FileStream file = File.OpenRead(archive);
        string sum = Convert.ToHexString(await SHA256.HashDataAsync(file, cancel).ConfigureAwait(false));
        if (!sum.Equals(expected.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            throw new SyncException(
                SyncError.ChecksumMismatch,
                $"The SHA-256 of {Path.GetFileName(archive)} is {sum.ToLowerInvariant()}, and -Sha256 says {PrintableText.Of(expected)}. Nothing was installed. Get the archive anew, or compare with sha256sum.txt.asc of the release.");
        }
    }

    private static async Task SendAsync(ServiceTarget target, InstallPlan plan, string program, InstallOptions options, CancellationToken cancel)
    {
        await using FileStream bytes = File.OpenRead(program);
        RemoteScript script = new(Receive, Path.GetDirectoryName(plan.File)!, bytes.Length.ToString(CultureInfo.InvariantCulture), plan.Release.Version);
        await using IRemoteProcess process = await target.Machine.StartAsync(script, cancel).ConfigureAwait(false);
        using StreamReader output = new(process.Output), errors = new(process.Errors);
        Task<string> said = output.ReadToEndAsync(cancel), complaints = errors.ReadToEndAsync(cancel);
        try
        {
            byte[] buffer = new byte[1 << 17];
            int read;
            while ((read = await bytes.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
            {
                await process.Input.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
                options.OnProgress(WorkProgress.Of($"sending to {target.Where}", 0, 0, bytes.Position, bytes.Length, plan.File));
            }

            await process.Input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // it ended without reading all: its exit code and words say why
        }

        int code = await process.WaitAsync(cancel).ConfigureAwait(false);
        if (code == 7)
        {
            throw new SyncException(SyncError.ArchiveInvalid, $"The new program does not run on {target.Where}, or is not {plan.Release.Version}: it says '{PrintableText.Of(await said.ConfigureAwait(false))}'. Nothing was changed there.");
        }

        if (code != 0)
        {
            throw Failed(target, plan.File, code, await complaints.ConfigureAwait(false));
        }
    }

    private static SyncException Failed(ServiceTarget target, string file, int code, string complaints)
    {
        bool isFull = complaints.Contains("No space left", StringComparison.OrdinalIgnoreCase) || complaints.Contains("quota", StringComparison.OrdinalIgnoreCase);
        return new SyncException(
            isFull ? SyncError.DiskFull : SyncError.InstallFailed,
            $"{file} could not be put on {target.Where} (exit code {code}): {PrintableText.Of(complaints.Trim())}. {(isFull ? "Free space there" : "May you write to that directory?")} What was there is as it was.");
    }
}
