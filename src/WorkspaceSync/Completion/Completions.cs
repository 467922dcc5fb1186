using System.Management.Automation;
using System.Management.Automation.Language;

namespace WorkspaceSync;

/// <summary>What all completers share: the match, the quotes, and the limit on how long a node may take.</summary>
internal static class Completions
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    /// <summary>The values that begin with what was typed, quoted where PowerShell would need it.</summary>
    public static IEnumerable<CompletionResult> Matching(string typed, IEnumerable<(string Value, string ToolTip)> values)
    {
        string start = typed.Trim('\'', '"');
        return from value in values
               where value.Value.StartsWith(start, StringComparison.OrdinalIgnoreCase)
               select new CompletionResult(Quote(value.Value), value.Value, CompletionResultType.ParameterValue, value.ToolTip);
    }

    /// <summary>What a node answers in time; nothing when it is slow or gone: a completer never hangs and never fails.</summary>
    /// <param name="bound">The parameters typed so far. A host that is not connected yet is not connected for a completion.</param>
    public static IReadOnlyList<T> Ask<T>(System.Collections.IDictionary bound, Func<SyncNode, CancellationToken, IAsyncEnumerable<T>> ask)
    {
        object? node = bound["Node"] ?? bound["HostName"] ?? bound["ComputerName"];
        return bound["Node"] is null && node is not null && Find(node) is null ? [] : InTime(cancel => CollectAsync(node, ask, cancel));
    }

    /// <summary>The same for whatever else can be asked.</summary>
    public static IReadOnlyList<T> InTime<T>(Func<CancellationToken, Task<List<T>>> ask)
    {
        using CancellationTokenSource patience = new(s_patience);
        Task<List<T>> asked = Task.Run(() => ask(patience.Token));
        try
        {
            return Task.WaitAny([asked], s_patience) == 0 ? asked.GetAwaiter().GetResult() : [];
        }
        catch (SyncException)
        {
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task<List<T>> CollectAsync<T>(
        object? node, Func<SyncNode, CancellationToken, IAsyncEnumerable<T>> ask, CancellationToken cancel)
    {
        SyncNode? named = Find(node);
        List<T> found = [];
        await foreach (T item in ask(named ?? await NodeRegistry.Current.GetLocalAsync(cancel).ConfigureAwait(false), cancel).ConfigureAwait(false))
        {
            found.Add(item);
        }

        return found;
    }

    private static SyncNode? Find(object? node) => (node is PSObject wrapped ? wrapped.BaseObject : node) switch
    {
        SyncNode given => given,
        string name => NodeRegistry.Current.Known.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    private static string Quote(string value) =>
        value.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/')
            ? value
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
