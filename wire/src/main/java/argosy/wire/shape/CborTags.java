package argosy.wire.shape;

/// Refuses long runs of tags in CBOR, for which Jackson's parser takes a time that grows with the
/// square of their number.
final class CborTags {
  /// Times have one; nothing that AWS sends has more.
  private static final int TAGS_MAX = 4;

  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int TAG = 6;

  private CborTags() {}

  /// Goes over the heads of all items, whatever is inside what.
  ///
  /// @throws DecodeError if there are too many tags in a row; other flaws are the parser's to find
  static void check(byte[] cbor) {
    int tags = 0;
    int at = 0;
    while (at < cbor.length) {
      int type = (cbor[at] & 0xE0) >> 5;
      int extra = extraBytes(cbor[at] & 0x1F);
      tags = type == TAG ? tags + 1 : 0;
      if (tags > TAGS_MAX) {
        throw new DecodeError("a value has more than " + TAGS_MAX + " tags");
      }
      long skipped = 1L + extra;
      if (type == BYTES || type == TEXT) {
        skipped += length(cbor, at, extra);
      }
      if (skipped > cbor.length - at) {
        return;
      }
      at += (int) skipped;
    }
  }

  /// How many bytes after the first the length or the value has.
  private static int extraBytes(int info) {
    return info >= 24 && info <= 27 ? 1 << (info - 24) : 0;
  }

  /// The length of a text or of bytes; beyond the end if there is no such length.
  private static long length(byte[] cbor, int at, int extra) {
    int info = cbor[at] & 0x1F;
    if (extra == 0) {
      return info < 24 ? info : 0;
    }
    long length = 0;
    for (int i = 1; i <= extra; i++) {
      if (at + i >= cbor.length) {
        return cbor.length;
      }
      length = length << 8 | (cbor[at + i] & 0xFF);
    }
    return length < 0 || length > cbor.length ? cbor.length : length;
  }
}
