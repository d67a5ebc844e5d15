package argosy.telemetry.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// Reads a pattern from left to right. Blanks between words mean nothing.
final class Scanner {

  /// As many regular expressions as AWS takes in one pattern.
  private static final int REGEX_MAX = 2;

  /// What a regular expression may have besides letters and digits, and blanks.
  private static final String REGEX_SIGNS = ":_#=@/;,-^$?[]{}|\\*+. ";

  /// Where a word ends that isn't quoted.
  private static final String WORD_ENDS = " \t\r\n,()[]{}&|=!<>\"%";

  private final String text;
  private int at;
  private int regexes;

  Scanner(String text) {
    this.text = text;
  }

  /// The pattern can't be read.
  static final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stuck(String complaint) {
      super(complaint, null, false, false);
    }
  }

  Stuck stuck(String wanted) {
    String found = at < text.length() ? "'" + text.substring(at) + "'" : "the end";
    return new Stuck("expected " + wanted + ", found " + found);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  boolean sees(String sign) {
    skipBlanks();
    return text.startsWith(sign, at);
  }

  boolean take(String sign) {
    boolean seen = sees(sign);
    if (seen) {
      at += sign.length();
    }
    return seen;
  }

  /// Takes a sign only if nothing stands before it.
  boolean takeNext(String sign) {
    boolean seen = text.startsWith(sign, at);
    if (seen) {
      at += sign.length();
    }
    return seen;
  }

  void need(String sign) {
    if (!take(sign)) {
      throw stuck("'" + sign + "'");
    }
  }

  boolean isAtEnd() {
    skipBlanks();
    return at == text.length();
  }

  void end() {
    if (!isAtEnd()) {
      throw stuck("the end");
    }
  }

  /// What stands before the next blank or sign; may be empty.
  String word() {
    skipBlanks();
    return upTo(WORD_ENDS);
  }

  /// Reads on until one of some signs or the end.
  String upTo(String ends) {
    int from = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  /// What stands between quotation marks, after the first of them; a backslash takes the meaning
  /// from the sign behind it.
  String quoted(char mark) {
    var said = new StringBuilder();
    while (at < text.length() && text.charAt(at) != mark) {
      boolean escapes = text.charAt(at) == '\\' && at + 1 < text.length();
      if (escapes && (text.charAt(at + 1) == mark || text.charAt(at + 1) == '\\')) {
        at++;
      }
      said.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw stuck("a closing " + mark);
    }
    at++;
    return said.toString();
  }

  /// A regular expression, after its first percent sign.
  Pattern regex() {
    int from = at;
    while (at < text.length() && text.charAt(at) != '%') {
      boolean escapes = text.charAt(at) == '\\' && at + 1 < text.length();
      char said = text.charAt(escapes ? ++at : at);
      boolean known = said < 128 && (Character.isLetterOrDigit(said) || known(said, escapes));
      if (!known) {
        throw new Stuck(
            "a regular expression takes letters, digits, "
                + "and : _ # = @ / ; , - ^ $ ? [ ] { } | \\ * + . but not '"
                + said
                + "'");
      }
      at++;
    }
    if (at == text.length()) {
      throw stuck("a closing %");
    }
    if (++regexes > REGEX_MAX) {
      throw new Stuck("a pattern has at most " + REGEX_MAX + " regular expressions");
    }
    String expression = text.substring(from, at++);
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new Stuck("'" + expression + "' is no regular expression: " + e.getDescription());
    }
  }

  private static boolean known(char sign, boolean escaped) {
    return escaped || REGEX_SIGNS.indexOf(sign) >= 0;
  }
}
