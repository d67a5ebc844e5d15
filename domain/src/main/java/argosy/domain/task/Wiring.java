package argosy.domain.task;

import argosy.domain.id.Ids;
import argosy.domain.id.TaskArn;
import argosy.domain.network.AddressPool;
import argosy.domain.network.DraftInterface;
import argosy.domain.network.Ipv6Wish;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.Subnet;
import argosy.domain.network.Vpc;
import argosy.domain.placement.Constraint;
import argosy.domain.setting.AccountSetting;
import argosy.domain.setting.SettingRule;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/// Gives tasks that are all alike their network interfaces, for one decision. A task is in a subnet
/// of its host's zone. A zone without any host is served by the hosts of the others, so that one
/// machine is enough for subnets in several zones (decision 0035). Single-threaded.
///
/// @param subnets where the tasks may be; none if they have no interfaces of their own
record Wiring(Picture picture, AddressPool pool, List<Subnet> subnets, AwsVpcConfiguration said) {

  /// Where a subnet has its router, and a VPC its resolver, counted from their first addresses.
  private static final int ROUTER = 1;

  private static final int RESOLVER = 2;
  private static final String REQUESTER = "amazon-ecs";

  /// @param said that was checked, or null
  static Wiring of(Picture picture, AddressPool pool, @Nullable NetworkConfiguration said) {
    AwsVpcConfiguration vpc = said == null ? null : said.awsvpcConfiguration();
    return vpc == null
        ? new Wiring(picture, pool, List.of(), AwsVpcConfiguration.builder().build())
        : new Wiring(
            picture,
            pool,
            vpc.subnets().stream().flatMap(id -> Subnet.find(picture, id).stream()).toList(),
            vpc);
  }

  boolean isWanted() {
    return !subnets.isEmpty();
  }

  boolean isPublic() {
    return said.assignPublicIp() == AssignPublicIp.ENABLED;
  }

  /// In which zones hosts can take one more.
  ///
  /// @param hosted the zones that have hosts
  List<Constraint> constraints(Set<String> hosted) {
    return isWanted() ? List.of(new Constraint.InZones(zones(free()), hosted)) : List.of();
  }

  private static Set<String> zones(List<Subnet> of) {
    return of.stream().map(Subnet::zone).collect(Collectors.toSet());
  }

  private List<Subnet> free() {
    return subnets.stream().filter(subnet -> pool.free(subnet) > 0).toList();
  }

  /// For how many tasks there are addresses.
  int addresses() {
    return subnets.stream().mapToInt(pool::free).sum();
  }

  /// True if none of the subnets has an address left.
  boolean isExhausted() {
    return isWanted() && free().isEmpty();
  }

  /// The subnet for a task on a host: the one with the most free addresses of those in its zone, or
  /// else of those in zones without hosts.
  Optional<Subnet> subnet(String zone, Set<String> hosted) {
    return most(subnet -> subnet.zone().equals(zone))
        .or(() -> most(subnet -> !hosted.contains(subnet.zone())));
  }

  private Optional<Subnet> most(Predicate<Subnet> wanted) {
    return free().stream().filter(wanted).max(Comparator.comparingInt(pool::free));
  }

  /// An interface for a task; empty if there is no public address left for it.
  Optional<Wire> take(TaskArn task, Subnet subnet, Instant now, RandomGenerator random) {
    String attachment = Ids.uuid(random);
    var wanted =
        DraftInterface.Wanted.by(
                REQUESTER,
                subnet.id(),
                said.securityGroups(),
                Wire.attachmentArn(task.cell(), attachment),
                isPublic())
            .with(ipv6(subnet));
    return switch (DraftInterface.of(picture, pool, wanted, now, random)) {
      case DraftInterface.Drafted.Made(NetworkInterface made) ->
          Optional.of(
              new Wire(
                  attachment,
                  made.attached(
                      new NetworkInterface.Attachment(
                          Ids.ec2("ela-attach", random),
                          task.toString(),
                          NetworkInterface.Attachment.ATTACHED,
                          1,
                          true,
                          now)),
                  subnet.cidr().first().plus(ROUTER) + "/" + subnet.cidr().prefix(),
                  Vpc.find(picture, subnet.vpc())
                      .orElseThrow()
                      .cidr()
                      .first()
                      .plus(RESOLVER)
                      .toString()));
      case DraftInterface.Drafted.Refused _ -> Optional.empty();
    };
  }

  /// What the account says goes before what the subnet says of its interfaces.
  private Ipv6Wish ipv6(Subnet subnet) {
    boolean wanted =
        subnet.ipv6() != null
            && AccountSetting.ofAccount(picture, subnet.account(), SettingRule.DUAL_STACK_IPV6)
                .equals(SettingRule.ENABLED);
    return wanted ? new Ipv6Wish.Any() : new Ipv6Wish.None();
  }

  /// What is in the way of another one, subnet by subnet.
  List<Failure> failures() {
    return subnets.stream()
        .map(subnet ->
            Failure.builder()
                .arn(
                    "arn:aws:ec2:%s:%s:subnet/%s"
                        .formatted(subnet.region(), subnet.account(), subnet.id()))
                .reason("RESOURCE:ENI")
                .detail(figures(subnet))
                .build())
        .toList();
  }

  /// The same in one sentence.
  String exhausted() {
    return subnets.stream().map(this::figures).collect(Collectors.joining(" "));
  }

  private String figures(Subnet subnet) {
    return "The subnet %s (%s) has %d free addresses, %d are in use%s."
        .formatted(
            subnet.id(),
            subnet.cidr(),
            pool.free(subnet),
            pool.used(subnet),
            isPublic() && pool.free(subnet) > 0 ? ", and no public address is free" : "");
  }
}
