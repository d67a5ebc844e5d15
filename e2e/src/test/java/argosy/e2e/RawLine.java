package argosy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Connections to a server over which any bytes may be sent, HTTP or not. One is used again and
/// again as long as the server leaves it open.
final class RawLine implements AutoCloseable {
  private static final Duration ANSWERED_MAX = Duration.ofSeconds(30);

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  RawLine(int port) {
    this.port = port;
  }

  /// @param headers by their names in small letters
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Reply(int status, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String text() {
      return new String(body, UTF_8);
    }

    @Override
    public String toString() {
      return status + " " + headers + " " + text();
    }
  }

  /// Sends bytes and reads the first answer to them.
  ///
  /// @param last whether nothing more will be sent, and the server is told so
  /// @throws EOFException if the server closes the connection instead
  Reply send(byte[] bytes, boolean last) throws IOException {
    boolean isNew = socket == null;
    try {
      return exchange(bytes, last);
    } catch (IOException e) {
      close();
      if (isNew) {
        throw e;
      }
      return exchange(bytes, last); // the server had closed the connection that was left open
    }
  }

  private Reply exchange(byte[] bytes, boolean last) throws IOException {
    Socket open = socket;
    InputStream from = in;
    if (open == null || from == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setTcpNoDelay(true);
      open.setSoTimeout((int) ANSWERED_MAX.toMillis());
      from = new BufferedInputStream(open.getInputStream());
      socket = open;
      in = from;
    }
    write(open, bytes, last);
    Reply reply = read(from);
    while (reply.status < 200) {
      reply = read(from);
    }
    if (last || reply.header("connection").equalsIgnoreCase("close")) {
      close();
    }
    return reply;
  }

  /// A server that has heard enough may close before it has read all; its answer is there then.
  private static void write(Socket to, byte[] bytes, boolean last) {
    try {
      to.getOutputStream().write(bytes);
      if (last) {
        to.shutdownOutput();
      }
    } catch (IOException e) {
      // reading says what became of it
    }
  }

  private static Reply read(InputStream from) throws IOException {
    String[] first = line(from).split(" ", 3);
    if (first.length < 2 || !first[0].startsWith("HTTP/1.")) {
      throw new IOException("no HTTP: " + String.join(" ", first));
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(from); !line.isEmpty(); line = line(from)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Reply(Integer.parseInt(first[1]), headers, from.readNBytes(length));
  }

  private static String line(InputStream from) throws IOException {
    var line = new StringBuilder();
    for (int next = from.read(); next != '\n'; next = from.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended at: " + line);
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /// The head of a request and its body as they travel.
  static byte[] bytes(String head, byte[] body) {
    byte[] start = head.getBytes(ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
    }
    socket = null;
    in = null;
  }
}
