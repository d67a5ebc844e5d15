package argosy.agent.runtime.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Watcher;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What happens while the engine can't be heard is learned afterwards.
final class DockerEventsTest {
  private static final String HOST = "events-" + ProcessHandle.current().pid();
  private static final String WATCHING = "watching";

  @TempDir private Path folder = Path.of("");

  @Test
  void aBrokenStreamIsTakenUpWhereItBroke() throws Exception {
    assumeTrue(
        Files.exists(DockerRuntime.SOCKET), "skipped: no Docker Engine at " + DockerRuntime.SOCKET);
    TestImage.make();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Wire wire = new Wire(folder.resolve("docker.sock"));
        DockerRuntime direct = new DockerRuntime(DockerRuntime.SOCKET);
        DockerRuntime cuttable = new DockerRuntime(wire.socket)) {
      ObjectNode body = JsonMapper.shared().createObjectNode();
      body.put("Image", TestImage.NAME);
      body.putArray("Cmd").add("/bin/sh").add("-c").add("while :; do sleep 1; done");
      body.putObject("Labels").put(Runtime.HOST_LABEL, HOST);
      body.putObject("HostConfig").put("NetworkMode", "none");
      try (Runtime.Watch watch = cuttable.watch(HOST, watcher(heard))) {
        assertEquals(WATCHING, poll(heard));
        String id = direct.create("argosy-" + HOST, body);
        try {
          assertEquals(0, TestImage.docker("rename", id, "argosy-other-" + HOST).waitFor());
          assertEquals(id, poll(heard));
          wire.cut();
          direct.start(id);
          assertEquals(0, TestImage.docker("kill", id).waitFor());
          wire.mend();
          assertEquals(WATCHING, poll(heard));
          assertEquals(id, poll(heard), "the last that was heard is told again");
          assertEquals(id + " ended with 137", poll(heard));
          assertNotNull(watch);
        } finally {
          direct.remove(id);
        }
      }
    }
  }

  private static String poll(BlockingQueue<String> heard) throws InterruptedException {
    String next = heard.poll(20, TimeUnit.SECONDS);
    return next == null ? "silence" : next;
  }

  private static Watcher watcher(BlockingQueue<String> heard) {
    return new Watcher() {
      @Override
      public void watching() {
        heard.add(WATCHING);
      }

      @Override
      public void changed(String id) {
        heard.add(id);
      }

      @Override
      public void died(String id, int exitCode) {
        heard.add(id + " ended with " + exitCode);
      }
    };
  }

  /// A Unix socket in front of the engine's that can be cut.
  private static final class Wire implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel server;
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    private Wire(Path socket) throws IOException {
      this.socket = socket;
      this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.startVirtualThread(this::accept);
    }

    private void accept() {
      try {
        while (server.isOpen()) {
          SocketChannel near = server.accept();
          if (cut) {
            near.close();
            continue;
          }
          SocketChannel far = SocketChannel.open(UnixDomainSocketAddress.of(DockerRuntime.SOCKET));
          open.add(near);
          open.add(far);
          Thread.startVirtualThread(() -> copy(near, far));
          Thread.startVirtualThread(() -> copy(far, near));
        }
      } catch (IOException e) {
        cut = true; // closed
      }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
      ByteBuffer bytes = ByteBuffer.allocate(8_192);
      try (from;
          to) {
        while (from.read(bytes) >= 0) {
          bytes.flip();
          while (bytes.hasRemaining()) {
            to.write(bytes);
          }
          bytes.clear();
        }
      } catch (IOException e) {
        bytes.clear(); // cut
      }
    }

    private void cut() throws IOException {
      cut = true;
      for (SocketChannel channel : open) {
        channel.close();
      }
    }

    private void mend() {
      cut = false;
    }

    @Override
    public void close() throws IOException {
      cut();
      server.close();
    }
  }
}
