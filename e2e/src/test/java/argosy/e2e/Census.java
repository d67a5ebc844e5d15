package argosy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import tools.jackson.databind.json.JsonMapper;

/// Counts the running containers of a family again and again, as fast as Docker's API lists them.
final class Census implements AutoCloseable {
  private static final UnixDomainSocketAddress ENGINE =
      UnixDomainSocketAddress.of("/var/run/docker.sock");
  private static final int PART_BYTES = 1 << 16;

  private final byte[] request;
  private final Thread counting;
  private volatile boolean over;
  private int least = Integer.MAX_VALUE;
  private int most;
  private int counts;

  Census(String family) {
    String filters =
        "{\"label\":[\"com.amazonaws.ecs.task-definition-family="
            + family
            + "\"],\"status\":[\"running\"]}";
    request =
        ("GET /containers/json?filters="
                + URLEncoder.encode(filters, UTF_8)
                + " HTTP/1.0\r\nHost: docker\r\n\r\n")
            .getBytes(UTF_8);
    counting = Thread.ofPlatform().start(this::count);
  }

  private void count() {
    while (!over) {
      int now = running();
      least = Math.min(least, now);
      most = Math.max(most, now);
      counts++;
    }
  }

  private int running() {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(ENGINE);
      channel.write(ByteBuffer.wrap(request));
      var answer = new ByteArrayOutputStream();
      var part = ByteBuffer.allocate(PART_BYTES);
      while (channel.read(part.clear()) >= 0) {
        answer.write(part.array(), 0, part.position());
      }
      String text = answer.toString(UTF_8);
      return JsonMapper.shared().readTree(text.substring(text.indexOf("\r\n\r\n"))).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The fewest that were ever seen; call it after the end.
  int least() {
    return least;
  }

  int most() {
    return most;
  }

  /// How often it counted.
  int counts() {
    return counts;
  }

  @Override
  public void close() {
    end();
  }

  /// Counts no more.
  void end() {
    over = true;
    try {
      counting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
