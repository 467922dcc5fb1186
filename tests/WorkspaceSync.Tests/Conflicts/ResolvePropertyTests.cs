namespace WorkspaceSync.Tests;

/// <summary>Random work on two machines that are cut from each other, random resolutions and undos: nothing that was ever written is lost.</summary>
[Collection("nodes")]
public sealed class ResolvePropertyTests
{
    private const int Rounds = 5;
    private static readonly string[] s_paths = ["a.txt", "Makefile", ".env", "deep/er/b.py", "c.tar.gz", "d"];
    private static readonly string[] s_keeps = ["Newest", "Oldest", "Original", "Larger", "Both"];

    [Theory]
    [EveryProgram]
    public async Task Every_version_is_somewhere_and_both_sides_end_the_same(string program)
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        await using ConflictPair pair = await ConflictPair.StartAsync(program, "simple");
        HashSet<string> written = [];
        List<string> story = [$"seed {seed}"];
        for (int other = 0; other < 40; other++)
        {
            ConflictPair.Write(pair.LaptopRoot, $"others/{other}", $"{other}", isNewer: true);
        }

        pair.Flush();
        for (int round = 0; round < Rounds; round++)
        {
            await pair.DisagreeAsync(() =>
            {
                foreach (string path in s_paths)
                {
                    string file = Path.Join(pair.LaptopRoot, path);
                    string? before = File.Exists(file) ? File.ReadAllText(file) : null;
                    if (Work(pair.LaptopRoot, path, "laptop") & Work(pair.GpuRoot, path, "gpu") && before is not null)
                    {
                        written.Remove(before); // overwritten by their users on both machines: nobody can keep that
                    }
                }
            });
            await NextSecondAsync();
            SyncNode node = random.Next(2) == 0 ? pair.Laptop : pair.Gpu;
            string keep = s_keeps[random.Next(s_keeps.Length)];
            story.Add($"resolve {keep} on {node}");
            pair.Run($"$done = @(Get-SyncConflict -Node $node | Where-Object {{ $_.Original -or '{keep}' -ne 'Original' }} | Resolve-SyncConflict {keep} -Wait -PassThru)", ("node", node));
            if (random.Next(2) == 0)
            {
                story.Add("undo");
                pair.Run("$done | Undo-SyncConflict");
            }

            pair.Flush();
            await NextSecondAsync();
        }

        Assert.True(pair.Run("Compare-SyncShare nt -Node $laptop -Quiet").One<bool>(), string.Join("\n", story));
        HashSet<string> found = [.. Contents(pair.LaptopRoot), .. Contents(pair.GpuRoot), .. Contents(Path.Join(StateFolder.Path, "recovery"))];
        string[] lost = [.. written.Except(found)];
        Assert.True(lost.Length == 0, $"Lost: {string.Join(", ", lost)}\n{string.Join("\n", story)}");

        bool Work(string root, string path, string machine)
        {
            bool works = random.Next(3) > 0;
            if (works)
            {
                string text = $"{machine} {path} {Guid.NewGuid():N}{new string('.', random.Next(40))}";
                ConflictPair.Write(root, path, text, random.Next(2) == 0);
                written.Add(text);
                story.Add($"{machine} writes {path}");
            }

            return works;
        }
    }

    // Syncthing names what it archives by the second: two versions of one file that arrive in one second have one archived name,
    // and only the later is kept. That is its own, without any resolution, and not what is asked here.
    private static Task NextSecondAsync()
    {
        DateTime next = DateTime.UtcNow.AddSeconds(1.1);
        return Eventually.TrueAsync("the second is over", () => DateTime.UtcNow > next);
    }

    private static IEnumerable<string> Contents(string root) =>
        Directory.Exists(root) ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(File.ReadAllText) : [];
}
