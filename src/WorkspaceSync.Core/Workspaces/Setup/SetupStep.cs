namespace WorkspaceSync;

/// <summary>One step of a setup: it can say whether it is already true, and make it so. Done twice it changes nothing.</summary>
internal abstract class SetupStep
{
    /// <summary>A short name that stands for it in messages and reports.</summary>
    public abstract string Name(SetupContext context);

    /// <summary>Looks; changes nothing.</summary>
    public abstract Task<StepState> LookAsync(SetupContext context, CancellationToken cancel);

    /// <summary>Makes it true.</summary>
    public abstract Task DoAsync(SetupContext context, CancellationToken cancel);
}
