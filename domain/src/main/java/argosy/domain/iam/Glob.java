package argosy.domain.iam;

/// Patterns of policies: `*` is any number of characters, `?` is one.
final class Glob {

  /// What stands for a star that means itself, which patterns write as `${*}`.
  static final char STAR = '\uE02A';

  /// What stands for a question mark that means itself, which patterns write as `${?}`.
  static final char QUESTION = '\uE03F';

  private Glob() {}

  /// Goes back to the last star only, so that it takes at most the product of the lengths.
  static boolean matches(String pattern, String text) {
    int at = 0;
    int star = -1;
    int resume = 0;
    int position = 0;
    while (position < text.length()) {
      char wanted = at < pattern.length() ? pattern.charAt(at) : '\0';
      if (wanted == '*') {
        star = at++;
        resume = position;
      } else if (at < pattern.length()
          && (wanted == '?' || literal(wanted) == text.charAt(position))) {
        at++;
        position++;
      } else if (star >= 0) {
        at = star + 1;
        position = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  /// A text in which every character means itself.
  static String plain(String pattern) {
    return pattern.replace(STAR, '*').replace(QUESTION, '?');
  }

  private static char literal(char wanted) {
    return switch (wanted) {
      case STAR -> '*';
      case QUESTION -> '?';
      default -> wanted;
    };
  }
}
