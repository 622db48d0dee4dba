namespace EndpointHub.Aws.Generator.Models;

/// <summary>
/// Where the official .NET package departs from the service model (its generator's <c>ec2.customizations.json</c>). Following it keeps the
/// official package able to take the generated client's place.
/// </summary>
internal static class Departures
{
    public static string NameOfMemberNamedLikeItsClass(string shape) => shape switch
    {
        "CidrBlock" => "Cidr",
        "PrefixListId" => "Id",
        _ => "Value",
    };
}
