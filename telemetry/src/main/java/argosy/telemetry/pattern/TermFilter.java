package argosy.telemetry.pattern;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Terms, phrases in quotation marks, and regular expressions that a message contains: all of them,
/// but none behind a minus. Of those behind a question mark one suffices; beside others they mean
/// nothing, as AWS documents it.
record TermFilter(
    List<Predicate<String>> all, List<Predicate<String>> none, List<Predicate<String>> any)
    implements FilterPattern.Filter {

  static TermFilter read(Scanner in) {
    var filter = new TermFilter(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    while (!in.isAtEnd()) {
      if (in.take("-")) {
        filter.none.add(term(in));
      } else if (in.take("?")) {
        filter.any.add(term(in));
      } else {
        filter.all.add(term(in));
      }
    }
    return filter;
  }

  private static Predicate<String> term(Scanner in) {
    if (in.takeNext("\"")) {
      String phrase = in.quoted('"');
      return phrase.isBlank() ? _ -> true : message -> message.contains(phrase);
    }
    if (in.takeNext("%")) {
      Pattern regex = in.regex();
      return message -> regex.matcher(message).find();
    }
    String term = in.upTo(" \t\r\n");
    boolean plain =
        !term.isEmpty() && term.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    if (!plain) {
      throw new Scanner.Stuck(
          "Invalid character(s) in term '"
              + term
              + "': put what has more than letters, digits and _ in double quotation marks");
    }
    return message -> message.contains(term);
  }

  @Override
  public boolean matches(String message) {
    if (all.isEmpty() && none.isEmpty()) {
      return any.isEmpty() || any.stream().anyMatch(term -> term.test(message));
    }
    return all.stream().allMatch(term -> term.test(message))
        && none.stream().noneMatch(term -> term.test(message));
  }
}
