using System.ComponentModel;
using System.Diagnostics;

namespace WorkspaceSync;

/// <summary>Runs programs on this machine.</summary>
internal sealed class LocalCommandRunner : ICommandRunner
{
    // ip, arp and ndp are where an ordinary user's PATH does not always look.
    private static readonly string[] s_folders = ["", "/usr/sbin/", "/sbin/"];

    public async Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        foreach (string folder in s_folders)
        {
            if (Start(folder + program, arguments) is { } process)
            {
                using (process)
                {
                    return await CollectAsync(process, cancel).ConfigureAwait(false);
                }
            }
        }

        return new CommandResult(CommandResult.NotFound, [], $"{program}: not found");
    }

    private static Process? Start(string program, IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = "C"; // messages are looked at
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null; // not there, or not for this user
        }
    }

    private static async Task<CommandResult> CollectAsync(Process process, CancellationToken cancel)
    {
        try
        {
            process.StandardInput.Close();
            using MemoryStream output = new();
            Task<string> errors = process.StandardError.ReadToEndAsync(cancel);
            await process.StandardOutput.BaseStream.CopyToAsync(output, cancel).ConfigureAwait(false);
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            return new CommandResult(process.ExitCode, output.ToArray(), await errors.ConfigureAwait(false));
        }
        catch
        {
            process.Kill(entireProcessTree: true); // cancelled: nothing is left behind
            throw;
        }
    }
}
