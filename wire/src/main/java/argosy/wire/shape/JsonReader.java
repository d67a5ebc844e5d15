package argosy.wire.shape;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.dataformat.cbor.CBORParser;

/// Reads model classes from JSON or CBOR, in one pass over the parser's tokens.
final class JsonReader {
  private JsonReader() {}

  /// Reads the members of an object whose start the parser is at, and stops at its end.
  static SdkPojo members(JsonParser in, Structure structure, SdkPojo builder) {
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      JsonToken token = in.nextToken();
      Structure.Member member = structure.member(name);
      if (member == null) {
        passOver(in, token);
      } else if (token != JsonToken.VALUE_NULL) {
        member.set(builder, value(in, token, member.shape()));
      }
    }
    if (in.currentToken() != JsonToken.END_OBJECT) {
      throw unexpected(in, "a member name");
    }
    return Structure.build(builder);
  }

  /// What nobody reads is text of the format all the same: a parser that merely skips a string
  /// doesn't look at its bytes.
  private static void passOver(JsonParser in, JsonToken start) {
    int depth = 0;
    for (JsonToken token = start; token != null; token = in.nextToken()) {
      if (token == JsonToken.VALUE_STRING) {
        String _ = wellFormed(in, in.getString());
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return;
      }
    }
  }

  private static Object value(JsonParser in, JsonToken token, Shape shape) {
    return switch (shape) {
      case Shape.Scalar scalar -> scalar(in, token, scalar);
      case Shape.Moment moment -> moment(in, token, moment);
      case Shape.Nested nested -> {
        expect(in, token, JsonToken.START_OBJECT, "an object");
        yield members(in, nested.structure(), nested.newBuilder());
      }
      case Shape.Sequence sequence -> {
        expect(in, token, JsonToken.START_ARRAY, "a list");
        var list = new ArrayList<Object>();
        for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
          list.add(value(in, t, sequence.element()));
        }
        yield list;
      }
      case Shape.Dictionary dictionary -> {
        expect(in, token, JsonToken.START_OBJECT, "an object");
        var map = new LinkedHashMap<String, Object>();
        for (String key = in.nextName(); key != null; key = in.nextName()) {
          JsonToken t = in.nextToken();
          if (t != JsonToken.VALUE_NULL) {
            map.put(wellFormed(in, key), value(in, t, dictionary.value()));
          }
        }
        yield map;
      }
    };
  }

  private static Object scalar(JsonParser in, JsonToken token, Shape.Scalar scalar) {
    return switch (scalar) {
      case TEXT -> {
        expect(in, token, JsonToken.VALUE_STRING, scalar.expected);
        yield wellFormed(in, in.getString());
      }
      case SHORT -> (short) whole(in, token, Short.MIN_VALUE, Short.MAX_VALUE);
      case BYTE -> (byte) whole(in, token, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INTEGER -> (int) whole(in, token, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(in, token, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> (float) decimal(in, token);
      case DOUBLE -> decimal(in, token);
      case DECIMAL -> {
        expectNumber(in, token);
        yield in.getDecimalValue();
      }
      case TRUTH -> {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
          throw unexpected(in, scalar.expected);
        }
        yield token == JsonToken.VALUE_TRUE;
      }
      case BLOB -> blob(in, token);
      case DOCUMENT -> document(in, token);
    };
  }

  private static long whole(JsonParser in, JsonToken token, long min, long max) {
    expect(in, token, JsonToken.VALUE_NUMBER_INT, "an integer");
    try {
      long number = in.getLongValue();
      if (min <= number && number <= max) {
        return number;
      }
    } catch (InputCoercionException e) {
      // beyond 64 bits: refused below
    }
    throw unexpected(in, "an integer from " + min + " to " + max);
  }

  private static double decimal(JsonParser in, JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      return switch (in.getString()) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> throw unexpected(in, "a number");
      };
    }
    expectNumber(in, token);
    return in.getDoubleValue();
  }

  private static Instant moment(JsonParser in, JsonToken token, Shape.Moment moment) {
    var format =
        in instanceof CBORParser ? Format.UNIX_TIMESTAMP : Moments.jsonFormat(moment.format());
    try {
      return switch (format) {
        case UNIX_TIMESTAMP -> {
          expectNumber(in, token);
          yield Moments.ofEpochSeconds(in.getDoubleValue());
        }
        case UNIX_TIMESTAMP_MILLIS -> {
          expect(in, token, JsonToken.VALUE_NUMBER_INT, "an integer");
          yield Instant.ofEpochMilli(in.getLongValue());
        }
        case ISO_8601, RFC_822 -> {
          expect(in, token, JsonToken.VALUE_STRING, "a string");
          yield Moments.parse(in.getString(), format);
        }
      };
    } catch (InputCoercionException | IllegalArgumentException e) {
      throw unexpected(in, "a time");
    }
  }

  private static SdkBytes blob(JsonParser in, JsonToken token) {
    if (token != JsonToken.VALUE_EMBEDDED_OBJECT) {
      expect(in, token, JsonToken.VALUE_STRING, Shape.Scalar.BLOB.expected);
    }
    try {
      return SdkBytes.fromByteArrayUnsafe(in.getBinaryValue());
    } catch (JacksonException e) {
      throw unexpected(in, Shape.Scalar.BLOB.expected);
    }
  }

  private static Document document(JsonParser in, JsonToken token) {
    return switch (token) {
      case VALUE_NULL -> Document.fromNull();
      case VALUE_TRUE -> Document.fromBoolean(true);
      case VALUE_FALSE -> Document.fromBoolean(false);
      case VALUE_STRING -> Document.fromString(wellFormed(in, in.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Document.fromNumber(in.getString());
      case START_ARRAY -> {
        List<Document> list = new ArrayList<>();
        for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
          list.add(document(in, t));
        }
        yield Document.fromList(list);
      }
      case START_OBJECT -> {
        Map<String, Document> map = new LinkedHashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
          map.put(wellFormed(in, name), document(in, in.nextToken()));
        }
        yield Document.fromMap(map);
      }
      case END_ARRAY, END_OBJECT, NOT_AVAILABLE, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw unexpected(in, Shape.Scalar.DOCUMENT.expected);
    };
  }

  /// Half a surrogate pair can be escaped in JSON, but no encoding can carry it back.
  private static String wellFormed(JsonParser in, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
          throw unexpected(in, "Unicode text without halves of surrogate pairs");
        }
        i++;
      }
    }
    return text;
  }

  private static void expectNumber(JsonParser in, JsonToken token) {
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw unexpected(in, "a number");
    }
  }

  private static void expect(JsonParser in, JsonToken token, JsonToken expected, String words) {
    if (token != expected) {
      throw unexpected(in, words);
    }
  }

  /// The error at the parser's current token.
  static DecodeError unexpected(JsonParser in, String expected) {
    JsonToken token = in.currentToken();
    TokenStreamContext at = in.streamReadContext();
    if (at != null && (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY)) {
      at = at.getParent();
    }
    var path = new StringBuilder();
    path(path, at);
    String where = path.isEmpty() ? "the body" : path.toString();
    return new DecodeError(where + ": expected " + expected + ", found " + found(token));
  }

  private static void path(StringBuilder path, TokenStreamContext at) {
    if (at == null || at.inRoot()) {
      return;
    }
    path(path, at.getParent());
    if (at.inArray()) {
      path.append('[').append(at.getCurrentIndex()).append(']');
    } else if (at.currentName() != null) {
      path.append(path.isEmpty() ? "" : ".").append(at.currentName());
    }
  }

  private static String found(JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      case VALUE_EMBEDDED_OBJECT -> "bytes";
      case END_ARRAY, END_OBJECT, NOT_AVAILABLE, PROPERTY_NAME -> "something else";
    };
  }
}
