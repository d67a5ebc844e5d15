package argosy.wire.tcs;

import argosy.wire.frame.Envelope;
import java.util.List;
import java.util.Map;

/// The frames of the TCS web socket: `{"type": "<name>", "message": {…}}`. What agents send has the
/// headers of a signed request in front, what they get hasn't.
public final class TcsFrame {
  private static final String LINE = "\r\n";
  private static final String HEADERS_END = LINE + LINE;

  private static final Envelope<TcsMessage> ENVELOPE =
      new Envelope<>(
          "a TCS frame",
          List.of(
              TcsMessage.PublishMetricsRequest.class,
              TcsMessage.PublishHealthRequest.class,
              TcsMessage.PublishInstanceStatusRequest.class,
              TcsMessage.HeartbeatMessage.class,
              TcsMessage.AckPublishMetric.class,
              TcsMessage.AckPublishHealth.class,
              TcsMessage.AckPublishInstanceStatus.class),
          TcsMessage.Unknown::new);

  private TcsFrame() {}

  /// As the control plane sends it.
  public static String encode(TcsMessage message) {
    return ENVELOPE.encode(message);
  }

  /// As an agent sends it.
  ///
  /// @param headers those that sign the request which opened the socket, `Host` among them
  public static String encode(TcsMessage message, Map<String, String> headers) {
    var frame = new StringBuilder();
    headers.forEach((name, value) -> frame.append(name).append(": ").append(value).append(LINE));
    return frame.append(LINE).append(encode(message)).toString();
  }

  /// The message in a frame of either side. Its headers are passed over: the socket was opened with
  /// a signature, and nobody else can write to it.
  ///
  /// @throws IllegalArgumentException if the text is no frame, or its message lacks the shape of
  ///   its type; an unknown type is [TcsMessage.Unknown]
  public static TcsMessage decode(String text) {
    int end = text.startsWith("{") ? -1 : text.indexOf(HEADERS_END);
    return ENVELOPE.decode(end < 0 ? text : text.substring(end + HEADERS_END.length()));
  }
}
