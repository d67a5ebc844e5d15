package argosy.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThreadLoopTest {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private String next() throws InterruptedException {
    String next = heard.poll(20, TimeUnit.SECONDS);
    return next == null ? "silence" : next;
  }

  private void here(String what) {
    heard.add(what + " on " + Thread.currentThread().getName());
  }

  @Test
  void everythingComesBackToTheOwner() throws Exception {
    try (ThreadLoop loop = new ThreadLoop("owner")) {
      loop.post(() -> here("posted"));
      assertEquals("posted on owner", next());
      loop.outside(() -> 1, _ -> here("back"), _ -> here("failed"));
      assertEquals("back on owner", next());
      loop.outside(
          () -> {
            throw new IOException("no");
          },
          _ -> here("back"),
          _ -> here("failed"));
      assertEquals("failed on owner", next());
      loop.post(() -> {
        loop.after(Duration.ofSeconds(1), () -> here("later"));
        loop.after(Duration.ofMillis(1), () -> here("soon"));
      });
      assertEquals("soon on owner", next());
      assertEquals("later on owner", next());
      assertThrows(
          IllegalStateException.class, () -> loop.after(Duration.ZERO, () -> here("never")));
    }
  }

  @Test
  void aBugDoesNotEndIt() throws Exception {
    try (ThreadLoop loop = new ThreadLoop("owner")) {
      loop.post(() -> {
        throw new IllegalStateException("on purpose, for the test");
      });
      loop.post(() -> here("on"));
      assertEquals("on on owner", next());
    }
  }

  @Test
  void whatWasPostedIsDoneBeforeTheEnd() {
    List<Integer> done = new CopyOnWriteArrayList<>();
    ThreadLoop loop = new ThreadLoop("owner");
    for (int i = 0; i < 100; i++) {
      int number = i;
      loop.post(() -> done.add(number));
    }
    loop.close();
    loop.close();
    loop.post(() -> done.add(-1));
    assertEquals(100, done.size());
  }

  @Test
  void filesKeepTexts(@TempDir Path folder) throws Exception {
    FileCheckpoint first = new FileCheckpoint(folder.resolve("agent"));
    first.put("host", "abc");
    first.put("host", "abd");
    first.put("task-1", "{}");
    first.delete("task-1");
    first.delete("task-1");
    assertEquals(Map.of("host", "abd"), new FileCheckpoint(folder.resolve("agent")).load());
  }
}
