package argosy.domain.iam;

/// A policy as its author wrote it, and as it is asked.
public record Document(String text, Policy policy) {

  /// As IAM counts: without white space.
  int size() {
    return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }
}
