package argosy.domain.network;

import argosy.domain.state.Entity;
import java.util.SortedMap;

/// Something of EC2's: it has an id that says what it is, and tags.
public interface Tagged extends Entity {

  /// Such as `vpc-0123456789abcdef0`.
  String id();

  /// By their keys.
  SortedMap<String, String> tags();

  /// With other tags.
  Tagged tagged(SortedMap<String, String> changed);
}
