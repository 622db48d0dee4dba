using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;

namespace EndpointHub.AwsTests.Operations;

/// <summary>A request is validated exactly once.</summary>
public sealed class ValidRequestTests
{
    [Fact]
    public void A_request_is_validated_once_and_an_invalid_one_is_reported_and_skipped() =>
        SimulatedAws.Run(async aws =>
        {
            var (sound, flawed) = (new CountedRequest { Flawed = false }, new CountedRequest { Flawed = true });
            var operation = new CountedOperation();

            var who = await aws.DoAsync(operation, sound, flawed);

            Assert.Equal([sound], operation.Worked);
            Assert.Equal("SpokeIsHub", Assert.Single(who.Failures).Problem.Code);
            Assert.Equal((1, 1), (sound.Validations, flawed.Validations));
        });

    [Fact]
    public async Task A_request_that_was_validated_before_is_not_validated_again()
    {
        var request = new CountedRequest { Flawed = false };
        var operation = new CountedOperation();

        await operation.RunValidAsync(
            [ValidRequest<CountedRequest>.Of(request, out _)!],
            new OperationContext { Operator = new RecordingOperator(), Access = null! },
            CancellationToken.None
        );

        Assert.Equal([request], operation.Worked);
        Assert.Equal(1, request.Validations);
    }

    private sealed record CountedRequest : OperationRequest
    {
        public required bool Flawed { get; init; }

        public int Validations { get; private set; }

        public override Problem? Validate()
        {
            Validations++;
            return Flawed ? Problems.SpokeIsHub("vpc-1") : null;
        }
    }

    private sealed class CountedOperation : Operation<CountedRequest>
    {
        public List<CountedRequest> Worked { get; } = [];

        private protected override Task WorkAsync(
            IReadOnlyList<CountedRequest> requests,
            OperationContext context,
            CancellationToken cancellationToken
        )
        {
            Worked.AddRange(requests);
            return Task.CompletedTask;
        }
    }
}
