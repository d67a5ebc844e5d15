package argosy.wire.http;

import argosy.wire.HttpRequest;
import argosy.wire.Protocol;
import argosy.wire.Service;
import argosy.wire.sigv4.Verifier;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The service that a request is for by its own account, and the protocol that it looks like.
///
/// @param isOurs false for a service that Argosy doesn't have; its client can still read a refusal
record Addressee(Service service, Protocol protocol, boolean isOurs) {
  private static final String JSON_RPC = "application/x-amz-json-1.";

  static Addressee of(HttpRequest request, List<Service> services) {
    String target = request.headers().first("X-Amz-Target").orElse("");
    if (!target.isEmpty()) {
      return ofTarget(request, target, services);
    }
    String claimed = claimed(request);
    if (isCbor(request)) {
      String path = request.path();
      Predicate<Service> inPath = it -> isFor(path, it) && it.speaks(Protocol.RPC_V2_CBOR);
      return of(claimed, services, inPath, Protocol.RPC_V2_CBOR);
    }
    if (isForm(request)) {
      Service found = first(services, it -> it.name().equals(claimed) && it.protocol().isForm());
      Protocol form = found == null ? Protocol.AWS_QUERY : found.protocol();
      return of(claimed, services, it -> it.name().equals(claimed) && it.speaks(form), form);
    }
    // JSON without a target finds nothing, but its client reads JSON.
    Predicate<Service> isRest = it -> it.name().equals(claimed) && it.speaks(Protocol.REST_JSON);
    Service rest = first(services, isRest);
    return rest != null
        ? new Addressee(rest, Protocol.REST_JSON, true)
        : of(claimed, services, _ -> false, Protocol.AWS_JSON_1_1);
  }

  /// Whether the body is an object of members in any case. Bodies of REST services may be anything.
  static boolean isRpc(HttpRequest request) {
    boolean json = request.headers().first("Content-Type").orElse("").startsWith(JSON_RPC);
    return json || isCbor(request) || isForm(request);
  }

  private static Addressee ofTarget(HttpRequest request, String target, List<Service> services) {
    String type = request.headers().first("Content-Type").orElse("");
    Protocol asked =
        type.startsWith("application/x-amz-json-1.0")
            ? Protocol.AWS_JSON_1_0
            : Protocol.AWS_JSON_1_1;
    Service found =
        first(services, it -> !it.target().isEmpty() && target.startsWith(it.target() + "."));
    if (found == null) {
      return of(claimed(request), services, _ -> false, asked);
    }
    if (found.speaks(asked)) {
      return new Addressee(found, asked, true);
    }
    for (Protocol protocol : found.protocols()) {
      if (protocol.isJson()) {
        return new Addressee(found, protocol, true);
      }
    }
    return new Addressee(found, found.protocol(), true);
  }

  /// The service that fits; else the one that is claimed, in its own protocol; else a stranger.
  private static Addressee of(
      String claimed, List<Service> services, Predicate<Service> fits, Protocol protocol) {
    Service fitting = first(services, fits);
    if (fitting != null) {
      return new Addressee(fitting, protocol, true);
    }
    Service other = first(services, it -> it.name().equals(claimed));
    return other != null
        ? new Addressee(other, other.protocol(), true)
        : new Addressee(new Service(claimed, List.of(protocol), "", "", ""), protocol, false);
  }

  private static @Nullable Service first(List<Service> services, Predicate<Service> fits) {
    for (Service service : services) {
      if (fits.test(service)) {
        return service;
      }
    }
    return null;
  }

  private static String claimed(HttpRequest request) {
    return Verifier.claimedService(request.headers(), request.rawQuery()).orElse("");
  }

  private static boolean isCbor(HttpRequest request) {
    return request.headers().first("smithy-protocol").orElse("").equals("rpc-v2-cbor");
  }

  /// Paths end with `/service/Name/operation/Action`.
  private static boolean isFor(String path, Service service) {
    int operation = path.lastIndexOf("/operation/");
    return operation >= 0 && path.substring(0, operation).endsWith("/service/" + service.target());
  }

  private static boolean isForm(HttpRequest request) {
    return request
            .headers()
            .first("Content-Type")
            .orElse("")
            .startsWith("application/x-www-form-urlencoded")
        || request.rawQuery().startsWith("Action=")
        || request.rawQuery().contains("&Action=");
  }
}
