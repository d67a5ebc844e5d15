package argosy.wire;

import software.amazon.awssdk.core.SdkPojo;

/// One request, decoded and authenticated.
///
/// @param region the region of the signature's credential scope
/// @param host where the caller reached us, with the port where it isn't the usual one; empty if it
///   doesn't say
/// @param requestId the id that the response will carry
public record Call(
    Service service,
    String action,
    SdkPojo request,
    Caller caller,
    String region,
    String host,
    String requestId) {}
