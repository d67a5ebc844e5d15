package argosy.domain.state;

/// Something that is true in a cell and lives in the [Picture]: an immutable value under a key.
public interface Entity {
  Key<?> key();
}
