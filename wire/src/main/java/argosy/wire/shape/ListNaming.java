package argosy.wire.shape;

/// What the elements of lists are called in forms.
public enum ListNaming {
  /// `Tags.member.1`, and `Tags.1` where the model says that the list is flattened.
  QUERY,
  /// `Tag.1` always.
  EC2;

  boolean hasLevel(Shape.Sequence sequence) {
    return this == QUERY && !sequence.flattened();
  }
}
