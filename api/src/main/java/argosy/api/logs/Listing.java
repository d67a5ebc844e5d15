package argosy.api.logs;

import argosy.api.Context;
import argosy.api.Page;
import argosy.wire.Answer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the members of a request that say how much is wanted, and from where on.
final class Listing {

  /// As many groups or streams as AWS lists on one page.
  private static final int PAGE_MAX = 50;

  /// As many events as AWS answers at once.
  private static final int EVENTS_MAX = 10_000;

  private Listing() {}

  static Answer page(
      @Nullable String token, @Nullable Integer limit, Function<Page.Request, Answer> then) {
    String after = token == null ? "" : Page.after(token);
    return after == null
        ? badToken()
        : limit(limit, PAGE_MAX, max -> then.apply(new Page.Request(after, max)));
  }

  /// How many events are wanted.
  static Answer events(@Nullable Integer limit, Function<Integer, Answer> then) {
    return limit(limit, EVENTS_MAX, then);
  }

  static Answer badToken() {
    return Context.invalid("The specified nextToken is invalid.");
  }

  private static Answer limit(@Nullable Integer limit, int most, Function<Integer, Answer> then) {
    if (limit != null && limit < 1) {
      return Refusals.validation(
          "limit", limit, "Member must have value greater than or equal to 1");
    }
    if (limit != null && limit > most) {
      return Refusals.validation(
          "limit", limit, "Member must have value less than or equal to " + most);
    }
    return then.apply(limit == null ? most : limit);
  }
}
