using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire;

namespace EndpointHub.Sandbox.Http;

/// <summary>Dispatches a request to its handler and writes the response or the error.</summary>
/// <param name="limits">Null: no request is throttled.</param>
internal sealed class Dispatcher(World world, Faults faults, Limits? limits)
{
    public AwsResponse Answer(AwsRequest request, RequestLogEntry entry)
    {
        var service = OperationTable.ServiceOf(request);
        entry.Service = service.Name;
        try
        {
            var caller = Caller.From(request);
            (entry.Account, entry.Region) = (caller.Account, caller.Region);
            if (!OperationTable.Serves(caller.Service))
            {
                entry.Service = caller.Service;
                return UnknownService.Refuse(request, entry);
            }

            var http = new WireHttpRequest(request.Method, request.Path, request.Query, request.Body) { Target = request.Header(AwsRequest.Target) };
            var call = service.Open(http);
            entry.Action = call.Action;
            entry.Parameters = [.. call.Request.Fields().Where(p => p.Key is not ("Action" or "Version"))];
            var operation = OperationTable.Find(call.Operation) ?? throw WireFormatException.NoSuchOperation(call.Action);
            entry.IsMutating = operation.IsMutating;
            limits?.Take(caller, service.Name, call.Action, entry.Parameters);
            var parsed = call.Operation!.Parse(call.Request);
            if (parsed.UnknownParameters is [var unknown, ..])
                throw WireFormatException.NoSuchParameter(unknown);
            operation.RefuseUnsupported(parsed.Message);
            if (!Services.Regions.Exists(caller.Region))
                throw new AwsException("AuthFailure", $"The Region {caller.Region} is not available in this sandbox.", 401);
            var fault = faults.For(entry);
            fault?.ThrowBefore();
            if (operation.IsDryRun(parsed.Message))
                throw new AwsException("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", world.Options.Rules.DryRunStatus);
            var response = Carried(operation, new Call(world, caller.Account, caller.Region), parsed.Message, entry);
            var written = service.Success(call.Operation, response, entry.RequestId);
            entry.Status = written.Status;
            return new(written.Status, written.ContentType, written.Headers, written.Body) { IsDropped = fault?.DropsAnswer == true };
        }
        catch (AwsException error)
        {
            return Refused(service, entry, error.Code, error.Message, error.Messages, error.Status);
        }
        catch (WireFormatException error)
        {
            return Refused(service, entry, service.CodeOf(error.Fault), error.Message, [], status: null);
        }
    }

    /// <summary>The response to a change that was undone because the state file could not be written.</summary>
    public static AwsResponse NotStored(AwsRequest request, RequestLogEntry entry, string reason)
    {
        entry.IsExecuted = false;
        (entry.Status, entry.Error) = (503, "ServiceUnavailable");
        return ErrorResponse.Of(request, entry.Error, $"Nothing was changed: {reason}", entry.RequestId, entry.Status);
    }

    /// <summary>Carries the operation out. A repeated ClientToken returns the first call's resource in its present state instead.</summary>
    private IWireResponse Carried(Operation operation, Call call, object request, RequestLogEntry entry)
    {
        if (operation.ClientToken(request) is not { Length: > 0 } token)
        {
            entry.IsExecuted = true;
            return operation.Invoke(call, request);
        }

        var tokens = world.Network(call.Account, call.Region).Tokens;
        var parameters = string.Join(
            '&',
            entry.Parameters.Where(p => p.Key != "ClientToken").Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal)
        );
        if (tokens.TryGetValue((operation.Model.Name, token), out var first))
        {
            return first.Parameters == parameters ? first.Answer : throw WireFormatException.TokenOfAnother();
        }

        entry.IsExecuted = true;
        var answer = operation.Invoke(call, request);
        tokens.Add((operation.Model.Name, token), (parameters, answer));
        return answer;
    }

    private AwsResponse Refused(WireService service, RequestLogEntry entry, string code, string message, IReadOnlyList<string> messages, int? status)
    {
        var written =
            world.Options.Rules.ChangeBatchHasItsOwnEnvelope && messages.Count > 0 && service is RestXmlWireService rest
                ? rest.InvalidChangeBatch(messages, entry.RequestId)
                : service.Error(code, message, entry.RequestId, status);
        (entry.Status, entry.Error) = (written.Status, code);
        return new(written.Status, written.ContentType, written.Headers, written.Body);
    }
}
