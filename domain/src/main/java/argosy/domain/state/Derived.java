package argosy.domain.state;

import org.jspecify.annotations.Nullable;

/// Something that follows from a picture alone and is dear to find out, but cheap to keep up to
/// date.
///
/// @param <V> immutable
public interface Derived<V> {

  /// What follows from a picture as a whole.
  V of(Picture picture);

  /// What follows after one entity was put or deleted: always the same as [#of] the picture then.
  ///
  /// @param picture after the change
  /// @param old as it was before; null if it wasn't there
  /// @param now as it is; null if it is deleted
  V after(V before, Picture picture, @Nullable Entity old, @Nullable Entity now);
}
