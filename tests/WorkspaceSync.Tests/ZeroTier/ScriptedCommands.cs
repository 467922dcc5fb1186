using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>Programs that give what a test says they give; any other isn't there.</summary>
internal sealed class ScriptedCommands(Func<string, CommandResult?> answer) : ICommandRunner
{
    public static ScriptedCommands None => new(_ => null);

    /// <summary>What was run: program and arguments.</summary>
    public List<string> Ran { get; } = [];

    public static CommandResult Text(string output) => new(0, Encoding.UTF8.GetBytes(output), "");

    public Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        string line = string.Join(' ', arguments.Prepend(program));
        lock (Ran)
        {
            Ran.Add(line);
        }

        return Task.FromResult(answer(line) ?? new CommandResult(CommandResult.NotFound, [], $"{program}: not found"));
    }
}
