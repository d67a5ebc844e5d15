package argosy.wire.http;

import argosy.wire.HttpRequest;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.sigv4.Verdict;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Requests for web sockets: signed as any other, then accepted or refused by the [SocketRoutes].
final class Upgrades {
  private static final Logger LOG = LoggerFactory.getLogger(Upgrades.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] NO_BODY = {};

  private final Front front;
  private final SocketRoutes routes;
  private final ServerWebSocketContainer container;

  Upgrades(Front front, SocketRoutes routes, ServerWebSocketContainer container) {
    this.front = front;
    this.routes = routes;
    this.container = container;
  }

  boolean wants(Request request) {
    return "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))
        && routes.serves(request.getHttpURI().getPath());
  }

  void handle(Request request, Response response, Callback callback) {
    HttpRequest asked = Requests.transportless(request, NO_BODY);
    switch (front.verify(asked, Service.ECS, Service.ECS.protocol())) {
      case Verdict.Refused(var error) ->
          Requests.write(Page.json(403, denied(error)), response, callback);
      case Verdict.Accepted by -> {
        switch (open(asked, by)) {
          case SocketRoutes.Opening.Refused(var status, var body) ->
              Requests.write(Page.json(status, body), response, callback);
          case SocketRoutes.Opening.Accepted accepted ->
              upgrade(accepted, request, response, callback);
        }
      }
    }
  }

  private SocketRoutes.Opening open(HttpRequest asked, Verdict.Accepted by) {
    Map<String, String> query = parameters(asked.rawQuery());
    try {
      return routes.open(new SocketRoutes.Request(asked.path(), query, by.caller(), by.region()));
    } catch (RuntimeException e) {
      LOG.error("opening a web socket at {} failed", asked.path(), e);
      return new SocketRoutes.Opening.Refused(500, frame("ServerException", "internal error"));
    }
  }

  private void upgrade(
      SocketRoutes.Opening.Accepted accepted,
      Request request,
      Response response,
      Callback callback) {
    boolean upgraded =
        container.upgrade(
            (_, _, _) -> new SocketEnd(accepted.listener()), request, response, callback);
    if (!upgraded) {
      String body = frame("BadRequestException", "not a web socket handshake of version 13");
      Requests.write(Page.json(400, body), response, callback);
    }
  }

  /// In the frame that agents understand.
  private static String denied(WireError error) {
    return frame("AccessDeniedException", error.code() + ": " + error.message());
  }

  private static String frame(String type, String message) {
    var frame = JSON.createObjectNode().put("type", type);
    frame.putObject("message").put("message", message);
    return frame.toString();
  }

  private static Map<String, String> parameters(String rawQuery) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : rawQuery.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /// What isn't encoded right is taken as it is.
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
