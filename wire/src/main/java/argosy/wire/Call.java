package argosy.wire;

import software.amazon.awssdk.core.SdkPojo;

/// One request, decoded and authenticated.
///
/// @param region the region of the signature's credential scope
/// @param requestId the id that the response will carry
public record Call(
    Service service,
    String action,
    SdkPojo request,
    Caller caller,
    String region,
    String requestId) {}
