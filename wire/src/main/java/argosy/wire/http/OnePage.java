package argosy.wire.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Every request is for one page.
final class OnePage extends Handler.Abstract {
  private static final byte[] UNREAD = {};

  private final Page page;

  OnePage(Page page) {
    this.page = page;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Requests.write(page.answer(Requests.transportless(request, UNREAD)), response, callback);
    return true;
  }
}
