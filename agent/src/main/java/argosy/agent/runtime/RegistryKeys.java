package argosy.agent.runtime;

import java.util.Optional;

/// The operator's keys to registries.
@FunctionalInterface
public interface RegistryKeys {

  /// Nobody has any.
  RegistryKeys NONE = _ -> new Search(Optional.empty(), "without credentials");

  /// Looks for the key to a registry, each time anew: people log in and out. Waits.
  ///
  /// @param registry its host, with its port; `docker.io` for Docker Hub
  Search find(String registry) throws InterruptedException;

  /// What a search came to.
  ///
  /// @param told for people who wonder why a pull was refused: `with credentials from …`, or
  ///   `without credentials: …` and why
  record Search(Optional<RegistryKey> key, String told) {}

  /// What a registry wants to see. What isn't there is empty.
  ///
  /// @param server whom it may be shown
  /// @param identityToken in place of a password
  record RegistryKey(String server, String username, String password, String identityToken) {

    /// Never the secrets.
    @Override
    public String toString() {
      return "RegistryKey[" + username + " at " + server + "]";
    }
  }
}
