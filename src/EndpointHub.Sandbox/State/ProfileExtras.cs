namespace EndpointHub.Sandbox.Wire.Route53Profiles;

// What the sandbox keeps beside the members that AWS describes.
public sealed partial class Profile
{
    internal string Region { get; set; } = "";
}

public sealed partial class ProfileAssociation
{
    internal string Region { get; set; } = "";
}

public sealed partial class ProfileResourceAssociation
{
    internal string Region { get; set; } = "";
}
