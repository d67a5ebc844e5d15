package argosy.wire.http;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Jetty's requests, handed to whom they are for.
final class Requests extends Handler.Abstract {
  private static final byte[] NOTHING = {};

  /// Most clients write all before they read, and miss an answer before that: so much of a body
  /// that is too large is read for them. Larger ones are cut off.
  private static final int SKIPPED_BYTES_MAX = 16 << 20;

  private final Front front;
  private final Upgrades upgrades;
  private final Map<String, Page> pages;
  private final int bodyBytesMax;

  Requests(Front front, Upgrades upgrades, Map<String, Page> pages) {
    this.front = front;
    this.upgrades = upgrades;
    this.pages = pages;
    this.bodyBytesMax = front.bodyBytesMax();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String path = request.getHttpURI().getPath();
    @Nullable Page page = pages.get(path);
    if (page != null && page.method().equals(request.getMethod())) {
      byte @Nullable [] body = page.method().equals("GET") ? NOTHING : body(request);
      write(
          body == null ? tooLarge(request) : page.answer(transportless(request, body)),
          response,
          callback);
    } else if (upgrades.wants(request)) {
      upgrades.handle(request, response, callback);
    } else {
      byte[] body = body(request);
      write(
          body == null ? tooLarge(request) : front.handle(transportless(request, body)),
          response,
          callback);
    }
    return true;
  }

  static HttpRequest transportless(Request request, byte[] body) {
    HttpURI uri = request.getHttpURI();
    var headers = new ArrayList<Headers.Header>(request.getHeaders().size());
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      headers.add(new Headers.Header(field.getName(), value == null ? "" : value));
    }
    return new HttpRequest(
        request.getMethod(),
        uri.getPath() == null ? "/" : uri.getPath(),
        uri.getQuery() == null ? "" : uri.getQuery(),
        new Headers(headers),
        body);
  }

  static void write(HttpResponse from, Response to, Callback callback) {
    to.setStatus(from.status());
    for (Headers.Header header : from.headers().all()) {
      to.getHeaders().add(header.name(), header.value());
    }
    to.write(true, ByteBuffer.wrap(from.body()), callback);
  }

  /// The whole body; null if it is too large.
  private byte @Nullable [] body(Request request) throws IOException {
    long length = request.getLength();
    boolean asks = request.getHeaders().contains(HttpHeader.EXPECT);
    if (length > (asks ? bodyBytesMax : SKIPPED_BYTES_MAX)) {
      return null;
    }
    if (length == 0) {
      return NOTHING;
    }
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(bodyBytesMax + 1);
      if (body.length <= bodyBytesMax) {
        return body;
      }
      long _ = in.skip(SKIPPED_BYTES_MAX - body.length);
      return null;
    }
  }

  private HttpResponse tooLarge(Request request) {
    HttpResponse response = front.refuseTooLarge(transportless(request, NOTHING));
    // The rest of the body isn't worth reading.
    return new HttpResponse(
        response.status(),
        response.headers().with(HttpHeader.CONNECTION.asString(), "close"),
        response.body());
  }
}
