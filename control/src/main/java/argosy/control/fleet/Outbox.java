package argosy.control.fleet;

import argosy.domain.id.TaskArn;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an agent was told and hasn't acknowledged. Owned by the cell's thread.
final class Outbox {

  /// An ack takes milliseconds; after this long the message or the ack is taken for lost.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// After so many tries in vain the socket is dead, whatever TCP believes.
  static final int TRIES_MAX = 12;

  private final Map<String, Sent> unacknowledged = new LinkedHashMap<>();

  private record Sent(Set<TaskArn> tasks, Instant at, int tries) {}

  void sent(String messageId, Set<TaskArn> tasks, Instant now, int tries) {
    unacknowledged.put(messageId, new Sent(tasks, now, tries));
  }

  void acknowledged(String messageId) {
    unacknowledged.remove(messageId);
  }

  /// Takes out what has waited too long, to be told again in a message of its own.
  List<Again> due(Instant now) {
    List<Again> due =
        unacknowledged.entrySet().stream()
            .filter(sent -> !sent.getValue().at().plus(PATIENCE).isAfter(now))
            .map(sent -> new Again(sent.getKey(), sent.getValue().tasks(), sent.getValue().tries()))
            .toList();
    due.forEach(again -> unacknowledged.remove(again.messageId()));
    return due;
  }

  /// @param tries how often these tasks were told so far
  record Again(String messageId, Set<TaskArn> tasks, int tries) {
    boolean isHopeless() {
      return tries >= TRIES_MAX;
    }
  }
}
