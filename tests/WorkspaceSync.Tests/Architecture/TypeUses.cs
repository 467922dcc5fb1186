using Mono.Cecil;
using Mono.Cecil.Cil;

namespace WorkspaceSync.Tests;

/// <summary>Which types a type uses, by what the compiler made of it: signatures, attributes and the code itself, nested types included.</summary>
internal static class TypeUses
{
    /// <summary>The full names of the types, without generic arguments' own wrapping, and each outermost one.</summary>
    public static HashSet<string> Of(TypeDefinition type)
    {
        HashSet<string> uses = [];
        Collect(type, uses);
        return uses;
    }

    /// <summary>A type's name as its file has it: without its arity, and of a nested one the outermost.</summary>
    public static string FileName(string fullName) => fullName.Split('/')[0].Split('.')[^1].Split('`')[0];

    private static void Collect(TypeDefinition type, HashSet<string> uses)
    {
        Add(type.BaseType, uses);
        AddAttributes(type, uses);
        foreach (InterfaceImplementation one in type.Interfaces)
        {
            Add(one.InterfaceType, uses);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            Add(field.FieldType, uses);
            AddAttributes(field, uses);
        }

        foreach (PropertyDefinition property in type.Properties)
        {
            AddAttributes(property, uses);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            AddMethod(method, uses);
            AddAttributes(method, uses);
            foreach (VariableDefinition local in method.Body?.Variables ?? [])
            {
                Add(local.VariableType, uses);
            }

            foreach (Instruction instruction in method.Body?.Instructions ?? [])
            {
                AddOperand(instruction.Operand, uses);
            }
        }

        foreach (TypeDefinition nested in type.NestedTypes)
        {
            Collect(nested, uses);
        }
    }

    private static void AddOperand(object? operand, HashSet<string> uses)
    {
        switch (operand)
        {
            case TypeReference type:
                Add(type, uses);
                break;
            case MethodReference method:
                Add(method.DeclaringType, uses);
                AddMethod(method, uses);
                break;
            case FieldReference field:
                Add(field.DeclaringType, uses);
                Add(field.FieldType, uses);
                break;
        }
    }

    private static void AddMethod(MethodReference method, HashSet<string> uses)
    {
        Add(method.ReturnType, uses);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            Add(parameter.ParameterType, uses);
        }

        foreach (TypeReference argument in (method as GenericInstanceMethod)?.GenericArguments ?? [])
        {
            Add(argument, uses);
        }
    }

    private static void AddAttributes(ICustomAttributeProvider provider, HashSet<string> uses)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            Add(attribute.AttributeType, uses);
            foreach (CustomAttributeArgument argument in attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument)))
            {
                Add(argument.Value as TypeReference, uses);
            }
        }
    }

    private static void Add(TypeReference? type, HashSet<string> uses)
    {
        if (type is null or GenericParameter)
        {
            return;
        }

        foreach (TypeReference argument in (type as GenericInstanceType)?.GenericArguments ?? [])
        {
            Add(argument, uses);
        }

        uses.Add(type.GetElementType().FullName);
    }
}
