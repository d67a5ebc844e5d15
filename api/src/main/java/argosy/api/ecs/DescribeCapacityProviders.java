package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.capacity.CapacityProvider;
import argosy.domain.cluster.Cluster;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CapacityProviderField;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Describes capacity providers by name or ARN, or page by page all of them or those of a cluster.
final class DescribeCapacityProviders implements Action<DescribeCapacityProvidersRequest> {

  /// As many as ECS describes on one page.
  private static final int PAGE_MAX = 10;

  /// Pages begin with Fargate's two: this stands before their names in a position, and what comes
  /// after it before all others'.
  private static final String FARGATE = "0";

  private static final String MADE = "1";

  @Override
  public Answer perform(DescribeCapacityProvidersRequest request, Context context) {
    if (request.capacityProviders().size() > Named.DESCRIBED_MAX) {
      return Context.invalid("capacityProviders has at most 100 entries.");
    }
    if (request.include().contains(CapacityProviderField.UNKNOWN_TO_SDK_VERSION)) {
      return Context.invalid("include takes TAGS, not " + request.includeAsStrings() + ".");
    }
    if (request.cluster() == null) {
      return describe(request, _ -> true, context);
    }
    return Named.activeCluster(
        context,
        request.cluster(),
        cluster -> describe(request, associated(context.picture(), cluster), context));
  }

  private static Predicate<CapacityProvider> associated(Picture picture, ClusterArn cluster) {
    List<String> names =
        Cluster.active(picture, cluster).map(c -> c.capacity().providers()).orElse(List.of());
    return provider -> names.contains(provider.name());
  }

  private static Answer describe(
      DescribeCapacityProvidersRequest request,
      Predicate<CapacityProvider> wanted,
      Context context) {
    if (!request.capacityProviders().isEmpty()) {
      return named(request, wanted, context);
    }
    return Page.read(
        request.nextToken(),
        request.maxResults(),
        PAGE_MAX,
        page -> {
          Page<CapacityProvider> found =
              Page.of(
                  page,
                  after(context.picture(), page.after()).filter(wanted),
                  DescribeCapacityProviders::position);
          return Context.reply(
              answer(request, found.items(), context).nextToken(found.nextToken()).build());
        });
  }

  private static Answer named(
      DescribeCapacityProvidersRequest request,
      Predicate<CapacityProvider> wanted,
      Context context) {
    var found = new ArrayList<CapacityProvider>();
    var failures = new ArrayList<Failure>();
    for (String reference : request.capacityProviders()) {
      Optional<CapacityProviderArn> arn = CapacityProviderArn.parse(context.cell().id(), reference);
      Optional<CapacityProvider> provider =
          arn.flatMap(a -> CapacityProvider.find(context.picture(), a.name())).filter(wanted);
      provider.ifPresentOrElse(
          found::add,
          () ->
              failures.add(
                  Views.missing(arn.map(CapacityProviderArn::toString).orElse(reference))));
    }
    return Context.reply(answer(request, found, context).failures(failures).build());
  }

  private static DescribeCapacityProvidersResponse.Builder answer(
      DescribeCapacityProvidersRequest request, List<CapacityProvider> found, Context context) {
    boolean tags = request.include().contains(CapacityProviderField.TAGS);
    return DescribeCapacityProvidersResponse.builder()
        .capacityProviders(
            found.stream()
                .map(p -> tags ? p : p.tagged(List.of()))
                .map(p -> Providers.view(context.cell().id(), p))
                .toList())
        .failures(List.of());
  }

  private static Stream<CapacityProvider> after(Picture picture, String position) {
    String name = position.startsWith(MADE) ? position.substring(1) : "";
    return Stream.concat(
        CapacityProvider.FARGATE.stream().filter(p -> position(p).compareTo(position) > 0),
        picture.startingWith(CapacityProvider.KIND, "", name).stream());
  }

  private static String position(CapacityProvider provider) {
    return (provider.isFargate() ? FARGATE : MADE) + provider.name();
  }
}
