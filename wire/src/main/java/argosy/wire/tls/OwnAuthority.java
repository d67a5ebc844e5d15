package argosy.wire.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A certificate authority of our own for one data folder, and the certificates that it gives the
/// server there. Clients need to be told of it once: it stays when the server's names change.
///
/// The JDK's `keytool` makes both, so no ASN.1 is written here.
public final class OwnAuthority {
  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";

  /// The folder is its owner's alone; PKCS #12 wants some password nevertheless.
  private static final String PASSWORD = "argosy";

  private static final int AUTHORITY_DAYS = 3_650;

  /// The longest that clients of Apple's take.
  private static final int SERVER_DAYS = 820;

  /// Servers run for weeks on end.
  private static final Duration LEFT_MIN = Duration.ofDays(90);

  /// Two key pairs and some hundred milliseconds of a JVM's start, on a machine that is busy.
  private static final Duration KEYTOOL_MAX = Duration.ofSeconds(60);

  private final Path folder;

  private OwnAuthority(Path folder) {
    this.folder = folder;
  }

  /// The authority of a folder, which is made if it isn't there.
  public static OwnAuthority in(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new OwnAuthority(folder);
  }

  /// The authority's certificate in PEM, for clients.
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /// A certificate for all of these names and addresses: the last one, as long as it is good.
  ///
  /// @throws IOException if `keytool` fails; with its words
  public Identity identity(Collection<String> names, Instant now) throws IOException {
    try {
      KeyStore keys = load();
      if (!keys.containsAlias(AUTHORITY)) {
        makeAuthority();
        keys = load();
      }
      Files.writeString(certificate(), Pem.text((X509Certificate) keys.getCertificate(AUTHORITY)));
      if (!isGood(keys, names, now)) {
        makeServer(keys, names);
        keys = load();
      }
      return identity(keys);
    } catch (GeneralSecurityException e) {
      throw new IOException(store() + " can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean isGood(KeyStore keys, Collection<String> names, Instant now)
      throws GeneralSecurityException {
    if (!keys.containsAlias(SERVER)) {
      return false;
    }
    Identity known = identity(keys);
    Instant end = known.chain().getFirst().getNotAfter().toInstant();
    return end.isAfter(now.plus(LEFT_MIN)) && known.names().containsAll(names);
  }

  private static Identity identity(KeyStore keys) throws GeneralSecurityException {
    var key = (PrivateKey) keys.getKey(SERVER, PASSWORD.toCharArray());
    List<X509Certificate> chain =
        Arrays.stream(keys.getCertificateChain(SERVER)).map(X509Certificate.class::cast).toList();
    return new Identity(key, chain);
  }

  private void makeAuthority() throws IOException {
    keytool(
        List.of(
            "-genkeypair",
            "-alias",
            AUTHORITY,
            "-dname",
            "CN=Argosy's own authority",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-ext",
            "bc:critical=ca:true,pathlen:0",
            "-ext",
            "ku:critical=keyCertSign,cRLSign",
            "-validity",
            Integer.toString(AUTHORITY_DAYS)));
  }

  private void makeServer(KeyStore keys, Collection<String> names)
      throws IOException, GeneralSecurityException {
    if (keys.containsAlias(SERVER)) {
      keytool(List.of("-delete", "-alias", SERVER));
    }
    String alternatives = names.stream().map(OwnAuthority::san).collect(Collectors.joining(","));
    keytool(
        List.of(
            "-genkeypair",
            "-alias",
            SERVER,
            "-signer",
            AUTHORITY,
            "-dname",
            "CN=argosy",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-ext",
            "san=" + alternatives,
            "-ext",
            "eku=serverAuth",
            "-ext",
            "ku:critical=digitalSignature",
            "-validity",
            Integer.toString(SERVER_DAYS)));
  }

  private static String san(String name) {
    boolean isAddress = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    return (isAddress ? "ip:" : "dns:") + name;
  }

  private void keytool(List<String> words) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(words);
    command.addAll(
        List.of("-storetype", "PKCS12", "-keystore", store().toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      boolean ended = process.waitFor(KEYTOOL_MAX.toSeconds(), TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new IOException("the JDK's keytool made no certificate: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a certificate was made", e);
    } finally {
      process.destroy();
    }
  }

  private Path store() {
    return folder.resolve("keys.p12");
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    if (!Files.exists(store())) {
      keys.load(null, null);
      return keys;
    }
    try (InputStream in = Files.newInputStream(store())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }
}
