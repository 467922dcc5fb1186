using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace WorkspaceSync.Tools;

/// <summary>What the engine knows about a parameter, in the parameter sets where it is the same.</summary>
internal sealed record ParameterFacts(
    string Name, Type Type, string Sets, string Aliases, bool IsRequired, string Position, string DefaultValue, string Pipeline, bool TakesWildcards)
{
    private static readonly Dictionary<Type, string> s_words = new()
    {
        [typeof(string)] = "String", [typeof(SwitchParameter)] = "SwitchParameter", [typeof(object)] = "Object",
    };

    public bool IsSwitch => Type == typeof(SwitchParameter);

    /// <summary>The type without its namespace.</summary>
    public string TypeName => NameOf(Type);

    /// <summary>The values of an enumeration; empty for other types.</summary>
    public IReadOnlyList<string> Values
    {
        get
        {
            Type plain = Type.IsArray ? Type.GetElementType()! : Type;
            plain = Nullable.GetUnderlyingType(plain) ?? plain;
            return plain.IsEnum ? Enum.GetNames(plain) : [];
        }
    }

    /// <summary>The parameters of a cmdlet in the pages' order; more than one entry for one that differs between sets.</summary>
    public static IReadOnlyList<ParameterFacts> Of(CmdletInfo cmdlet) =>
    [
        .. Described(cmdlet).SelectMany(parameter => cmdlet.ParameterSets
            .Select(set => (Set: set, Parameter: set.Parameters.FirstOrDefault(candidate => candidate.Name == parameter.Name)))
            .Where(pair => pair.Parameter is not null)
            .GroupBy(pair => (pair.Parameter!.IsMandatory, pair.Parameter.Position, PipelineOf(pair.Parameter)))
            .Select(group => new ParameterFacts(
                parameter.Name,
                parameter.ParameterType,
                group.Count() == cmdlet.ParameterSets.Count ? "(All)" : string.Join(", ", group.Select(pair => pair.Set.Name)),
                string.Join(", ", parameter.Aliases),
                group.Key.IsMandatory,
                group.Key.Position < 0 ? "Named" : group.Key.Position.ToString(CultureInfo.InvariantCulture),
                group.Key.IsMandatory ? "None" : DefaultOf(cmdlet, parameter),
                group.Key.Item3,
                parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any()))),
    ];

    /// <summary>The parameters that a page describes: all but the common ones, with -Confirm and -WhatIf at the end.</summary>
    public static IEnumerable<ParameterMetadata> Described(CmdletInfo cmdlet) => cmdlet.Parameters.Values
        .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
        .OrderBy(parameter => Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
        .ThenBy(parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>A type's name as people write it.</summary>
    public static string NameOf(Type type) =>
        type.IsArray ? NameOf(type.GetElementType()!) + "[]"
        : Nullable.GetUnderlyingType(type) is { } plain ? NameOf(plain)
        : s_words.TryGetValue(type, out string? word) ? word
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}[{string.Join(", ", type.GetGenericArguments().Select(NameOf))}]"
        : type.Name;

    private static string PipelineOf(CommandParameterInfo parameter) => (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static string DefaultOf(CmdletInfo cmdlet, ParameterMetadata parameter)
    {
        if (parameter.Attributes.OfType<PSDefaultValueAttribute>().FirstOrDefault() is { } given)
        {
            return given.Help ?? ValueText(given.Value);
        }

        if (Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
        {
            return "False";
        }

        object instance = Activator.CreateInstance(cmdlet.ImplementingType)!;
        using (instance as IDisposable)
        {
            return ValueText(cmdlet.ImplementingType.GetProperty(parameter.Name, BindingFlags.Public | BindingFlags.Instance)?.GetValue(instance));
        }
    }

    private static string ValueText(object? value) => value switch
    {
        null or "" => "None",
        string text => text,
        SwitchParameter flag => flag.IsPresent.ToString(),
        IEnumerable values => string.Join(", ", values.Cast<object>()) is { Length: > 0 } all ? all : "None",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "None",
    };
}
