package argosy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A request that is broken, or probably so.
///
/// @param what was done to it
/// @param last whether the server is told that nothing follows: for what says that more comes
/// @param surely whether it can't be anything but malformed
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Fuzzed(String what, byte[] bytes, boolean last, boolean surely) {
  /// What means something to one parser or another.
  private static final String MARKS = "{}[]\",:=&%.+\\0-e \u0000\r\n;/<";

  /// Where broken requests come from.
  interface Source {
    Fuzzed next(RandomGenerator random);
  }

  static Fuzzed surely(String what, RawRequest request) {
    return new Fuzzed(what, request.bytes(), false, true);
  }

  static Fuzzed perhaps(String what, RawRequest request) {
    return new Fuzzed(what, request.bytes(), false, false);
  }

  /// What isn't even HTTP, or says more than it has.
  static Fuzzed raw(String what, byte[] bytes) {
    return new Fuzzed(what, bytes, true, true);
  }

  static <T> T one(RandomGenerator random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @SafeVarargs
  static <T> T one(RandomGenerator random, T... of) {
    return of[random.nextInt(of.length)];
  }

  /// Changes, cuts and doubles bytes.
  static byte[] scramble(RandomGenerator random, byte[] bytes) {
    byte[] scrambled = bytes.clone();
    for (int i = random.nextInt(1, 8); i > 0 && scrambled.length > 0; i--) {
      int at = random.nextInt(scrambled.length);
      switch (random.nextInt(5)) {
        case 0 -> scrambled = Arrays.copyOf(scrambled, at);
        case 1 -> scrambled[at] = (byte) random.nextInt();
        case 2, 3 -> scrambled[at] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
        default -> {
          int length = Math.min(scrambled.length - at, random.nextInt(1, 50));
          int to = random.nextInt(scrambled.length - length + 1);
          System.arraycopy(scrambled, at, scrambled, to, length);
        }
      }
    }
    return scrambled;
  }

  /// The same of text that stays within one line.
  static String scramble(RandomGenerator random, String line) {
    String scrambled = new String(scramble(random, line.getBytes(ISO_8859_1)), ISO_8859_1);
    return scrambled.replaceAll("[\\x00-\\x1f\\x7f]", "?");
  }

  /// One bit of one byte is another.
  static byte[] flipped(RandomGenerator random, byte[] bytes, int before) {
    byte[] flipped = bytes.clone();
    flipped[random.nextInt(before)] ^= 1;
    return flipped;
  }

  @Override
  public String toString() {
    String text = new String(bytes, ISO_8859_1);
    return what
        + ", "
        + bytes.length
        + " bytes: "
        + text.substring(0, Math.min(2_000, text.length()));
  }
}
