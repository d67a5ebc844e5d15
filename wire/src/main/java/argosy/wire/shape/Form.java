package argosy.wire.shape;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The parameters of an AWS Query request, decoded. Of repeated names the last counts.
public final class Form {
  /// The largest request of the Query services, 100 descriptions of resources by 20 members each.
  private static final int PARAMETERS_MAX = 2_000;

  /// Deeper than any model; bounds the recursion over shapes that contain themselves.
  private static final int NAME_PARTS_MAX = 64;

  private final NavigableMap<String, String> parameters = new TreeMap<>();

  private Form() {}

  /// Parses `name=value&…` as forms and query strings have it.
  ///
  /// @throws DecodeError if it isn't such text
  public static Form parse(byte[] encoded) {
    var form = new Form();
    int start = 0;
    for (int i = 0; i <= encoded.length; i++) {
      if (i == encoded.length || encoded[i] == '&') {
        if (i > start) {
          form.add(encoded, start, i);
        }
        start = i + 1;
      }
    }
    return form;
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /// True if a parameter has this name, or a name below it.
  boolean has(String name) {
    if (parameters.containsKey(name)) {
      return true;
    }
    String below = name + ".";
    String next = parameters.ceilingKey(below);
    return next != null && next.startsWith(below);
  }

  private void add(byte[] encoded, int start, int end) {
    int equals = start;
    while (equals < end && encoded[equals] != '=') {
      equals++;
    }
    String name = decode(encoded, start, equals);
    String value = equals < end ? decode(encoded, equals + 1, end) : "";
    if (name.chars().filter(c -> c == '.').count() >= NAME_PARTS_MAX) {
      throw new DecodeError("a parameter's name has more than " + NAME_PARTS_MAX + " parts");
    }
    parameters.put(name, value);
    if (parameters.size() > PARAMETERS_MAX) {
      throw new DecodeError("more than " + PARAMETERS_MAX + " parameters");
    }
  }

  private static String decode(byte[] encoded, int start, int end) {
    byte[] decoded = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      byte b = encoded[i];
      if (b == '+') {
        decoded[length++] = ' ';
      } else if (b == '%') {
        int high = i + 2 < end ? Character.digit(encoded[i + 1], 16) : -1;
        int low = i + 2 < end ? Character.digit(encoded[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new DecodeError("a % is not followed by two hexadecimal digits");
        }
        decoded[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        decoded[length++] = b;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(decoded, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DecodeError("a parameter is not UTF-8", e);
    }
  }
}
