package argosy.server;

import argosy.domain.iam.AccessKeyIds;
import argosy.store.Accounts.Account;
import argosy.wire.sigv4.Credentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// The access keys of accounts' roots: how they are made, and the copies in the data folder from
/// which the command line signs. Their owner alone reads them. The store is the truth.
final class RootKey {
  private static final String FOLDER = "keys";
  private static final String FIRST = "first";
  private static final JsonMapper JSON = JsonMapper.shared();

  private RootKey() {}

  /// An account with a new key.
  static Account make(String account) {
    var random = new SecureRandom();
    return new Account(account, AccessKeyIds.draw(account, random), AccessKeyIds.secret(random));
  }

  static Credentials credentials(Account account) {
    return new Credentials(account.accessKeyId(), account.secretAccessKey(), null);
  }

  /// The copy of an account's key; that of the first account where none is named.
  static Optional<Account> read(Path folder, Optional<String> account) throws IOException {
    Path file = folder.resolve(FOLDER).resolve(account.orElse(FIRST) + ".json");
    return Files.exists(file)
        ? Optional.of(JSON.readValue(Files.readString(file), Account.class))
        : Optional.empty();
  }

  /// Keeps copies of the accounts' keys, of which the first is the one that nobody has to name.
  static void copy(Path folder, Iterable<Account> accounts) throws IOException {
    Path keys = Place.folder(folder.resolve(FOLDER));
    String name = FIRST;
    for (Account account : accounts) {
      if (name.equals(FIRST)) {
        write(keys, name, account);
        name = "";
      }
      write(keys, account.id(), account);
    }
  }

  private static void write(Path keys, String name, Account account) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path fresh = keys.resolve(name + ".new");
    Files.deleteIfExists(fresh);
    try (var out =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      out.write(ByteBuffer.wrap(JSON.writeValueAsBytes(account)));
      out.force(true);
    }
    Files.move(
        fresh,
        keys.resolve(name + ".json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
