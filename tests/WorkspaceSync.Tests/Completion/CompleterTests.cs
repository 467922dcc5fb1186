using System.Management.Automation;
using System.Reflection;

namespace WorkspaceSync.Tests;

/// <summary>Whatever names something that is there can be completed.</summary>
public sealed class CompleterTests
{
    // What a parameter of such a name takes, and the completer that knows it.
    private static readonly Dictionary<string, Type> s_kinds = new()
    {
        ["Share"] = typeof(ShareCompleter),
        ["Device"] = typeof(DeviceCompleter),
        ["AddDevice"] = typeof(DeviceCompleter),
        ["RemoveDevice"] = typeof(DeviceCompleter),
        ["Node"] = typeof(NodeCompleter),
        ["ReferenceNode"] = typeof(NodeCompleter),
        ["HostName"] = typeof(HostCompleter),
        ["Workspace"] = typeof(WorkspaceCompleter),
        ["Profile"] = typeof(ProfileCompleter),
        ["Peer"] = typeof(PeerCompleter),
        ["Network"] = typeof(NetworkCompleter),
        ["NetworkId"] = typeof(NetworkCompleter),
    };

    // Here the name is of something that is not there yet, or is no name at all.
    private static readonly HashSet<string> s_others =
    [
        "New-RemoteWorkspace -Share", // tables
        "New-RemoteWorkspace -Name",
        "Connect-ZeroTierNetwork -Network", // one that was not joined
    ];

    public static TheoryData<string> Parameters =>
    [
        .. from cmdlet in typeof(WorkspaceCmdlet).Assembly.GetExportedTypes()
           let attribute = cmdlet.GetCustomAttribute<CmdletAttribute>()
           where attribute is not null
           from property in cmdlet.GetProperties()
           where property.GetCustomAttributes<ParameterAttribute>().Any() && KindOf(attribute, property) is not null
           select $"{attribute.VerbName}-{attribute.NounName} -{property.Name}",
    ];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void ANameCanBeCompleted(string parameter)
    {
        string[] parts = parameter.Split(" -");
        Type cmdlet = typeof(WorkspaceCmdlet).Assembly.GetExportedTypes().Single(type => type.GetCustomAttribute<CmdletAttribute>() is { } one && $"{one.VerbName}-{one.NounName}" == parts[0]);
        PropertyInfo property = cmdlet.GetProperty(parts[1])!;
        Type expected = KindOf(cmdlet.GetCustomAttribute<CmdletAttribute>()!, property)!;
        Assert.True(property.GetCustomAttributes<ArgumentCompleterAttribute>().Any(one => one.Type == expected), $"{parameter} has no {expected.Name}.");
    }

    [Fact]
    public void EveryCompleterIsUsedAndSaysWhatItOffers()
    {
        Type[] completers = [.. typeof(WorkspaceCmdlet).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IArgumentCompleter)) && !type.IsAbstract)];
        HashSet<Type?> used =
        [
            .. from cmdlet in typeof(WorkspaceCmdlet).Assembly.GetExportedTypes()
               from property in cmdlet.GetProperties()
               from completer in property.GetCustomAttributes<ArgumentCompleterAttribute>()
               select completer.Type,
        ];
        Assert.All(completers, completer => Assert.Contains(completer, used));
    }

    private static Type? KindOf(CmdletAttribute cmdlet, PropertyInfo property)
    {
        string parameter = $"{cmdlet.VerbName}-{cmdlet.NounName} -{property.Name}";
        return property.PropertyType == typeof(SwitchParameter) || property.PropertyType == typeof(RemoteWorkspace) || s_others.Contains(parameter) ? null
            : parameter is "Approve-SyncShare -Share" or "Approve-SyncDevice -Device" ? typeof(PendingCompleter)
            : property.Name == "Name" && cmdlet.NounName == "RemoteWorkspace" ? typeof(WorkspaceCompleter)
            : property.Name == "Name" && cmdlet.NounName == "SyncProfile" ? typeof(ProfileCompleter)
            : property.Name == "Name" && cmdlet.NounName == "SyncAction" && cmdlet.VerbName != "Register" ? typeof(ActionCompleter)
            : property.Name == "Type" && cmdlet.NounName == "SyncEvent" ? typeof(EventTypeCompleter)
            : s_kinds.GetValueOrDefault(property.Name);
    }
}
