package argosy.agent;

import java.io.IOException;
import java.util.Map;

/// What survives an agent's restart: a few small texts by name. Calls wait for the disk, and come
/// one at a time.
public interface Checkpoint {
  Map<String, String> load() throws IOException;

  /// When it returns, the text survives the end of the process and of the machine.
  ///
  /// @param name of letters, digits and hyphens
  void put(String name, String text) throws IOException;

  /// Forgets a text; forgetting what isn't there is not an error.
  void delete(String name) throws IOException;
}
