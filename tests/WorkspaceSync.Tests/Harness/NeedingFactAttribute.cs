namespace WorkspaceSync.Tests;

/// <summary>A fact that is skipped, and said to be, where the machine lacks what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedingFactAttribute : FactAttribute
{
    public NeedingFactAttribute(params Need[] needs) => Skip = Needs.WhyNot(needs);
}
