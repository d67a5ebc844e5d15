package argosy.server;

import argosy.wire.Caller;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// The access key of an account's root, made at the first start and kept where its owner alone
/// reads it.
///
/// @param account twelve digits
record RootKey(String account, String accessKeyId, String secretAccessKey) implements Keyring {
  private static final String FILE = "root-key.json";
  private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int ID_RANDOM = 16;
  private static final int SECRET_LENGTH = 40;
  private static final JsonMapper JSON = JsonMapper.shared();

  static Optional<RootKey> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(Files.readString(file), RootKey.class))
        : Optional.empty();
  }

  /// The folder's key; makes one for the account if there is none.
  static RootKey readOrMake(Path folder, String account) throws IOException {
    Optional<RootKey> known = read(folder);
    if (known.isPresent()) {
      return known.get();
    }
    var random = new SecureRandom();
    var made =
        new RootKey(
            account,
            "AKIA" + letters(ID_LETTERS, ID_RANDOM, random),
            letters(SECRET_LETTERS, SECRET_LENGTH, random));
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path file = folder.resolve(FILE);
    try (var out =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      out.write(java.nio.ByteBuffer.wrap(JSON.writeValueAsBytes(made)));
    }
    return made;
  }

  private static String letters(String alphabet, int count, SecureRandom random) {
    return random
        .ints(count, 0, alphabet.length())
        .mapToObj(alphabet::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }

  Credentials credentials() {
    return new Credentials(accessKeyId, secretAccessKey, null);
  }

  @Override
  public Optional<Key> find(String id) {
    return id.equals(accessKeyId)
        ? Optional.of(
            new Key(
                credentials(),
                new Caller(account, accessKeyId, "arn:aws:iam::" + account + ":root", account)))
        : Optional.empty();
  }

  /// Never the secret.
  @Override
  public String toString() {
    return "RootKey[" + account + " " + accessKeyId + "]";
  }
}
