using System.Globalization;
using System.Management.Automation.Host;

namespace WorkspaceSync.Tools;

/// <summary>What the engine asks of the program that it runs in.</summary>
internal sealed class ShellHost : PSHost
{
    public ShellConsole Console { get; } = new();

    /// <summary>What "exit" said; null until then.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "WorkspaceSync.Shell";

    public override PSHostUserInterface UI => Console;

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("There is no nested prompt here.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("There is no nested prompt here.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
