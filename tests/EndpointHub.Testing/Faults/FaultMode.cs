namespace EndpointHub.Testing.Faults;

/// <summary>The ways in which a call fails.</summary>
internal enum FaultMode
{
    /// <summary>AWS refuses the call.</summary>
    Refused,

    /// <summary>AWS answers with an internal error.</summary>
    ServerError,

    /// <summary>AWS throttles the call.</summary>
    Throttled,

    /// <summary>The connection is reset before the request has reached AWS.</summary>
    ResetBefore,

    /// <summary>The connection is reset after the request has taken effect.</summary>
    ResetAfter,
}
