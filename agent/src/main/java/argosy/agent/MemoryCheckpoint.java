package argosy.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A checkpoint that outlives an agent but not the process: for tests and simulations.
public final class MemoryCheckpoint implements Checkpoint {
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  @Override
  public Map<String, String> load() {
    return Map.copyOf(texts);
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
