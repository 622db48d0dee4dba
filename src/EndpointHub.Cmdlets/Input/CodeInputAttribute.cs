using System.Management.Automation;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Accepts only the codes by which a command allows what it would refuse, in any case. Another code would waive nothing, and the operator would not
/// notice before the command refuses.
/// </summary>
/// <param name="completer">The completer that offers the codes of the command.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CodeInputAttribute(Type completer) : ArgumentTransformationAttribute
{
    /// <summary>The completer that offers the codes of the command.</summary>
    public Type Completer { get; } = completer;

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var codes = ((CodeCompleter)Activator.CreateInstance(Completer)!).Codes;
        return (LanguagePrimitives.GetEnumerable(inputData)?.Cast<object?>() ?? [inputData])
            .Select(item => item?.ToString() ?? "")
            .Select(text =>
                codes.FirstOrDefault(code => string.Equals(code, text, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentTransformationMetadataException(
                    $"'{DisplayText.EscapeValue(text)}' is not the code of a refusal that this command can waive. It can waive: {codes}."
                )
            )
            .ToArray();
    }
}
