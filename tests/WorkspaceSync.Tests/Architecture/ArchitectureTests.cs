using Mono.Cecil;

namespace WorkspaceSync.Tests;

/// <summary>The rooms of DESIGN §3: what may be used from where.</summary>
public class ArchitectureTests
{
    private const string Core = "WorkspaceSync.Core";

    // What each room of Core may use, besides itself and the errors. Sandbox stands above all: it plays every part.
    private static readonly Dictionary<string, string[]> s_below = new()
    {
        [""] = [],
        ["Syncthing"] = [],
        ["Remote"] = [],
        ["ZeroTier"] = ["Remote"],
        ["Nodes"] = ["Syncthing", "Remote"],
        ["Shares"] = ["Nodes", "Syncthing", "Remote"],
        ["Services"] = ["Nodes", "Syncthing", "Remote"],
        ["Workspaces"] = ["Shares", "Services", "Nodes", "Syncthing", "Remote", "ZeroTier"],
        ["Live"] = ["Workspaces", "Shares", "Services", "Nodes", "Syncthing", "Remote", "ZeroTier"],
        ["Sandbox"] = ["Workspaces", "Shares", "Services", "Nodes", "Syncthing", "Remote"],
    };

    public static TheoryData<string> CoreRooms => [.. Directory.GetDirectories(Path.Join(SourceTree.Root, "src", Core)).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj"))];

    [Theory]
    [MemberData(nameof(CoreRooms))]
    public void ARoomUsesOnlyThoseBelowIt(string room)
    {
        Assert.True(s_below.ContainsKey(room), $"DESIGN §3 has no room {room} in Core.");
        HashSet<string> allowed = [room, "", .. s_below[room]];
        Dictionary<string, string> rooms = SourceTree.Rooms(Core);
        string[] wrong =
        [
            .. from type in Types(Core)
               where RoomOf(type.FullName, rooms) == room
               from used in TypeUses.Of(type)
               let usedRoom = RoomOf(used, rooms)
               where usedRoom is not null && !allowed.Contains(usedRoom)
               select $"{TypeUses.FileName(type.FullName)} uses {usedRoom}/{TypeUses.FileName(used)}",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Distinct()));
    }

    [Fact]
    public void NothingOfTheModuleUsesCommands()
    {
        Dictionary<string, string> rooms = SourceTree.Rooms("WorkspaceSync");
        string[] wrong =
        [
            .. from type in Types("WorkspaceSync")
               where RoomOf(type.FullName, rooms) is not (null or "Commands")
               from used in TypeUses.Of(type)
               where RoomOf(used, rooms) == "Commands"
               select $"{TypeUses.FileName(type.FullName)} uses {TypeUses.FileName(used)}",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Distinct()));
    }

    [Fact]
    public void TheSshProjectKnowsOnlyWhatRemoteDeclares()
    {
        Dictionary<string, string> rooms = SourceTree.Rooms(Core);
        string[] wrong =
        [
            .. from type in Types("WorkspaceSync.Ssh")
               from used in TypeUses.Of(type)
               where RoomOf(used, rooms) is not (null or "" or "Remote")
               select $"{TypeUses.FileName(type.FullName)} uses {TypeUses.FileName(used)}",
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Distinct()));
    }

    [Theory]
    [InlineData(Core, "System.Management.Automation")]
    [InlineData(Core, "Renci.SshNet")]
    [InlineData(Core, "WorkspaceSync")]
    [InlineData("WorkspaceSync", "Renci.SshNet")]
    [InlineData("WorkspaceSync.Ssh", "System.Management.Automation")]
    [InlineData(Core, "Spectre.Console")]
    [InlineData("WorkspaceSync", "Spectre.Console")]
    public void AnAssemblyDoesNotKnow(string assembly, string other)
    {
        using ModuleDefinition module = Read(assembly);
        Assert.DoesNotContain(other, module.AssemblyReferences.Select(reference => reference.Name));
    }

    [Theory]
    [InlineData(Core)]
    [InlineData("WorkspaceSync")]
    [InlineData("WorkspaceSync.Ssh")]
    public void AFileHasOnePublicTypeOfItsOwnName(string project) => Assert.All(SourceTree.Files(project), file =>
    {
        string[] shown = [.. SourceTree.Types(file).Where(type => type.IsPublic).Select(type => type.Name)];
        Assert.True(shown.Length == 0 || shown.SequenceEqual([Path.GetFileNameWithoutExtension(file)]), string.Join(", ", shown));
    });

    [Theory]
    [InlineData(Core)]
    [InlineData("WorkspaceSync")]
    [InlineData("WorkspaceSync.Ssh")]
    public void AFileIsShort(string project) => Assert.All(SourceTree.Files(project), file => Assert.InRange(File.ReadLines(file).Count(), 1, 250));

    private static string? RoomOf(string fullName, Dictionary<string, string> rooms) =>
        fullName.StartsWith("WorkspaceSync.", StringComparison.Ordinal) ? rooms.GetValueOrDefault(TypeUses.FileName(fullName)) : null;

    private static TypeDefinition[] Types(string assembly) => [.. Read(assembly).Types];

    // Beside the tests, as the build made it.
    private static ModuleDefinition Read(string assembly) =>
        ModuleDefinition.ReadModule(Path.Join(AppContext.BaseDirectory, assembly + ".dll"), new ReaderParameters { InMemory = true });
}
