package argosy.control.fleet;

import argosy.control.cell.Cell;
import argosy.domain.fabric.Berths;
import argosy.domain.id.InstanceArn;
import argosy.domain.network.NetworkInterface;
import argosy.domain.state.Effect;
import argosy.wire.vpc.VpcMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells one agent of the VPCs that interfaces on its host are in: all of them when it connects,
/// and what becomes different. Owned by the cell's thread.
final class VpcSession {
  private static final Logger LOG = LoggerFactory.getLogger(VpcSession.class);

  /// How long a host stays in a VPC without an interface there: the next task may come at once.
  private static final Duration LINGER = Duration.ofSeconds(30);

  private final InstanceArn instance;
  private final Cell cell;
  private final Consumer<VpcMessage> send;

  /// The number of the last message about each VPC that the host takes part in.
  private final Map<String, Long> told = new HashMap<>();

  VpcSession(InstanceArn instance, Cell cell, Consumer<VpcMessage> send) {
    this.instance = instance;
    this.cell = cell;
    this.send = send;
  }

  void open() {
    if (takesPart()) {
      vpcs().forEach(this::whole);
    }
  }

  private boolean takesPart() {
    return Berths.underlay(cell.picture(), instance).isPresent();
  }

  /// The VPCs of the interfaces on the host.
  private Set<String> vpcs() {
    return Berths.on(cell.picture(), instance).stream()
        .map(it -> it.place().vpc())
        .collect(Collectors.toSet());
  }

  /// Something became different in a VPC.
  ///
  /// @param hosts those that the interfaces are on which did
  void touched(Effect.TellVpc touched, Set<InstanceArn> hosts) {
    Long last = told.get(touched.vpc());
    if (last != null && !touched.whole()) {
      told.put(touched.vpc(), last + 1);
      send.accept(VpcViews.change(cell.picture(), touched, last + 1));
    } else if (last != null || (hosts.contains(instance) && takesPart())) {
      whole(touched.vpc());
    }
    if (last != null && isOneGone(touched) && !vpcs().contains(touched.vpc())) {
      cell.after(LINGER, () -> leave(touched.vpc()));
    }
  }

  private boolean isOneGone(Effect.TellVpc touched) {
    return touched.interfaces().stream()
        .anyMatch(id -> NetworkInterface.find(cell.picture(), id).isEmpty());
  }

  private void whole(String vpc) {
    long sequence = told.getOrDefault(vpc, 0L) + 1;
    VpcViews.whole(cell.picture(), vpc, sequence)
        .ifPresent(view -> {
          told.put(vpc, sequence);
          send.accept(view);
        });
  }

  private void leave(String vpc) {
    if (told.containsKey(vpc) && !vpcs().contains(vpc)) {
      told.remove(vpc);
      send.accept(new VpcMessage.VpcLeave(vpc));
    }
  }

  void heard(VpcMessage message) {
    switch (message) {
      case VpcMessage.VpcAsked asked -> {
        if (told.containsKey(asked.vpcId())) {
          whole(asked.vpcId());
        }
      }
      case VpcMessage.VpcApplied applied -> LOG.debug("instance={} {} holds", instance, applied);
      case VpcMessage.VpcView _,
          VpcMessage.VpcChange _,
          VpcMessage.VpcLeave _,
          VpcMessage.Unknown _ ->
          LOG.warn("instance={} dropped {}", instance, message.getClass().getSimpleName());
    }
  }
}
