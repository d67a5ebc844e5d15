package argosy.wire.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom the clients of this process believe.
public final class Trust {
  private Trust() {}

  /// Makes clients that connect from now on believe these authorities, besides those that the
  /// platform believes. Clients that have connected before may not notice.
  public static void also(List<X509Certificate> authorities) throws IOException {
    try {
      KeyStore both = KeyStore.getInstance("PKCS12");
      both.load(null, null);
      int count = 0;
      for (X509Certificate authority : authorities) {
        both.setCertificateEntry("own-" + count++, authority);
      }
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager platform) {
          for (X509Certificate authority : platform.getAcceptedIssuers()) {
            both.setCertificateEntry("platform-" + count++, authority);
          }
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(both), null);
      SSLContext.setDefault(context);
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates can't be trusted: " + e.getMessage(), e);
    }
  }

  /// The context of clients.
  public static SSLContext context() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
