using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>Sends requests to a handler instead of the network. The caller disposes the handler.</summary>
/// <param name="handler">The handler.</param>
internal sealed class InMemoryHttp(HttpMessageHandler handler) : HttpClientFactory
{
    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
