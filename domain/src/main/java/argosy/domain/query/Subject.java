package argosy.domain.query;

import java.util.Set;

/// What an expression is about.
public interface Subject {

  /// What it says under a name, such as `attribute:ecs.os-type` or `agentVersion`: nothing, one
  /// value, or several, as for `task:group`.
  Set<String> values(String name);
}
