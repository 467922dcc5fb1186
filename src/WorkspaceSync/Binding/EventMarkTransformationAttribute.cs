using System.Globalization;
using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Lets -Since take an event, the id of one, a time, or how long ago.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EventMarkTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        SyncEventMark mark => mark,
        SyncEvent last => SyncEventMark.After(last),
        int or long => SyncEventMark.After(Convert.ToInt64(inputData, CultureInfo.InvariantCulture)),
        DateTimeOffset time => SyncEventMark.From(time),
        DateTime time => SyncEventMark.From(time),
        TimeSpan ago => SyncEventMark.From(DateTimeOffset.Now - ago.Duration()),
        string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id) => SyncEventMark.After(id),
        string text when DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time) => SyncEventMark.From(time),
        _ => throw new ArgumentTransformationMetadataException($"'{inputData}' is no place among events. Give an event, its id, a time such as 14:30, or a TimeSpan for how long ago."),
    };
}
