package argosy.wire.protocol;

import argosy.wire.HttpRequest;
import argosy.wire.Protocol;
import argosy.wire.Service;
import argosy.wire.WireError;
import software.amazon.awssdk.core.SdkPojo;

/// What requests, responses and errors of a service look like, seen from the server's side.
public interface Dialect {

  static Dialect of(Service service, Protocol protocol) {
    return switch (protocol) {
      case AWS_JSON_1_0 -> new JsonDialect(service, "1.0");
      case AWS_JSON_1_1 -> new JsonDialect(service, "1.1");
      case AWS_QUERY -> new QueryDialect(service);
      case EC2_QUERY -> new Ec2Dialect(service);
      case REST_JSON -> new RestDialect(service, Routes.of(service));
      case RPC_V2_CBOR -> new CborDialect(service);
    };
  }

  /// @throws argosy.wire.shape.DecodeError if the request isn't of this protocol
  Asked ask(HttpRequest request);

  Message reply(String action, SdkPojo response, String requestId);

  Message error(WireError error, String requestId);

  /// The error for a request that can't be decoded.
  default WireError malformed(String why) {
    return WireError.client("SerializationException", why);
  }

  /// The error for an action that AWS's model doesn't have.
  WireError unknownAction(String action);

  /// The error for a fault of ours.
  WireError fault(String message);
}
