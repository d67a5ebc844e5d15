package argosy.wire.http;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.tls.Trust;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/// Hands a request on to another server as it came, signature and all, so that it is verified there
/// once more and servers need not trust each other.
final class Relay {

  /// Marks what has been handed on, so that two servers never hand it to and fro.
  static final String MARK = "X-Argosy-Relayed";

  /// A server that is silent for so long is about to lose what the request is about, to whoever
  /// answers the next try.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Servers that share a store are near each other.
  private static final Duration CONNECT_MAX = Duration.ofSeconds(1);

  /// What belongs to one connection and not to the request.
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "keep-alive", "transfer-encoding");

  /// Made when it is needed first, which is never where one server has all cells: making it would
  /// take a tenth of a start.
  private @Nullable HttpClient client;

  HttpResponse send(HttpRequest request, URI server) throws IOException, InterruptedException {
    try {
      String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
      // Not resolved: a path may begin with two slashes, and would name another host.
      String there = server.getScheme() + "://" + server.getRawAuthority();
      Request onward =
          client()
              .newRequest(URI.create(there + request.path() + query))
              .method(request.method())
              .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .headers(headers -> {
                request.headers().all().stream()
                    .filter(header -> !isOfTheConnection(header.name()))
                    .forEach(header -> headers.add(header.name(), header.value()));
                headers.put(MARK, "1");
              })
              .body(new BytesRequestContent(request.body()));
      return answer(onward.send());
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the server " + server + " doesn't answer: " + e.getMessage(), e);
    } catch (IOException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("requests can't be relayed", e);
    }
  }

  private static HttpResponse answer(ContentResponse answer) {
    Headers headers = Headers.NONE;
    for (var field : answer.getHeaders()) {
      if (!isOfTheConnection(field.getName()) && !field.getName().equalsIgnoreCase("date")) {
        headers = headers.with(field.getName(), field.getValue());
      }
    }
    return new HttpResponse(answer.getStatus(), headers, answer.getContent());
  }

  private synchronized HttpClient client() throws Exception {
    if (client == null) {
      var tls = new SslContextFactory.Client();
      tls.setSslContext(Trust.context());
      var made = new HttpClient();
      made.setSslContextFactory(tls);
      made.setConnectTimeout(CONNECT_MAX.toMillis());
      made.start();
      client = made;
    }
    return client;
  }

  private static boolean isOfTheConnection(String name) {
    return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
  }
}
