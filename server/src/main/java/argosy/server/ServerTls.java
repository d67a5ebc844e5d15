package argosy.server;

import argosy.wire.tls.Identity;
import java.nio.file.Path;

/// How a server serves TLS.
///
/// @param trust the file of what clients must believe to believe the server
record ServerTls(Identity identity, Path trust) {

  /// A name that the certificate has and that leads from this machine to the server.
  ///
  /// @param preferred where the server listens
  String localName(String preferred) {
    var names = identity.names();
    if (names.contains(preferred)) {
      return preferred;
    }
    return names.stream().filter(name -> !name.startsWith("*")).findFirst().orElse(preferred);
  }
}
