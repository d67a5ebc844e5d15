package argosy.domain.state;

import java.util.Optional;
import java.util.function.Function;

/// A second way to find entities of a kind.
///
/// @param name unique among all indexes
/// @param value by what an entity is found; empty leaves it out
public record Index<E extends Entity>(String name, Function<E, Optional<String>> value) {}
