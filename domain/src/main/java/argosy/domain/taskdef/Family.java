package argosy.domain.taskdef;

import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import java.util.List;

/// A family of task definitions; it outlives its revisions, so that no number is ever given twice.
///
/// @param latest the number of the newest revision ever registered
public record Family(String name, int latest) implements Entity {

  public static final Kind<Family> KIND = new Kind<>("family", Family.class, List.of());

  @Override
  public Key<Family> key() {
    return KIND.key(name);
  }
}
