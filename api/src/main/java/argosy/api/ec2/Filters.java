package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.Tagged;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/// The filters that a listing knows: by their names, what of a thing they look at. A thing passes
/// if each filter finds one of its values, in which `*` is any text and `?` any character. Filters
/// by tags are known for all that has tags.
final class Filters<E> {
  private static final String TAG = "tag:";

  private final Map<String, Look<E>> looks;

  /// What a filter looks at.
  @FunctionalInterface
  interface Look<E> {
    Stream<String> at(Picture picture, E thing);
  }

  private Filters(Map<String, Look<E>> looks) {
    this.looks = looks;
  }

  static <E> Filters<E> none() {
    return new Filters<>(Map.of());
  }

  /// With one more filter, which may have several names.
  Filters<E> with(Look<E> look, String... names) {
    var more = new HashMap<>(looks);
    for (String name : names) {
      more.put(name, look);
    }
    return new Filters<>(more);
  }

  /// With a filter that looks at one thing.
  Filters<E> by(String name, Function<E, Object> what) {
    return with((_, thing) -> Stream.of(String.valueOf(what.apply(thing))), name);
  }

  /// With a filter that looks at several things, or none.
  Filters<E> any(String name, Function<E, Stream<?>> what) {
    return with((_, thing) -> what.apply(thing).map(String::valueOf), name);
  }

  /// Reads what a request says.
  Answer read(List<Filter> said, Picture picture, Function<Predicate<E>, Answer> then) {
    var all = new ArrayList<Predicate<E>>();
    for (Filter filter : said) {
      @Nullable Look<E> look = look(filter.name());
      if (look == null) {
        return Context.refuse(
            NetworkErrors.invalid("The filter '" + filter.name() + "' is invalid"));
      }
      List<Pattern> patterns = filter.values().stream().map(Filters::pattern).toList();
      all.add(thing ->
          look.at(picture, thing)
              .anyMatch(value -> patterns.stream().anyMatch(it -> it.matcher(value).matches())));
    }
    return then.apply(thing -> all.stream().allMatch(each -> each.test(thing)));
  }

  private @Nullable Look<E> look(@Nullable String name) {
    if (name == null) {
      return null;
    }
    if (name.startsWith(TAG)) {
      String key = name.substring(TAG.length());
      return (_, thing) ->
          tags(thing).filter(it -> it.getKey().equals(key)).map(Map.Entry::getValue);
    }
    return switch (name) {
      case "tag-key" -> (_, thing) -> tags(thing).map(Map.Entry::getKey);
      case "tag-value" -> (_, thing) -> tags(thing).map(Map.Entry::getValue);
      default -> looks.get(name);
    };
  }

  private static Stream<Map.Entry<String, String>> tags(Object thing) {
    return switch (thing) {
      case Tagged tagged -> tagged.tags().entrySet().stream();
      case Machine machine -> machine.tags().entrySet().stream();
      default -> Stream.empty();
    };
  }

  /// A backslash takes a wildcard's meaning away.
  private static Pattern pattern(String text) {
    var regex = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean escapes = c == '\\' && at + 1 < text.length();
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(escapes ? text.charAt(++at) : c));
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
