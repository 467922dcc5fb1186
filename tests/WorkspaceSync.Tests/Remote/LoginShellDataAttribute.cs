using System.Reflection;
using Xunit.Sdk;

namespace WorkspaceSync.Tests;

/// <summary>A shell that somebody may have for a login; skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class LoginShellDataAttribute : DataAttribute
{
    private readonly string _program;

    public LoginShellDataAttribute(string name)
    {
        _program = "/usr/bin/" + name;
        Skip = File.Exists(_program) ? null : $"There is no {_program} here.";
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_program]];
}
