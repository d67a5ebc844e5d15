package argosy.domain.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/// Reads an expression from left to right: `or` binds least, then `and`, then `not`.
final class Parser {

  /// Deeper than anybody writes; beyond it the stack would be at stake.
  private static final int DEPTH_MAX = 50;

  private static final List<String> SIGNS =
      List.of("==", "!=", ">=", "<=", "=~", "!~", ">", "<", "!exists", "!in");

  private final String text;
  private int at;
  private int depth;

  Parser(String text) {
    this.text = text;
  }

  /// The expression can't be read.
  static final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stuck(String complaint) {
      super(complaint, null, false, false);
    }
  }

  Node parse() {
    Node all = or();
    skipBlanks();
    if (at < text.length()) {
      throw stuck("expected 'and', 'or' or the end");
    }
    return all;
  }

  private Node or() {
    var any = new ArrayList<Node>();
    do {
      any.add(and());
    } while (take("||") || takeWord("or"));
    return any.size() == 1 ? any.getFirst() : new Node.Any(List.copyOf(any));
  }

  private Node and() {
    var all = new ArrayList<Node>();
    do {
      all.add(unary());
    } while (take("&&") || takeWord("and"));
    return all.size() == 1 ? all.getFirst() : new Node.All(List.copyOf(all));
  }

  private Node unary() {
    if (++depth > DEPTH_MAX) {
      throw stuck("nested more than " + DEPTH_MAX + " deep");
    }
    Node node;
    if (takeWord("not") || take("!")) {
      node = new Node.Not(unary());
    } else if (take("(")) {
      node = or();
      if (!take(")")) {
        throw stuck("expected ')'");
      }
    } else {
      node = test();
    }
    depth--;
    return node;
  }

  private Node test() {
    String name = word("()[],=!<>~&|", "a subject, such as attribute:ecs.os-type");
    if (!name.startsWith("attribute:") && !Query.NAMES.contains(name)) {
      throw new Stuck(
          "'"
              + name
              + "' is nothing to ask for: use attribute:NAME, agentConnected, agentVersion,"
              + " ec2InstanceId, registeredAt, runningTasksCount or task:group.");
    }
    skipBlanks();
    int start = at;
    return switch (operator()) {
      case "==", "equals" -> compares(name, Comparison.EQUAL);
      case "!=", "not_equals" -> new Node.Not(compares(name, Comparison.EQUAL));
      case ">", "greater_than" -> compares(name, Comparison.GREATER);
      case ">=", "greater_than_equal" -> compares(name, Comparison.GREATER_OR_EQUAL);
      case "<", "less_than" -> compares(name, Comparison.LESS);
      case "<=", "less_than_equal" -> compares(name, Comparison.LESS_OR_EQUAL);
      case "in" -> new Node.Compares(name, Comparison.EQUAL, list());
      case "!in", "not_in" -> new Node.Not(new Node.Compares(name, Comparison.EQUAL, list()));
      case "exists" -> new Node.Exists(name);
      case "!exists", "not_exists" -> new Node.Not(new Node.Exists(name));
      case "=~", "matches" -> new Node.Matches(name, pattern());
      case "!~", "not_matches" -> new Node.Not(new Node.Matches(name, pattern()));
      default -> {
        at = start;
        throw stuck(
            "expected an operator (==, !=, >, >=, <, <=, in, !in, =~, !~, exists, !exists)");
      }
    };
  }

  private Node compares(String name, Comparison comparison) {
    return new Node.Compares(name, comparison, List.of(argument()));
  }

  private String operator() {
    for (String sign : SIGNS) {
      if (take(sign)) {
        return sign;
      }
    }
    return word("()[],=!<>~&|", "an operator, such as ==");
  }

  private List<String> list() {
    if (!take("[")) {
      throw stuck("expected a list, such as [a, b]");
    }
    var items = new ArrayList<String>();
    do {
      items.add(argument());
    } while (take(","));
    if (!take("]")) {
      throw stuck("expected ',' or ']'");
    }
    return List.copyOf(items);
  }

  private String argument() {
    skipBlanks();
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      int end = text.indexOf(text.charAt(at), at + 1);
      if (end < 0) {
        throw stuck("the quotation has no end");
      }
      String quoted = text.substring(at + 1, end);
      at = end + 1;
      return quoted;
    }
    return word("()[],&|", "a value");
  }

  /// Up to a blank or the parenthesis that closes what stands around it.
  private Pattern pattern() {
    skipBlanks();
    int start = at;
    int open = 0;
    for (; at < text.length() && !Character.isWhitespace(text.charAt(at)); at++) {
      char c = text.charAt(at);
      if (c == ')' && open == 0) {
        break;
      }
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    if (start == at) {
      throw stuck("expected a pattern");
    }
    try {
      return Pattern.compile(text.substring(start, at));
    } catch (PatternSyntaxException e) {
      throw new Stuck("'" + text.substring(start, at) + "' is no pattern: " + e.getDescription());
    }
  }

  private String word(String ends, String wanted) {
    skipBlanks();
    int start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (start == at) {
      throw stuck("expected " + wanted);
    }
    return text.substring(start, at);
  }

  private boolean take(String sign) {
    skipBlanks();
    if (text.startsWith(sign, at)) {
      at += sign.length();
      return true;
    }
    return false;
  }

  private boolean takeWord(String word) {
    skipBlanks();
    int end = at + word.length();
    boolean whole = end >= text.length() || " \t\n\r(".indexOf(text.charAt(end)) >= 0;
    return text.startsWith(word, at) && whole && take(word);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Stuck stuck(String what) {
    return new Stuck(what + " at position " + (at + 1) + " of '" + text + "'.");
  }
}
