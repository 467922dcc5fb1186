namespace WorkspaceSync;

/// <summary>Makes a percentage that can be believed: of items as well as bytes, and never 100 while anything is missing.</summary>
internal static class CompletionRule
{
    /// <summary>How much of the whole is there, 0-100.</summary>
    /// <param name="items">All items of the share, deletions not counted.</param>
    /// <param name="bytes">All bytes of the share.</param>
    public static double Percent(long items, long bytes, long needItems, long needBytes, long needDeletes)
    {
        if (needItems + needDeletes == 0)
        {
            return 100;
        }

        // A deletion is an item to be dealt with: the whole is what there is and what has to go.
        double ofItems = Share(items + needDeletes, needItems + needDeletes);
        double ofBytes = Share(bytes, needBytes);
        return Math.Min(Math.Min(ofItems, ofBytes), 99.9);
    }

    private static double Share(long whole, long missing) => whole <= 0 ? 100 : 100 * Math.Clamp((double)(whole - missing) / whole, 0, 1);
}
