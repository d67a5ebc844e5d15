package argosy.agent;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// A checkpoint that outlives an agent but not the process: for tests and simulations.
public final class MemoryCheckpoint implements Checkpoint {
  private final Map<String, String> texts = new ConcurrentSkipListMap<>();

  @Override
  public Map<String, String> load() {
    return new TreeMap<>(texts); // in an order that is the same in every run
  }

  @Override
  public void put(String name, String text) {
    texts.put(name, text);
  }

  @Override
  public void delete(String name) {
    texts.remove(name);
  }
}
