package argosy.control.fleet;

import java.util.concurrent.atomic.LongAdder;

/// How many messages went over all ACS sockets since the start. Any thread may read it.
public final class AcsTraffic {
  private final LongAdder sent = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();

  AcsTraffic() {}

  void sent() {
    sent.increment();
  }

  void acknowledged() {
    acknowledged.increment();
  }

  /// Messages to agents: payloads, manifests, heartbeats, verifications.
  public long sentTotal() {
    return sent.sum();
  }

  /// Of those that agents acknowledge, which are payloads and manifests, how many they did.
  public long acknowledgedTotal() {
    return acknowledged.sum();
  }
}
