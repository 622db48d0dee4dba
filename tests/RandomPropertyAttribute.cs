using System.Globalization;
using FsCheck.Xunit;

namespace EndpointHub.Testing;

/// <summary>A property that is tested with random values. The environment variable RANDOM_RUNS=N tests N times as many of them.</summary>
#pragma warning disable xUnit3003 // The attribute of FsCheck has no constructor that takes source information.
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RandomPropertyAttribute : PropertyAttribute
{
    public RandomPropertyAttribute(int runs = 100) => MaxTest = runs * Factor;

    private static int Factor =>
        int.TryParse(Environment.GetEnvironmentVariable("RANDOM_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var factor) && factor > 0
            ? factor
            : 1;
}
