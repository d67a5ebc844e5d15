package argosy.domain.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A kind of entity.
///
/// @param name the kind's name in the store; never renamed
/// @param indexes by what its entities are looked up besides their keys
public record Kind<E extends Entity>(String name, Class<E> type, List<Index<E>> indexes) {

  public Key<E> key(String id) {
    return new Key<>(this, id);
  }

  /// By what each index finds an entity of this kind, in the order of the indexes.
  public List<Optional<String>> values(Entity entity) {
    E typed = type.cast(entity);
    List<Optional<String>> values = new ArrayList<>(indexes.size()); // a stream is slow here
    for (Index<E> index : indexes) {
      values.add(index.value().apply(typed));
    }
    return values;
  }

  /// Kinds are known by their names, of which each stands for one type.
  @Override
  public boolean equals(Object other) {
    return other instanceof Kind<?> kind && kind.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
