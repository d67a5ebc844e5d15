package argosy.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Every request is for one desk.
final class AtDesk extends Handler.Abstract {
  /// What is asked at a desk is a few members of JSON.
  private static final int BODY_BYTES_MAX = 16 * 1_024;

  private final Desk desk;

  AtDesk(Desk desk) {
    this.desk = desk;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body;
    try (InputStream in = Content.Source.asInputStream(request)) {
      body = in.readNBytes(BODY_BYTES_MAX + 1);
    }
    HttpResponse answer =
        body.length > BODY_BYTES_MAX
            ? Page.json(413, "\"a body of more than " + BODY_BYTES_MAX + " bytes isn't read\"")
            : desk.answer(Requests.transportless(request, body), from(request));
    Requests.write(answer, response, callback);
    return true;
  }

  private static InetAddress from(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress it
        ? it.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
