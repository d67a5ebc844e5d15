package argosy.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Answers to what isn't even HTTP, in the words of AWS's JSON. What protocol it was meant to be
/// nobody knows.
final class Faults extends ErrorHandler {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TYPE = "application/json";

  /// Clients of REST services use them all, and read the answer to each.
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    if (status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505) {
      response.setStatus(HttpStatus.BAD_REQUEST_400); // whoever chose the version is at fault
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
    response.write(true, ByteBuffer.wrap(body(status, message)), callback);
  }

  private static byte[] body(int status, @Nullable String message) {
    return JSON.createObjectNode()
        .put("__type", code(status))
        .put("message", message == null ? HttpStatus.getMessage(status) : message)
        .toString()
        .getBytes(UTF_8);
  }

  private static boolean isSenders(int status) {
    return status < 500 || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
  }

  private static String code(int status) {
    return switch (status) {
      case HttpStatus.PAYLOAD_TOO_LARGE_413,
          HttpStatus.URI_TOO_LONG_414,
          HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
          "RequestEntityTooLargeException";
      case HttpStatus.SERVICE_UNAVAILABLE_503 -> "ServiceUnavailableException";
      default -> isSenders(status) ? "MalformedHttpRequestException" : "ServerException";
    };
  }
}
