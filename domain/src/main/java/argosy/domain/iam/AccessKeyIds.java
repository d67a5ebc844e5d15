package argosy.domain.iam;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// Ids and secrets of access keys. An id says which account it belongs to, as AWS's do, so that any
/// server knows where to look for it: behind `AKIA` are 80 bits in base 32, of which the second to
/// the 41st are the account.
public final class AccessKeyIds {
  private static final String PREFIX = "AKIA";
  private static final String TEMPORARY = "ASIA";
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int DIGIT_BITS = 5;
  private static final int ID_DIGITS = 16;
  private static final int SECRET_LENGTH = 40;

  /// Nine digits hold the leading bit, the account and four more bits.
  private static final int HEAD_DIGITS = 9;

  private static final int HEAD_LEFT_BITS = 4;
  private static final long ACCOUNT_MASK = (1L << 40) - 1;
  private static final long ACCOUNT_MAX = 999_999_999_999L;

  private AccessKeyIds() {}

  /// A new id of an account.
  public static String draw(String account, RandomGenerator random) {
    return draw(PREFIX, account, random);
  }

  /// A new id for short-lived credentials.
  public static String drawTemporary(String account, RandomGenerator random) {
    return draw(TEMPORARY, account, random);
  }

  private static String draw(String prefix, String account, RandomGenerator random) {
    long head = (1L << 44) | (Long.parseLong(account) << HEAD_LEFT_BITS) | random.nextInt(16);
    var id = new StringBuilder(prefix);
    for (int digit = HEAD_DIGITS - 1; digit >= 0; digit--) {
      id.append(DIGITS.charAt((int) (head >> (digit * DIGIT_BITS)) & (DIGITS.length() - 1)));
    }
    return id.append(letters(DIGITS, ID_DIGITS - HEAD_DIGITS, random)).toString();
  }

  /// The account that an id belongs to, if it is one of ours; whether there is such an account is
  /// another question.
  public static Optional<String> account(String id) {
    return account(PREFIX, id);
  }

  /// The account whose short-lived credentials have an id.
  public static Optional<String> temporaryAccount(String id) {
    return account(TEMPORARY, id);
  }

  private static Optional<String> account(String prefix, String id) {
    if (id.length() != PREFIX.length() + ID_DIGITS || !id.startsWith(prefix)) {
      return Optional.empty();
    }
    long head = 0;
    for (int at = PREFIX.length(); at < PREFIX.length() + HEAD_DIGITS; at++) {
      int digit = DIGITS.indexOf(id.charAt(at));
      if (digit < 0) {
        return Optional.empty();
      }
      head = (head << DIGIT_BITS) | digit;
    }
    long account = (head >> HEAD_LEFT_BITS) & ACCOUNT_MASK;
    return account > ACCOUNT_MAX ? Optional.empty() : Optional.of("%012d".formatted(account));
  }

  /// A new secret.
  ///
  /// @param random one that nobody can predict
  public static String secret(RandomGenerator random) {
    return letters(SECRET_LETTERS, SECRET_LENGTH, random);
  }

  /// A new unique id of a user, a group or a policy.
  ///
  /// @param kind such as `AIDA`
  static String unique(String kind, RandomGenerator random) {
    return kind + letters(DIGITS, ID_DIGITS + 1, random);
  }

  private static String letters(String alphabet, int count, RandomGenerator random) {
    return random
        .ints(count, 0, alphabet.length())
        .mapToObj(alphabet::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }
}
