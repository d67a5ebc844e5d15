package argosy.wire.http;

/// One end of an open web socket that carries text.
///
/// `send` and `close` are ordered and never block for long; on a closed socket they do nothing.
public interface Socket {
  void send(String text);

  /// Closes with a web socket close code, such as 1000.
  void close(int code, String reason);

  /// What a socket's owner hears. Calls come one at a time and in order; `closed` is the last, and
  /// comes exactly once however the socket ended.
  interface Listener {
    void text(String text);

    void closed(int code, String reason);
  }
}
