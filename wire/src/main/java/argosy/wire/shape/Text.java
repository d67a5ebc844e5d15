package argosy.wire.shape;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/// Simple values as the texts that forms and XML have for them.
final class Text {
  private static final Instant EXAMPLE = Instant.parse("2011-06-15T00:00:00Z");

  private Text() {}

  static String of(Shape.Scalar scalar, Object value) {
    return switch (scalar) {
      case TEXT, SHORT, INTEGER, LONG, BYTE, FLOAT, DOUBLE, TRUTH -> value.toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case BLOB -> Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe());
      case DOCUMENT -> throw new IllegalArgumentException("documents occur in JSON protocols only");
    };
  }

  /// @param usual the format where the model says none
  static String of(Shape.Moment moment, Format usual, Instant time) {
    return Moments.text(time, moment.format() == null ? usual : moment.format());
  }

  /// @param where the value's name, for the message
  /// @throws DecodeError if the text is no such value
  static Object parse(Shape.Scalar scalar, String text, Supplier<String> where) {
    try {
      return switch (scalar) {
        case TEXT -> text;
        case SHORT -> Short.valueOf(text);
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case BYTE -> Byte.valueOf(text);
        case FLOAT -> Float.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case DECIMAL -> new BigDecimal(text);
        case TRUTH -> truth(text);
        case BLOB -> SdkBytes.fromByteArrayUnsafe(Base64.getMimeDecoder().decode(text));
        case DOCUMENT -> throw new IllegalArgumentException("documents occur in JSON only");
      };
    } catch (IllegalArgumentException e) {
      throw new DecodeError(where.get() + ": expected " + scalar.expected, e);
    }
  }

  static Instant parse(Shape.Moment moment, Format usual, String text, Supplier<String> where) {
    Format format = moment.format() == null ? usual : moment.format();
    try {
      return Moments.parse(text, format);
    } catch (IllegalArgumentException e) {
      String example = Moments.text(EXAMPLE, format);
      throw new DecodeError(where.get() + ": expected a time such as " + example, e);
    }
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
