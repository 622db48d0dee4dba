namespace EndpointHub.Sandbox.Wire.Route53Profiles;

// State that the sandbox keeps on a generated shape beside the members of AWS's model. It is internal, so that it is neither sent nor listed.
internal sealed partial class Profile
{
    internal string Region { get; set; } = "";
}

internal sealed partial class ProfileAssociation
{
    internal string Region { get; set; } = "";
}

internal sealed partial class ProfileResourceAssociation
{
    internal string Region { get; set; } = "";
}
