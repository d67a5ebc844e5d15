package argosy.agent;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// The GPUs of a host.
///
/// @param ids under which the engine gives them to containers, in the order of the host's
/// @param driver the version of their driver; empty if nobody says it
public record Gpus(List<String> ids, String driver) {
  public static final Gpus NONE = new Gpus(List.of(), "");

  /// They go into a list with commas.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");

  /// @throws IllegalArgumentException if one of the ids is none, or stands there twice
  public Gpus {
    ids = List.copyOf(ids);
    for (String id : ids) {
      if (!ID.matcher(id).matches()) {
        throw new IllegalArgumentException("'" + id + "' is no id of a GPU");
      }
    }
    if (new HashSet<>(ids).size() < ids.size()) {
      throw new IllegalArgumentException("a GPU stands twice in " + String.join(",", ids));
    }
  }

  /// Where the GPUs of a host are found out.
  public interface Finder {

    /// What is there now; none if that can't be found out.
    Gpus find() throws InterruptedException;
  }
}
