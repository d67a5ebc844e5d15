package argosy.wire.protocol;

import argosy.wire.Headers;
import argosy.wire.Service;
import argosy.wire.WireError;
import software.amazon.awssdk.core.SdkPojo;

/// What requests, responses and errors of a service look like, seen from both sides.
public sealed interface Dialect permits JsonDialect, QueryDialect {

  static Dialect of(Service service) {
    return switch (service.protocol()) {
      case AWS_JSON_1_1 -> new JsonDialect(service);
      case AWS_QUERY -> new QueryDialect(service);
    };
  }

  // The server's side.

  /// @throws argosy.wire.shape.DecodeError if the request isn't of this protocol
  Asked ask(Headers headers, String rawQuery, byte[] body);

  Message reply(String action, SdkPojo response, String requestId);

  Message error(WireError error, String requestId);

  /// The error for a request that can't be decoded.
  WireError malformed(String why);

  /// The error for an action that AWS's model doesn't have.
  WireError unknownAction(String action);

  /// The error for a fault of ours.
  WireError fault(String message);

  // The client's side.

  Message request(String action, SdkPojo request);

  /// @throws argosy.wire.shape.DecodeError if the body isn't the response of the action
  <A extends SdkPojo> A readReply(String action, byte[] body, Class<A> response);

  /// The error in a response with that status; whatever the body is, there is one.
  WireError readError(int status, Headers headers, byte[] body);
}
