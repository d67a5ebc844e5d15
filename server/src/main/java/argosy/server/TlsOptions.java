package argosy.server;

import argosy.wire.tls.OwnAuthority;
import argosy.wire.tls.Pem;
import argosy.wire.tls.Trust;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/// Whether and with which certificate a server serves TLS.
final class TlsOptions {
  private static final String FOLDER = "tls";

  @Option(
      names = "--tls",
      description = {
        "Serve TLS with a certificate of this server's own authority;",
        "argosy env prints what clients need to believe it."
      })
  private boolean own;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "Serve TLS with this certificate (PEM, with those between it and its authority).")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The key of the certificate (PEM, PKCS #8, not encrypted).")
  private Optional<Path> key = Optional.empty();

  /// Empty for plain HTTP. The clients of this process believe what comes of it.
  ///
  /// @param folder the data folder, which keeps our own authority
  Optional<ServerTls> choose(Path folder, String listen, Instant now) throws IOException {
    if (certificate.isPresent() != key.isPresent()) {
      throw new Complaint("--tls-cert and --tls-key belong together: name both files.");
    }
    if (certificate.isPresent() && own) {
      throw new Complaint("--tls makes a certificate, --tls-cert brings one: choose one of them.");
    }
    Optional<ServerTls> chosen = Optional.empty();
    if (certificate.isPresent()) {
      Path given = certificate.get().toRealPath();
      chosen = Optional.of(new ServerTls(Pem.identity(given, key.orElseThrow()), given));
    } else if (own) {
      OwnAuthority authority = OwnAuthority.in(folder.resolve(FOLDER));
      chosen =
          Optional.of(
              new ServerTls(authority.identity(names(listen), now), authority.certificate()));
    }
    if (chosen.isPresent()) {
      Trust.also(Pem.certificates(chosen.get().trust()));
    }
    return chosen;
  }

  /// What clients may call this machine.
  private static Set<String> names(String listen) throws IOException {
    var names = new TreeSet<>(Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
    String host = InetAddress.getLocalHost().getHostName();
    if (host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
      names.add(host);
    }
    InetAddress address = InetAddress.getByName(listen);
    if (!address.isAnyLocalAddress()) {
      names.add(text(address));
      return names;
    }
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(one -> !one.isLinkLocalAddress())
        .map(TlsOptions::text)
        .forEach(names::add);
    return names;
  }

  /// Without the zone that IPv6 addresses may have on one machine only.
  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = address instanceof Inet6Address ? text.indexOf('%') : -1;
    return zone < 0 ? text : text.substring(0, zone);
  }
}
