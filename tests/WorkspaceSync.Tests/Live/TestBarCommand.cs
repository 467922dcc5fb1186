using System.Management.Automation;

namespace WorkspaceSync.Tests;

/// <summary>Work that a test lets go on and end, shown as that of every cmdlet.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Bar")]
public sealed class TestBarCommand : WorkspaceCmdlet
{
    /// <summary>What the work is: its steps, and how far each has come.</summary>
    internal static Func<WorkProgress> Look { get; set; } = () => new WorkProgress("");

    /// <summary>Ends it.</summary>
    internal static TaskCompletionSource Done { get; set; } = new();

    /// <summary>Whether it is many pieces, each of which is done at once.</summary>
    [Parameter]
    public SwitchParameter Brief { get; set; }

    protected override void ProcessRecord()
    {
        using ProgressTicker ticker = new(this, 1, "Working", () => Look());
        do
        {
            ticker.Await(_ => Brief ? Task.CompletedTask : Done.Task);
        }
        while (!Done.Task.IsCompleted);
    }
}
