package argosy.api;

import argosy.domain.state.Entity;
import argosy.wire.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A page of a listing. Its token names the last thing that was listed, so that pages go on right
/// where they ended whatever was added or removed meanwhile.
///
/// @param nextToken null on the last page
public record Page<E>(List<E> items, @Nullable String nextToken) {

  /// As many as ECS lists on one page.
  private static final int MAX = 100;

  private static final String PREFIX = "p1:";

  /// Where a listing goes on, and how far.
  ///
  /// @param after the position of the last thing of the page before; empty on the first page
  public record Request(String after, int max) {}

  /// Cuts a page out of entities that begin after the request's id.
  public static <E extends Entity> Page<E> of(
      Request request, Collection<E> entities, Predicate<E> wanted) {
    return of(request, entities.stream().filter(wanted), entity -> entity.key().id());
  }

  /// Cuts a page out of things that begin after the request's position.
  ///
  /// @param position of a thing in the order of the listing
  public static <E> Page<E> of(Request request, Stream<E> things, Function<E, String> position) {
    List<E> found = things.limit(request.max() + 1L).toList();
    if (found.size() <= request.max()) {
      return new Page<>(found, null);
    }
    List<E> items = found.subList(0, request.max());
    return new Page<>(items, token(position.apply(items.getLast())));
  }

  /// Reads the paging members that all lists share, then answers.
  public static Answer read(
      @Nullable String token, @Nullable Integer maxResults, Function<Request, Answer> then) {
    return read(token, maxResults, MAX, then);
  }

  /// Reads the paging members of a list with a limit of its own.
  public static Answer read(
      @Nullable String token,
      @Nullable Integer maxResults,
      int most,
      Function<Request, Answer> then) {
    if (maxResults != null && (maxResults < 1 || maxResults > most)) {
      return Context.invalid(
          "maxResults must be between 1 and " + most + ", not " + maxResults + ".");
    }
    String after = token == null ? "" : after(token);
    if (after == null) {
      return Context.invalid("Invalid nextToken: use the one of the answer before, unchanged.");
    }
    return then.apply(new Request(after, maxResults == null ? most : maxResults));
  }

  private static String token(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((PREFIX + id).getBytes(StandardCharsets.UTF_8));
  }

  /// The position that a token names; null if it is no token of ours.
  public static @Nullable String after(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
