using static EndpointHub.Paths.Policies.PolicyDecision;

namespace EndpointHub.Tests.Paths;

/// <summary>
/// Policies and calls with the decision of IAM and the rule that each case shows. The rules are from the IAM user guide: "logic" is policy
/// evaluation logic; an element's or operator's name is its page under policy elements.
/// </summary>
public sealed class PolicyTests
{
    private const string Repository = "arn:aws:ecr:ap-northeast-1:123456789012:repository/app";
    private const string Layer = "arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/sha256";
    private const string Role = "arn:aws:iam::123456789012:role/app";

    [Theory]
    // Logic: the default is deny, one allow is sufficient, and an explicit deny wins.
    [InlineData("logic: default is deny", """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}""", NotAllowed)]
    [InlineData("logic: one allow is enough", """{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}""", Allowed)]
    [InlineData(
        "logic: statements are united",
        """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"},{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}""",
        Allowed
    )]
    [InlineData(
        "logic: explicit deny wins",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"ecr:BatchGetImage","Resource":"*"}""",
        Denied
    )]
    [InlineData(
        "logic: deny wins in any order",
        """{"Effect":"Deny","Principal":"*","Action":"ecr:BatchGetImage","Resource":"*"},{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""",
        Denied
    )]
    [InlineData(
        "logic: a deny of another action has no effect",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"ecr:PutImage","Resource":"*"}""",
        Allowed
    )]
    [InlineData("logic: a deny alone allows nothing", """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}""", NotAllowed)]
    // Action, NotAction.
    [InlineData("Action: in full", """{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage","Resource":"*"}""", Allowed)]
    [InlineData("Action: case does not matter", """{"Effect":"Allow","Principal":"*","Action":"ECR:batchgetimage","Resource":"*"}""", Allowed)]
    [InlineData(
        "Action: a list is an or",
        """{"Effect":"Allow","Principal":"*","Action":["ecr:PutImage","ecr:BatchGetImage"],"Resource":"*"}""",
        Allowed
    )]
    [InlineData("Action: * at the end", """{"Effect":"Allow","Principal":"*","Action":"ecr:Batch*","Resource":"*"}""", Allowed)]
    [InlineData("Action: * in the middle", """{"Effect":"Allow","Principal":"*","Action":"ecr:*Image","Resource":"*"}""", Allowed)]
    [InlineData("Action: ? is one character", """{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImag?","Resource":"*"}""", Allowed)]
    [InlineData("Action: ? is not none", """{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage?","Resource":"*"}""", NotAllowed)]
    [InlineData("Action: another service", """{"Effect":"Allow","Principal":"*","Action":"ecr-public:*","Resource":"*"}""", NotAllowed)]
    [InlineData("NotAction: all but these", """{"Effect":"Allow","Principal":"*","NotAction":"iam:*","Resource":"*"}""", Allowed)]
    [InlineData(
        "NotAction: these are left out",
        """{"Effect":"Allow","Principal":"*","NotAction":["iam:*","ecr:Batch*"],"Resource":"*"}""",
        NotAllowed
    )]
    [InlineData(
        "NotAction: with deny, all but these are denied",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"}""",
        Denied
    )]
    [InlineData(
        "NotAction: with deny, these are not denied",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","NotAction":"ecr:*","Resource":"*"}""",
        Allowed
    )]
    // Resource, NotResource.
    [InlineData(
        "Resource: in full",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:ap-northeast-1:123456789012:repository/app"}""",
        Allowed
    )]
    [InlineData(
        "Resource: case matters",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:ap-northeast-1:123456789012:repository/App"}""",
        NotAllowed
    )]
    [InlineData(
        "Resource: * at the end",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:ap-northeast-1:123456789012:repository/*"}""",
        Allowed
    )]
    [InlineData("Resource: * as a field", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/app"}""", Allowed)]
    [InlineData(
        "Resource: another account",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:999999999999:repository/*"}""",
        NotAllowed
    )]
    [InlineData(
        "Resource: ? within a field",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:ap-northeast-?:*:repository/a??"}""",
        Allowed
    )]
    [InlineData(
        "Resource: a wildcard inside a field stays in it",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:ap*app"}""",
        NotAllowed
    )]
    [InlineData(
        "Resource: a wildcard at a field's end goes beyond it",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:ap-*"}""",
        Allowed
    )]
    [InlineData("Resource: missing fields are wildcards", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr"}""", Allowed)]
    [InlineData(
        "Resource: missing fields of another service",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3"}""",
        NotAllowed
    )]
    [InlineData(
        "Resource: a list is an or",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":["arn:aws:s3:::*","arn:aws:ecr:*:*:repository/app"]}""",
        Allowed
    )]
    [InlineData("NotResource: all but these", """{"Effect":"Allow","Principal":"*","Action":"*","NotResource":"arn:aws:s3:::*"}""", Allowed)]
    [InlineData(
        "NotResource: these are left out",
        """{"Effect":"Allow","Principal":"*","Action":"*","NotResource":"arn:aws:ecr:*:*:repository/*"}""",
        NotAllowed
    )]
    [InlineData(
        "NotResource: with deny, all but these are denied",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"*","NotResource":"arn:aws:ecr:*:*:repository/prod"}""",
        Denied
    )]
    // Principal, NotPrincipal: the caller is the role app of account 123456789012.
    [InlineData("Principal: an AWS asterisk is everyone", """{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*","Resource":"*"}""", Allowed)]
    [InlineData(
        "Principal: the role itself",
        """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/app"},"Action":"*","Resource":"*"}""",
        Allowed
    )]
    [InlineData(
        "Principal: another role",
        """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/other"},"Action":"*","Resource":"*"}""",
        NotAllowed
    )]
    [InlineData("Principal: an account by number", """{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""", Allowed)]
    [InlineData(
        "Principal: an account by its root",
        """{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root"]},"Action":"*","Resource":"*"}""",
        Allowed
    )]
    [InlineData(
        "Principal: another account",
        """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"*","Resource":"*"}""",
        NotAllowed
    )]
    [InlineData(
        "Principal: no wildcard within an ARN",
        """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/*"},"Action":"*","Resource":"*"}""",
        NotAllowed
    )]
    [InlineData(
        "Principal: a service is not a role",
        """{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},"Action":"*","Resource":"*"}""",
        NotAllowed
    )]
    [InlineData("Principal: a missing element means everyone", """{"Effect":"Allow","Action":"*","Resource":"*"}""", Allowed)]
    [InlineData(
        "NotPrincipal: with deny, all others are denied",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:role/other"},"Action":"*","Resource":"*"}""",
        Denied
    )]
    [InlineData(
        "NotPrincipal: with deny, these are not denied",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:role/app"},"Action":"*","Resource":"*"}""",
        Allowed
    )]
    [InlineData("NotPrincipal: an asterisk matches no one", """{"Effect":"Allow","NotPrincipal":"*","Action":"*","Resource":"*"}""", NotAllowed)]
    // Condition: operators, values and keys. KnownContext lists the known condition keys of the call.
    [InlineData(
        "Condition: StringEquals",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-hub"}}}""",
        Allowed
    )]
    [InlineData(
        "Condition: a spoke's endpoint is not the hub's",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-spoke"}}}""",
        NotAllowed
    )]
    [InlineData(
        "Condition: several values are an or",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":["vpc-spoke","vpc-hub"]}}}""",
        Allowed
    )]
    [InlineData(
        "Condition: several keys are an and",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-hub","aws:SourceVpce":"vpce-spoke"}}}""",
        NotAllowed
    )]
    [InlineData(
        "Condition: several operators are an and",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-hub"},"Bool":{"aws:SecureTransport":"false"}}}""",
        NotAllowed
    )]
    [InlineData(
        "Condition: key names are case-insensitive",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"AWS:sourcevpc":"vpc-hub"}}}""",
        Allowed
    )]
    [InlineData(
        "StringEquals: values are case-sensitive",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"VPC-HUB"}}}""",
        NotAllowed
    )]
    [InlineData(
        "StringEqualsIgnoreCase",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEqualsIgnoreCase":{"aws:SourceVpc":"VPC-HUB"}}}""",
        Allowed
    )]
    [InlineData(
        "StringEquals: wildcards are not supported",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-*"}}}""",
        NotAllowed
    )]
    [InlineData(
        "StringLike: wildcards",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:SourceVpc":"vpc-h?*"}}}""",
        Allowed
    )]
    [InlineData(
        "StringNotLike",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotLike":{"aws:SourceVpc":"vpc-*"}}}""",
        NotAllowed
    )]
    [InlineData(
        "StringNotEquals: several values are a nor",
        """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":["vpc-a","vpc-hub"]}}},{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""",
        Allowed
    )]
    [InlineData(
        "StringNotEquals: none of them",
        """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":["vpc-a","vpc-b"]}}},{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""",
        Denied
    )]
    [InlineData(
        "StringEquals: an absent key does not match",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceIp":"10.0.0.1"}}}""",
        NotAllowed
    )]
    [InlineData(
        "StringNotEquals: an absent key matches",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceIp":"10.0.0.1"}}}""",
        Allowed
    )]
    [InlineData(
        "IfExists: an absent key matches",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"IpAddressIfExists":{"aws:SourceIp":"192.0.2.0/24"}}}""",
        Allowed
    )]
    [InlineData(
        "IfExists: a present key is compared",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEqualsIfExists":{"aws:SourceVpc":"vpc-spoke"}}}""",
        NotAllowed
    )]
    [InlineData(
        "Null: true matches an absent key",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"Null":{"aws:SourceIp":"true"}}}""",
        Allowed
    )]
    [InlineData(
        "Null: false matches a present key",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"Null":{"aws:SourceIp":"false"}}}""",
        NotAllowed
    )]
    [InlineData(
        "Bool",
        """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""",
        Allowed
    )]
    [InlineData(
        "Bool: a JSON boolean is accepted",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true}}}""",
        Allowed
    )]
    [InlineData(
        "IpAddress: an address in the block",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:VpcSourceIp":"10.2.0.0/16"}}}""",
        Allowed
    )]
    [InlineData(
        "NotIpAddress",
        """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:VpcSourceIp":["10.3.0.0/16","10.2.0.7"]}}},{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""",
        Allowed
    )]
    [InlineData(
        "ArnLike: fields by themselves",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/a*"}}}""",
        Allowed
    )]
    [InlineData(
        "ArnLike: a wildcard stays in its field",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:*role/app"}}}""",
        NotAllowed
    )]
    [InlineData(
        "ArnNotEquals",
        """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/app"}}},{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""",
        Allowed
    )]
    [InlineData(
        "NumericLessThan",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"NumericLessThan":{"s3:max-keys":"11"}}}""",
        Allowed
    )]
    [InlineData(
        "NumericGreaterThanEquals",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"NumericGreaterThanEquals":{"s3:max-keys":"11"}}}""",
        NotAllowed
    )]
    [InlineData(
        "DateGreaterThan: seconds and ISO 8601",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"1700000000"},"DateLessThan":{"aws:CurrentTime":"2027-01-01T00:00:00Z"}}}""",
        Allowed
    )]
    [InlineData(
        "ForAllValues: every value matches",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["a","b","c"]}}}""",
        Allowed
    )]
    [InlineData(
        "ForAllValues: one value does not match",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["a"]}}}""",
        NotAllowed
    )]
    [InlineData(
        "ForAllValues: an absent key matches",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:SourceIp":["a"]}}}""",
        Allowed
    )]
    [InlineData(
        "ForAnyValue: one value matches",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":["b","z"]}}}""",
        Allowed
    )]
    [InlineData(
        "ForAnyValue: an absent key does not match",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringNotEquals":{"aws:SourceIp":["a"]}}}""",
        NotAllowed
    )]
    [InlineData(
        "ForAnyValue: negated, one value that is none of them",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringNotEquals":{"aws:TagKeys":["a"]}}}""",
        Allowed
    )]
    // Unknowns: the organisation, tags and session of the caller are not known here.
    [InlineData(
        "unknown: a condition on the caller is not a pass",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}""",
        Unknown
    )]
    [InlineData(
        "unknown: a deny on the caller is not a pass",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}}""",
        Unknown
    )]
    [InlineData(
        "unknown: a call that is denied in any case is not unknown",
        """{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}""",
        NotAllowed
    )]
    [InlineData(
        "unknown: a known condition that fails decides",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1","aws:SourceVpc":"vpc-spoke"}}}""",
        NotAllowed
    )]
    [InlineData(
        "unknown: another allow without it decides",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}},{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}""",
        Allowed
    )]
    [InlineData(
        "unknown: IfExists of an unknown key",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1"}}}""",
        Unknown
    )]
    [InlineData(
        "unknown: an operator that is not known",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringSounds":{"aws:SourceVpc":"vpc-hub"}}}""",
        Unknown
    )]
    [InlineData(
        "unknown: federated callers",
        """{"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"*","Resource":"*"}""",
        Unknown
    )]
    // Variables.
    [InlineData(
        "variables: a known variable is substituted",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:${aws:PrincipalAccount}:repository/*"}""",
        Allowed
    )]
    [InlineData(
        "variables: an unknown variable may match",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${aws:username}"}""",
        Unknown
    )]
    [InlineData(
        "variables: the rest must match",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/team-${aws:username}"}""",
        NotAllowed
    )]
    [InlineData(
        "variables: an absent variable has its default value",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${aws:SourceIp, 'app'}"}""",
        Allowed
    )]
    [InlineData(
        "variables: an escaped asterisk is a literal asterisk",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${*}"}""",
        NotAllowed
    )]
    [InlineData(
        "variables: in a condition",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"${ec2:Vpc}"}}}""",
        Unknown
    )]
    public void A_call_is_decided_by_the_documented_rules(string rule, string statements, object expected) =>
        Assert.True(Equals(expected, Decide(statements, Pull)), rule);

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""", Allowed)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}""", Allowed)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/*"}""", Allowed)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/prod-*"}""", Unknown)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:123456789012:repository/*"}""", Unknown)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:eu-west-1:*:repository/*"}""", NotAllowed)]
    [InlineData(
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/secret"}""",
        Unknown
    )]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"*","NotResource":"arn:aws:s3:::*"}""", Allowed)]
    public void A_call_on_any_repository_is_decided_when_all_of_them_are(string statements, object expected) =>
        Assert.Equal(expected, Decide(statements, new PolicyRequest("ecr:BatchGetImage", "arn:aws:ecr:ap-northeast-1:*:repository/*")));

    // Service Authorization Reference: an action without resource types is tested on "*", which no ARN matches.
    [Theory]
    [InlineData("ecr:GetAuthorizationToken", """{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}""", Allowed)]
    [InlineData(
        "ECR:getauthorizationtoken",
        """{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/*"}""",
        NotAllowed
    )]
    [InlineData("ecr:GetAuthorizationToken", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:*"}""", NotAllowed)]
    [InlineData(
        "ecr:GetAuthorizationToken",
        """{"Effect":"Allow","Principal":"*","Action":"*","NotResource":"arn:aws:ecr:*:*:repository/secret"}""",
        Allowed
    )]
    [InlineData(
        "ecr:GetAuthorizationToken",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:*"}""",
        Allowed
    )]
    [InlineData(
        "ecr:GetAuthorizationToken",
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"*","NotResource":"arn:aws:ecr:*:*:*"}""",
        Denied
    )]
    [InlineData("ssmmessages:OpenDataChannel", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ssm:*:*:*"}""", NotAllowed)]
    [InlineData("ec2messages:GetMessages", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ec2:*:*:instance/*"}""", NotAllowed)]
    [InlineData("ecr:DescribeRepositories", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/*"}""", Unknown)]
    [InlineData("ecr:Get*", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/*"}""", Unknown)]
    public void An_action_without_resource_types_differs_from_an_action_on_any_resource(string action, string statements, object expected) =>
        Assert.Equal(expected, Decide(statements, new PolicyRequest(action, "*")));

    // AWS signs the URLs of image layers (ECR user guide, minimum S3 bucket permissions): a policy for an account or organisation of one's own
    // does not allow them. Nothing else can be concluded.
    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""", Allowed)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""", NotAllowed)]
    [InlineData("""{"Effect":"Allow","NotPrincipal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""", Unknown)]
    [InlineData(
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""",
        Unknown
    )]
    [InlineData(
        """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","NotPrincipal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""",
        Denied
    )]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3:::prod-*/${aws:PrincipalAccount}"}""", Unknown)]
    public void A_call_signed_by_AWS_matches_no_principal_of_a_policy(string statements, object expected) =>
        Assert.Equal(expected, Decide(statements, SignedByAws));

