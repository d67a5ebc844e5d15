package argosy.agent.task;

import argosy.agent.Checkpoint;
import argosy.agent.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is to be kept in the checkpoint, written in one batch after the other. Of several texts of
/// one name that wait, only the newest is written.
public final class Saves {
  private static final Logger LOG = LoggerFactory.getLogger(Saves.class);

  /// A full disk is looked at again about as often as somebody can have made room.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Checkpoint checkpoint;
  private final Loop loop;
  private final Map<String, Optional<String>> waiting = new LinkedHashMap<>();
  private final List<Runnable> told = new ArrayList<>();
  private boolean writing;

  public Saves(Checkpoint checkpoint, Loop loop) {
    this.checkpoint = checkpoint;
    this.loop = loop;
  }

  public void put(String name, String text) {
    waiting.put(name, Optional.of(text));
    write();
  }

  public void delete(String name) {
    waiting.put(name, Optional.empty());
    write();
  }

  /// Runs something when all that was put before is kept.
  public void then(Runnable work) {
    told.add(work);
    write();
  }

  private void write() {
    if (writing || (waiting.isEmpty() && told.isEmpty())) {
      return;
    }
    writing = true;
    Map<String, Optional<String>> batch = new LinkedHashMap<>(waiting);
    List<Runnable> then = List.copyOf(told);
    waiting.clear();
    told.clear();
    if (batch.isEmpty()) {
      written(then);
    } else {
      attempt(batch, then);
    }
  }

  private void attempt(Map<String, Optional<String>> batch, List<Runnable> then) {
    loop.outside(
        () -> {
          for (var entry : batch.entrySet()) {
            if (entry.getValue().isPresent()) {
              checkpoint.put(entry.getKey(), entry.getValue().get());
            } else {
              checkpoint.delete(entry.getKey());
            }
          }
          return batch.size();
        },
        _ -> written(then),
        e -> {
          LOG.error("the checkpoint can't be written, new tasks wait: {}", e.toString());
          loop.after(PAUSE, () -> attempt(batch, then));
        });
  }

  private void written(List<Runnable> then) {
    writing = false;
    then.forEach(Runnable::run);
    write();
  }
}
