using System.Net;
using System.Net.Sockets;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Introspection;
using EndpointHub.Sandbox.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EndpointHub.Sandbox.Hosting;

/// <summary>Serves the sandbox on a port of the loopback interface, which is not reachable from other machines.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    /// <summary>The largest request body in bytes: more than any request of these APIs needs.</summary>
    private const int LargestBody = 1 << 20;

    private readonly WebApplication _application;

    private SandboxHost(WebApplication application, AwsSandbox sandbox, string url) => (_application, Sandbox, Url) = (application, sandbox, url);

    public AwsSandbox Sandbox { get; }

    /// <summary>The base URL, for example <c>http://127.0.0.1:49152</c>.</summary>
    public string Url { get; }

    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <exception cref="IOException">The state file cannot be used, or the port is in use.</exception>
    public static Task<SandboxHost> StartAsync(SandboxOptions? options = null, int port = 0, CancellationToken cancellationToken = default) =>
        ServeAsync(new AwsSandbox(options), port, cancellationToken);

    /// <summary>Serves a sandbox that exists, and disposes it at the end or when it cannot be served.</summary>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <exception cref="IOException">The port cannot be used.</exception>
    public static async Task<SandboxHost> ServeAsync(AwsSandbox sandbox, int port = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        var application = Application(sandbox, port);
        try
        {
            await application.StartAsync(cancellationToken);
            var url = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new(application, sandbox, url);
        }
        catch (Exception error)
        {
            await application.DisposeAsync();
            sandbox.Dispose();
            if ((error.InnerException ?? error) is not (AddressInUseException or SocketException))
                throw;
            var reason = error.InnerException is AddressInUseException ? "is in use by another process" : $"cannot be used: {error.Message}";
            throw new IOException($"Port {port} of 127.0.0.1 {reason}.", error);
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _application.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Sandbox.Dispose();
    }

    private static WebApplication Application(AwsSandbox sandbox, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        var application = builder.Build();
        application.Run(context => AnswerAsync(sandbox, context));
        return application;
    }

    private static async Task AnswerAsync(AwsSandbox sandbox, HttpContext context)
    {
        var response = await ResponseAsync(sandbox, context);
        if (response.IsDropped)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        context.Response.ContentLength = response.Body.Length;
        if (!sandbox.Options.Throttles)
            context.Response.Headers["x-sandbox-limits"] = "none";
        foreach (var (name, value) in response.Headers)
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    private static async Task<AwsResponse> ResponseAsync(AwsSandbox sandbox, HttpContext context)
    {
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);

        // The raw target is used because the server decodes the path, and the name of a record may contain an encoded slash.
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
        var request = new AwsRequest(context.Request.Method, path, query, headers, "");
        if (BrowserProtection.Refusal(context.Request) is { } reason)
            return Refused(context, request, "AccessDenied", reason, StatusCodes.Status403Forbidden);
        try
        {
            using var reader = new StreamReader(context.Request.Body);
            request = request with { Body = await reader.ReadToEndAsync(context.RequestAborted) };
        }
        catch (BadHttpRequestException error)
        {
            var code = error.StatusCode == StatusCodes.Status413PayloadTooLarge ? "RequestEntityTooLarge" : "BadRequest";
            return Refused(context, request, code, "The body cannot be read.", error.StatusCode);
        }

        return await sandbox.HandleAsync(request, context.RequestAborted);
    }

    /// <summary>Answers with an error before the request reaches a service.</summary>
    private static AwsResponse Refused(HttpContext context, AwsRequest request, string code, string message, int status) =>
        request.Path.StartsWith(Routes.Root, StringComparison.Ordinal)
            ? Routes.Error(status, message)
            : ErrorResponse.Of(request, code, message, context.TraceIdentifier, status);
}
