namespace EndpointHub.Sandbox.Wire.Route53Profiles;

// What the sandbox keeps beside the members that AWS describes.
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
