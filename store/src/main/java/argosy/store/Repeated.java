package argosy.store;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.util.JsonParserDelegate;

/// Texts that many documents have in common (names, words, images): who reads documents together
/// keeps one copy of each. Half of the memory of a store with many definitions would be copies.
final class Repeated {

  /// What is longer is hardly the same twice.
  private static final int LENGTH_MAX = 64;

  private final Map<String, String> texts = new HashMap<>();

  /// A parser whose texts are shared.
  JsonParser in(JsonParser document) {
    return new JsonParserDelegate(document) {
      @Override
      public String getString() {
        return once(super.getString());
      }
    };
  }

  private String once(String text) {
    if (text.length() > LENGTH_MAX) {
      return text;
    }
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
