package argosy.agent.network;

import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcChange;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The fabric of a host, out of what Linux has: namespaces, veth, VXLAN, nftables.
///
/// One thread changes VPCs, one after the other. Interfaces are plugged in beside it, as many at
/// once as there are callers: they only read which VPCs there are.
public final class LinuxFabric implements Fabric {
  private static final Logger LOG = LoggerFactory.getLogger(LinuxFabric.class);

  private final FabricHost host;
  private final NamedNamespaces named;
  private final KernelIpv6 kernel = new KernelIpv6(KernelIpv6.isThere());
  private final Plugs plugs = new Plugs();
  private final ExecutorService owner =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("fabric").factory());

  /// What is in place, by VPC. Only the owner replaces it; one that failed halfway isn't in it.
  private volatile Map<String, Share> shares = Map.of();

  public LinuxFabric(FabricHost host) {
    this.host = host;
    this.named = new NamedNamespaces(host.name());
  }

  /// The whole view is compared with what the kernel has, whoever put it there.
  @Override
  public void apply(VpcView view) throws IOException {
    Share wanted = share(view);
    onOwner(() ->
        become(
            wanted,
            vpc -> {
              vpc.open(wanted.view());
              vpc.replace(vpc.paths(), wanted);
            }));
  }

  /// A change is compared with what was applied before.
  @Override
  public boolean apply(VpcChange change) throws IOException {
    return onOwner(() -> {
      Share before = shares.get(change.vpcId());
      if (before == null || !before.view().precedes(change)) {
        return false;
      }
      Share wanted = share(before.view().with(change));
      return become(wanted, vpc -> vpc.change(before, wanted));
    });
  }

  private Share share(VpcView view) {
    return Share.of(kernel.possible(view), host.underlay());
  }

  private interface Act {
    void on(VpcNamespace vpc) throws IOException;
  }

  private boolean become(Share wanted, Act act) throws IOException {
    VpcView view = wanted.view();
    Share before = shares.get(view.vpcId());
    VpcNamespace vpc = of(view.vpcId());
    try {
      if (before == null || !before.paths().hosts().containsAll(wanted.paths().hosts())) {
        Programs.nft(host.namespace(), HostGuard.adding(wanted.paths().hosts()));
      }
      act.on(vpc);
      if (before == null || !here(before.view()).equals(here(view))) {
        vpc.check(here(view));
      }
      if (before != null) {
        Connections.forget(vpc.namespace(), Connections.ended(before.view(), view));
      }
      keep(view.vpcId(), wanted);
      return renew(view.vpcId());
    } catch (IOException e) {
      keep(view.vpcId(), null); // halfway: the next view has to find out how it is
      throw e;
    }
  }

  private List<VpcInterface> here(VpcView view) {
    return view.interfaces().stream().filter(each -> each.on(host.underlay())).toList();
  }

  @Override
  public void attach(InterfaceSpec wanted, Namespace namespace) throws IOException {
    Share share = shares.get(wanted.vpcId());
    if (share == null) {
      throw new IOException("host " + host.name() + " has no part in " + wanted.vpcId());
    }
    VpcNamespace vpc = of(wanted.vpcId());
    InterfaceSpec told = wanted.in(share.view());
    plugs.add(vpc, told, namespace);
    vpc.check(here(share.view()).stream().filter(each -> each.id().equals(wanted.id())).toList());
    Share now = shares.getOrDefault(wanted.vpcId(), share);
    if (!wanted.in(now.view()).equals(told)) {
      onOwner(() -> renew(wanted.vpcId())); // the change came too early to find it plugged in
    }
  }

  private boolean renew(String vpcId) {
    Share share = shares.get(vpcId);
    if (share != null) {
      plugs.renew(of(vpcId), share.view(), here(share.view()));
    }
    return true;
  }

  @Override
  public void detach(String vpcId, String interfaceId) throws IOException {
    plugs.remove(named.ofVpc(vpcId), interfaceId);
  }

  @Override
  public void leave(String vpcId) throws IOException {
    onOwner(() -> drop(vpcId));
  }

  private boolean drop(String vpcId) throws IOException {
    of(vpcId).remove();
    plugs.keep(named.ofVpc(vpcId), Set.of());
    return keep(vpcId, null);
  }

  @Override
  public Set<String> vpcs() throws IOException {
    return named.vpcs();
  }

  @Override
  public Namespace makeNamespace(String taskId) throws IOException {
    Namespace namespace = named.ofTask(taskId);
    NamedNamespaces.make(namespace);
    return namespace;
  }

  @Override
  public void removeNamespace(String taskId) throws IOException {
    NamedNamespaces.remove(named.ofTask(taskId));
  }

  @Override
  public void sweep(Set<String> taskIds, Set<String> vpcIds) throws IOException {
    onOwner(() -> {
      for (String task : named.tasks()) {
        if (!taskIds.contains(task)) {
          LOG.info("removing the network namespace of task {}, which is gone", task);
          removeNamespace(task);
        }
      }
      for (String vpc : named.vpcs()) {
        if (!vpcIds.contains(vpc)) {
          LOG.info("leaving {}, which this host has no part in", vpc);
          drop(vpc);
        }
      }
      for (Share share : shares.values()) {
        unplug(share.view());
      }
      Set<Ipv4> hosts =
          shares.values().stream()
              .flatMap(share -> share.paths().hosts().stream())
              .collect(Collectors.toUnmodifiableSet());
      Programs.nft(host.namespace(), HostGuard.exactly(hosts));
      return true;
    });
  }

  private void unplug(VpcView view) throws IOException {
    Set<String> ids =
        here(view).stream().map(VpcInterface::id).collect(Collectors.toUnmodifiableSet());
    Set<String> wanted =
        ids.stream().map(LinkNames::ofInterface).collect(Collectors.toUnmodifiableSet());
    plugs.keep(named.ofVpc(view.vpcId()), ids);
    VpcNamespace vpc = of(view.vpcId());
    for (String found : vpc.interfaces()) {
      if (!wanted.contains(found)) {
        LOG.info("unplugging {} from {}, whose interface isn't on this host", found, view.vpcId());
        Programs.ipRemove(vpc.namespace(), List.of("link delete " + found));
      }
    }
  }

  @Override
  public <T> T inside(String vpcId, Callable<T> what) throws IOException {
    return InNamespace.call(named.ofVpc(vpcId), what);
  }

  @Override
  public void close() throws IOException {
    sweep(Set.of(), Set.of());
    Programs.nft(host.namespace(), HostGuard.gone());
    owner.shutdown();
  }

  private VpcNamespace of(String vpcId) {
    return new VpcNamespace(host, vpcId);
  }

  private boolean keep(String vpcId, @Nullable Share share) {
    var next = new HashMap<>(shares);
    if (share == null) {
      next.remove(vpcId);
    } else {
      next.put(vpcId, share);
    }
    shares = Map.copyOf(next);
    return true;
  }

  private <T> T onOwner(Callable<T> what) throws IOException {
    try {
      return owner.submit(what).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    }
  }
}
