package argosy.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;

/// When a peer is taken for gone.
class PulseTest {
  private static final Pulse PULSE = new Pulse(Duration.ofMillis(10), Duration.ofMillis(100));

  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicInteger pings = new AtomicInteger();
  private final CountDownLatch twentyPings = new CountDownLatch(20);
  private final CountDownLatch gone = new CountDownLatch(1);

  @Test
  void whoIsSilentIsGone() throws Exception {
    Pulse.Watch _ = PULSE.watch(session(() -> {}), gone::countDown);
    assertTrue(gone.await(10, TimeUnit.SECONDS));
    assertTrue(pings.get() > 1, "asked before it was given up");
  }

  @Test
  void whoAnswersIsThere() throws Exception {
    var watch = new Pulse.Watch[1];
    watch[0] =
        new Pulse(Duration.ofMillis(10), Duration.ofSeconds(10))
            .watch(session(() -> watch[0].heard()), gone::countDown);
    assertTrue(twentyPings.await(10, TimeUnit.SECONDS));
    assertEquals(1, gone.getCount());
  }

  @Test
  void whatIsClosedIsAskedNoMore() throws Exception {
    open.set(false);
    Pulse.Watch _ = PULSE.watch(session(() -> {}), gone::countDown);
    assertFalse(gone.await(300, TimeUnit.MILLISECONDS));
    assertEquals(0, pings.get());
  }

  private Session session(Runnable pinged) {
    return (Session)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "isOpen" -> open.get();
                  case "sendPing" -> {
                    pings.incrementAndGet();
                    twentyPings.countDown();
                    pinged.run();
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
