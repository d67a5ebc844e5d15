package argosy.wire.protocol;

import argosy.wire.Headers;
import argosy.wire.Protocol;
import argosy.wire.Service;
import argosy.wire.WireError;
import software.amazon.awssdk.core.SdkPojo;

/// What requests, responses and errors of a service look like, seen from the client's side.
public interface ClientDialect {

  /// @throws IllegalArgumentException if the service's first protocol is one that no client of ours
  ///   ever needed
  static ClientDialect of(Service service) {
    Protocol protocol = service.protocol();
    return switch (protocol) {
      case AWS_JSON_1_0 -> new JsonDialect(service, "1.0");
      case AWS_JSON_1_1 -> new JsonDialect(service, "1.1");
      case AWS_QUERY -> new QueryDialect(service);
      case EC2_QUERY -> new Ec2Dialect(service);
      case REST_JSON, RPC_V2_CBOR ->
          throw new IllegalArgumentException("no client of ours speaks " + protocol);
    };
  }

  Message request(String action, SdkPojo request);

  /// @throws argosy.wire.shape.DecodeError if the body isn't the response of the action
  <A extends SdkPojo> A readReply(String action, byte[] body, Class<A> response);

  /// The error in a response with that status; whatever the body is, there is one.
  WireError readError(int status, Headers headers, byte[] body);
}
