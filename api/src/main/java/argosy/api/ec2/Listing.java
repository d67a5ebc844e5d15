package argosy.api.ec2;

import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.error.EcsError;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.Noun;
import argosy.domain.network.Tagged;
import argosy.domain.state.Kind;
import argosy.wire.Answer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.Filter;

/// Answers what is asked about things of a kind: those of some ids or all, those that pass filters,
/// page by page if the request says how many.
///
/// @param noun for ids of which there is nothing
/// @param filters made when they are needed: nobody starts faster with them
record Listing<E extends Tagged>(Noun noun, Kind<E> kind, Supplier<Filters<E>> filters) {
  private static final int FEWEST = 5;
  private static final int MOST = 1_000;

  /// What the members say that all listings have.
  ///
  /// @param max null is all
  record Asked(
      List<String> ids, List<Filter> filters, @Nullable String token, @Nullable Integer max) {}

  Answer answer(Context context, Asked asked, Function<Page<E>, SdkPojo> reply) {
    return answer(context, asked, _ -> true, reply);
  }

  /// @param visible whether something is shown at all
  Answer answer(
      Context context, Asked asked, Predicate<E> visible, Function<Page<E>, SdkPojo> reply) {
    for (String id : asked.ids()) {
      if (find(context, id).filter(visible).isEmpty()) {
        return Context.refuse(noun.notFound(id));
      }
    }
    return page(
        asked,
        page ->
            filters
                .get()
                .read(
                    asked.filters(),
                    context.picture(),
                    passes -> {
                      Stream<E> things =
                          asked.ids().isEmpty()
                              ? context.picture().startingWith(kind, "", page.after()).stream()
                              : asked.ids().stream()
                                  .distinct()
                                  .sorted()
                                  .filter(id -> id.compareTo(page.after()) > 0)
                                  .flatMap(id -> find(context, id).stream());
                      return Context.reply(
                          reply.apply(
                              Page.of(page, things.filter(visible).filter(passes), Tagged::id)));
                    }));
  }

  private Optional<E> find(Context context, String id) {
    return context.picture().find(kind.key(id));
  }

  /// Things that aren't kept each for itself, in the order of their places.
  ///
  /// @param place by which a page knows where the one before ended
  record Things<E>(List<E> all, Function<E, String> place) {}

  /// Of things that have nothing else to know them by than where they are in a list.
  static <E> Answer of(
      Context context,
      Asked asked,
      List<E> things,
      Filters<E> filters,
      Function<Page<E>, SdkPojo> reply) {
    var places = new IdentityHashMap<E, Integer>();
    things.forEach(it -> places.put(it, places.size()));
    var placed = new Things<>(things, it -> "%09d".formatted(places.get(it)));
    return of(context, asked, placed, filters, reply);
  }

  static <E> Answer of(
      Context context,
      Asked asked,
      Things<E> things,
      Filters<E> filters,
      Function<Page<E>, SdkPojo> reply) {
    return page(
        asked,
        page ->
            filters.read(
                asked.filters(),
                context.picture(),
                passes -> {
                  Stream<E> found =
                      things.all().stream()
                          .filter(it -> things.place().apply(it).compareTo(page.after()) > 0)
                          .filter(passes);
                  return Context.reply(reply.apply(Page.of(page, found, things.place())));
                }));
  }

  private static Answer page(Asked asked, Function<Page.Request, Answer> then) {
    @Nullable Integer max = asked.max();
    if (max != null && (max < FEWEST || max > MOST)) {
      return Context.refuse(
          NetworkErrors.invalid(
              "Value ( "
                  + max
                  + " ) for parameter maxResults is invalid. Expecting a value between "
                  + FEWEST
                  + " and "
                  + MOST
                  + "."));
    }
    @Nullable String token = asked.token();
    @Nullable String after = token == null ? "" : Page.after(token);
    if (after == null) {
      return Context.refuse(
          new EcsError.Ec2("InvalidNextToken", "The token '" + token + "' is invalid"));
    }
    return then.apply(new Page.Request(after, max == null ? Integer.MAX_VALUE : max));
  }
}
