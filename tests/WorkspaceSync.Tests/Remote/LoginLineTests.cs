using System.Diagnostics;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>The one line that a login shell sees, given to login shells of every family.</summary>
public sealed class LoginLineTests
{
    private static readonly string[] s_names = ["sh", "bash", "dash", "zsh", "fish", "tcsh", "mksh", "ksh"];

    public static TheoryData<string> Shells => [.. s_names.Select(name => $"/usr/bin/{name}").Where(File.Exists)];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_script_comes_through_it_with_its_arguments_and_its_input(string shell)
    {
        string awkward = "it's !! $HOME `id` \"x\" \\n *\n%s ü 🐟 \x81";
        RemoteScript script = new("printf '<%s>' \"$@\"; cat; exit 3", awkward, "");
        string fence = RemoteFence.Create();
        ProcessStartInfo start = new(shell, ["-c", RemoteCommand.LoginLine])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(RemoteCommand.Start(script, fence) + "what is read");
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync();

        // The login shell has become our sh: the number it tells is the one that sshd would have made the group of.
        Assert.Equal($"\n{fence} {process.Id}\n<{awkward}><>what is read", output);
        Assert.Equal(3, process.ExitCode);
    }
}