    [Theory]
    // The required principal is not the caller.
    [InlineData("StringEquals", "aws:PrincipalOrgID", "o-1", NotAllowed, Unknown)]
    [InlineData("StringLike", "aws:PrincipalAccount", "123456789012", NotAllowed, Unknown)]
    [InlineData("ArnLike", "aws:PrincipalArn", "arn:aws:iam::123456789012:role/*", NotAllowed, Unknown)]
    [InlineData("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/r-1/*", NotAllowed, Unknown)]
    [InlineData("StringNotEquals", "aws:PrincipalOrgID", "o-1", Unknown, Denied)]
    [InlineData("StringNotEqualsIfExists", "aws:PrincipalAccount", "123456789012", Unknown, Denied)]
    // The existence and the value of the key are unknown.
    [InlineData("StringEqualsIfExists", "aws:PrincipalOrgID", "o-1", Unknown, Unknown)]
    [InlineData("ForAllValues:StringLike", "aws:PrincipalOrgPaths", "o-1/*", Unknown, Unknown)]
    [InlineData("ForAnyValue:StringNotEquals", "aws:PrincipalOrgID", "o-1", Unknown, Unknown)]
    [InlineData("Null", "aws:PrincipalOrgID", "true", Unknown, Unknown)]
    [InlineData("Null", "aws:PrincipalOrgID", "false", Unknown, Unknown)]
    [InlineData("StringSounds", "aws:PrincipalOrgID", "o-1", Unknown, Unknown)]
    [InlineData("StringLike", "aws:PrincipalOrgID", "o-*", Unknown, Unknown)]
    [InlineData("StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}", Unknown, Unknown)]
    [InlineData("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/*", Unknown, Unknown)]
    [InlineData("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/*", Unknown, Unknown)]
    [InlineData("Bool", "aws:PrincipalIsAWSService", "true", Unknown, Unknown)]
    public void A_condition_on_the_caller_never_allows_a_call_signed_by_AWS(string name, string key, string value, object allowing, object denying)
    {
        string Statement(string effect) =>
            $$"""{"Effect":"{{effect}}","Principal":"*","Action":"*","Resource":"*","Condition":{"{{name}}":{"{{key}}":"{{value}}"} } }""";

        Assert.Equal(
            ((PolicyDecision)allowing, (PolicyDecision)denying),
            (
                Decide(Statement("Allow"), SignedByAws),
                Decide("""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},""" + Statement("Deny"), SignedByAws)
            )
        );
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""", Unknown)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},"Action":"*","Resource":"*"}""", NotAllowed)]
    [InlineData("""{"Effect":"Allow","NotPrincipal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}""", Unknown)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*","Resource":"*"}""", Allowed)]
    public void A_policy_for_one_principal_is_undecided_for_an_unknown_caller(string statements, object expected) =>
        Assert.Equal(expected, Decide(statements, new PolicyRequest("ecr:BatchGetImage", Repository)));

    [Theory]
    [InlineData("123456789012:role/app", Allowed)]
    [InlineData("123456789012:role/teams/one/app", Allowed)]
    [InlineData("123456789012:role/other", NotAllowed)]
    [InlineData("123456789012:user/app", NotAllowed)]
    [InlineData("999999999999:role/app", NotAllowed)]
    public void A_role_principal_matches_its_sessions(string principal, object expected) =>
        Assert.Equal(
            expected,
            Decide($$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{principal}}"},"Action":"*","Resource":"*"}""", Session)
        );

    [Fact]
    public void A_session_arn_leaves_conditions_on_the_role_path_undecided()
    {
        Assert.Equal(
            Unknown,
            Decide(
                """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/teams/*"} } }""",
                Session
            )
        );
        Assert.Equal(
            Allowed,
            Decide(
                """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"123456789012"} } }""",
                Session
            )
        );
    }

    [Fact]
    public void Policy_version_2008_treats_variables_as_plain_text() =>
        Assert.Equal(
            NotAllowed,
            PolicyDocument
                .Parse(
                    """{"Version":"2008-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${aws:username}"}}"""
                )
                .Decide(Pull)
        );

    [Theory]
    [InlineData("""{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""")]
    [InlineData(
        "{\n  \"Statement\": [\n    {\n      \"Action\": \"*\", \n      \"Effect\": \"Allow\", \n      \"Principal\": \"*\", \n      \"Resource\": \"*\"\n    }\n  ]\n}"
    )]
    public void Default_endpoint_policies_of_AWS_allow_everything(string json) =>
        Assert.Equal(Allowed, PolicyDocument.Parse(json).Decide(new PolicyRequest("*", "*")));

    [Theory]
    [InlineData("arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*", Allowed)]
    [InlineData("arn:aws:s3:::ap-northeast-1-starport-layer-bucket/*", NotAllowed)]
    [InlineData("arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*", NotAllowed)]
    [InlineData("arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket", NotAllowed)]
    public void A_policy_must_name_the_layer_bucket_exactly(string resource, object expected) =>
        Assert.Equal(
            expected,
            Decide(
                $$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"{{resource}}"}""",
                new PolicyRequest("s3:GetObject", Layer)
            )
        );

    [Theory]
    [InlineData("")]
    [InlineData("no policy")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Statement":[{"Effect":"Perhaps","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":{},"Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]} and more""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}""")]
    [InlineData("""{"Statement":"\u0001"}""")]
    public void An_invalid_policy_is_refused(string json) => Assert.Throws<FormatException>(() => PolicyDocument.Parse(json));

    [Fact]
    public void Deep_nesting_is_refused_without_a_stack_overflow() =>
        Assert.Throws<FormatException>(() => PolicyDocument.Parse(new string('[', 100_000)));

    [Fact]
    public void Matching_time_grows_linearly_with_the_number_of_wildcards()
    {
        var pattern = string.Concat(Enumerable.Repeat("a*", 200)) + "b";
        var statement = $$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"{{pattern}}"}""";

        Assert.Equal(NotAllowed, Decide(statement, new PolicyRequest("s3:GetObject", new string('a', 2000))));
    }

    [Fact]
    public void JSON_escapes_in_policies_are_decoded() =>
        Assert.Equal(
            Allowed,
            Decide("""{"Effect":"Allow","Principal":"*","Action":"\u0065cr:BatchGet\u0049mage","Resource":"arn:aws:ecr:*:*:repository\/app"}""", Pull)
        );

    private static PolicyRequest Pull => new("ecr:BatchGetImage", Repository) { PrincipalArn = Role, Context = KnownContext };

    private static PolicyRequest Session => Pull with { PrincipalArn = "arn:aws:sts::123456789012:assumed-role/app/i-0a" };

    private static PolicyRequest SignedByAws => new("s3:GetObject", Layer) { IsSignedByAws = true };

    private static Dictionary<string, ValueList<string>> KnownContext =>
        new()
        {
            ["aws:SourceVpce"] = ValueList.Of("vpce-hub"),
            ["aws:SourceVpc"] = ValueList.Of("vpc-hub"),
            ["aws:SecureTransport"] = ValueList.Of("true"),
            ["aws:SourceIp"] = ValueList<string>.Empty,
            ["aws:VpcSourceIp"] = ValueList.Of("10.2.0.7"),
            ["aws:TagKeys"] = ValueList.Of("a", "b"),
            ["aws:CurrentTime"] = ValueList.Of("2026-11-20T10:00:00Z"),
            ["s3:max-keys"] = ValueList.Of("10"),
        };

    private static PolicyDecision Decide(string statements, PolicyRequest request) =>
        PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""").Decide(request);
}
