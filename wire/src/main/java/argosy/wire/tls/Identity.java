package argosy.wire.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// What a server proves with that it is who clients take it for.
///
/// @param chain the server's certificate first
public record Identity(PrivateKey key, List<X509Certificate> chain) {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /// Of a key store in memory, which nobody else reads.
  private static final char[] NO_SECRET = {};

  /// The names and addresses that the server may be called.
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    try {
      Collection<List<?>> all = chain.getFirst().getSubjectAlternativeNames();
      if (all != null) {
        for (List<?> one : all) {
          if (one.get(0).equals(DNS_NAME) || one.get(0).equals(IP_ADDRESS)) {
            names.add(one.get(1).toString());
          }
        }
      }
    } catch (GeneralSecurityException e) {
      // a certificate without names that can be read: no client will believe it
    }
    return names;
  }

  /// @throws IOException if the key isn't the certificate's, or of a kind that TLS doesn't use
  public SSLContext context() throws IOException {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry("server", key, NO_SECRET, chain.toArray(Certificate[]::new));
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, NO_SECRET);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the key and the certificate don't go together: " + e.getMessage(), e);
    }
  }
}
