using System.Diagnostics;
using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>What is quoted for a shell, read by real ones.</summary>
public sealed class ShellQuoteTests
{
    private static readonly string[] s_shells = ["/bin/sh", "/bin/bash", "/bin/dash", "/bin/mksh", "/bin/busybox"];

    /// <summary>Those that are here; sh and bash always are.</summary>
    public static TheoryData<string> Shells => [.. s_shells.Where(File.Exists)];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_quoted_word_is_read_as_it_was(string shell)
    {
        string[] texts = [.. RandomTexts(new Random(4711)).Take(400)];
        string script = string.Concat(texts.Select(text => $"printf '%s\\0' {ShellQuote.Quote(text)}\n"));

        Assert.Equal(texts, await RunAsync(shell, script));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_text_that_was_made_one_line_is_read_as_it_was(string shell)
    {
        string[] texts = [.. RandomTexts(new Random(815)).Take(400)];
        // read and printf %b are what the login line uses.
        string script = "while IFS= read -r s; do printf '%b.\\0' \"$s\"; done\n";
        string lines = string.Concat(texts.Select(text => ShellQuote.ToLine(text) + "\n"));

        Assert.Equal(texts.Select(text => text + "."), await RunAsync(shell, script, lines));
    }

    [Fact]
    public void What_no_shell_can_hold_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ShellQuote.Quote("a\0b"));
        Assert.Throws<ArgumentException>(() => ShellQuote.ToLine("a\0b"));
    }

    // Every byte but NUL, as far as text has it; alone, in order, and mixed with what shells mark their own things with.
    private static IEnumerable<string> RandomTexts(Random random)
    {
        yield return "";
        yield return new string([.. Enumerable.Range(1, 0x2ff).Select(code => (char)code)]);
        for (int code = 1; code < 0x180; code++)
        {
            yield return $"{(char)code}";
        }

        string[] pieces = ["'", "\"", "\\", "\n", "\r", "$", "`", "!", "*", "~", " ", "\t", "-", "%s", "%", "\\0101", "\\c", "\x81", "\x88", "\xff", "é", "🐟", "a", "$(id)", "\e[31m", "\x7f", "#", "{a,b}"];
        while (true)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
        }
    }

    private static async Task<string[]> RunAsync(string shell, string script, string input = "")
    {
        ProcessStartInfo start = new(shell, shell.EndsWith("busybox", StringComparison.Ordinal) ? ["sh", "-c", script] : ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        string read = await output.WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync();
        return read.Split('\0')[..^1];
    }
}
