package argosy.wire.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/// The SDK's model classes as REST-JSON spreads them over path, query, headers and body.
public final class RestShape {
  private RestShape() {}

  /// @throws DecodeError if a member isn't of its type
  public static <T extends SdkPojo> T read(RestRequest request, Class<T> model) {
    return RestReader.read(request, model);
  }

  public static RestResponse write(SdkPojo response) {
    return RestWriter.write(response);
  }

  /// The parameters of a query string, in their order.
  ///
  /// @throws DecodeError if it isn't encoded right
  public static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    byte[] bytes = raw.getBytes(UTF_8);
    int start = 0;
    for (int end = 0; end <= bytes.length; end++) {
      if (end == bytes.length || bytes[end] == '&') {
        if (end > start) {
          add(query, bytes, start, end);
        }
        start = end + 1;
      }
    }
    return query;
  }

  private static void add(Map<String, List<String>> query, byte[] bytes, int start, int end) {
    int equals = start;
    while (equals < end && bytes[equals] != '=') {
      equals++;
    }
    String name = Percent.decode(bytes, start, equals, true);
    String value = equals < end ? Percent.decode(bytes, equals + 1, end, true) : "";
    query.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
  }
}
