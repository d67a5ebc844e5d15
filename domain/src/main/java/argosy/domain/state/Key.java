package argosy.domain.state;

/// Names an entity in its cell.
///
/// @param id unique in its kind; entities of a kind are kept and listed in its order
public record Key<E extends Entity>(Kind<E> kind, String id) {}
