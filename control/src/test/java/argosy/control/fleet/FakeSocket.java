package argosy.control.fleet;

import argosy.wire.http.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The server's end of a socket, which remembers what it was told to send. Like every socket it
/// tells its owner of its end even if the peer never says a word to it.
final class FakeSocket implements Socket {
  private final List<String> sent = new ArrayList<>();
  private int closeCode;
  private @Nullable Listener owner;

  void owner(Listener listener) {
    owner = listener;
  }

  @Override
  public void send(String text) {
    if (!isClosed()) {
      sent.add(text);
    }
  }

  @Override
  public void close(int code, String reason) {
    if (!isClosed()) {
      closeCode = code;
      Listener told = owner;
      if (told != null) {
        told.closed(code, reason);
      }
    }
  }

  boolean isClosed() {
    return closeCode != 0;
  }

  int closeCode() {
    return closeCode;
  }

  /// What was sent since the last call.
  <M> List<M> taken(Function<String, M> decode) {
    List<M> messages = sent.stream().map(decode).toList();
    sent.clear();
    return messages;
  }
}
