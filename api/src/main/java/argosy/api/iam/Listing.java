package argosy.api.iam;

import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.iam.Group;
import argosy.domain.iam.Holder;
import argosy.domain.iam.IamErrors;
import argosy.domain.iam.ManagedPolicy;
import argosy.domain.iam.User;
import argosy.domain.state.Entity;
import argosy.wire.Answer;
import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads IAM's paging members, and cuts pages of what is listed.
final class Listing {
  private static final int MAX = 1_000;
  private static final int USUAL = 100;

  private Listing() {}

  static Answer read(
      @Nullable String marker, @Nullable Integer maxItems, Function<Page.Request, Answer> then) {
    if (maxItems != null && (maxItems < 1 || maxItems > MAX)) {
      return Context.refuse(
          IamErrors.invalid("maxItems must be between 1 and " + MAX + ", not " + maxItems + "."));
    }
    String after = marker == null ? "" : Page.after(marker);
    return after == null
        ? Context.refuse(
            IamErrors.invalid("Invalid Marker: use the one of the answer before, unchanged."))
        : then.apply(new Page.Request(after, maxItems == null ? USUAL : maxItems));
  }

  /// Of something that a user has, or the caller where no user is named.
  static Answer ofUser(
      Context context,
      @Nullable String name,
      @Nullable String marker,
      @Nullable Integer maxItems,
      BiFunction<User, Page.Request, Answer> then) {
    return Named.user(
        context, name, user -> read(marker, maxItems, page -> then.apply(user, page)));
  }

  /// Of something that a group has.
  static Answer ofGroup(
      Context context,
      String name,
      @Nullable String marker,
      @Nullable Integer maxItems,
      BiFunction<Group, Page.Request, Answer> then) {
    return Named.group(
        context, name, group -> read(marker, maxItems, page -> then.apply(group, page)));
  }

  /// @param things in the order of their positions
  static <E> Page<E> of(Page.Request page, Stream<E> things, Function<E, String> position) {
    return Page.of(
        page, things.filter(thing -> position.apply(thing).compareTo(page.after()) > 0), position);
  }

  static <E extends Entity> Page<E> of(Page.Request page, Stream<E> entities) {
    return of(page, entities, entity -> entity.key().id());
  }

  /// Whether a path is under what a caller wants to see.
  static Predicate<String> under(@Nullable String prefix) {
    return path -> prefix == null || path.startsWith(prefix);
  }

  /// The managed policies of a user or a group.
  static Page<ManagedPolicy> attached(
      Page.Request page, Context context, Holder holder, @Nullable String prefix) {
    return of(
        page,
        holder.grants().attached().stream()
            .flatMap(arn -> ManagedPolicy.find(context.picture(), arn).stream())
            .filter(policy -> under(prefix).test(policy.path()))
            .sorted(Comparator.comparing(Views::position)),
        Views::position);
  }

  /// The names of the inline policies of a user or a group.
  static Page<String> inline(Page.Request page, Holder holder) {
    return of(page, holder.grants().inline().keySet().stream(), name -> name);
  }
}
