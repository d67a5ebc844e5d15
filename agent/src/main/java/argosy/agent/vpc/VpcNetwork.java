package argosy.agent.vpc;

import argosy.agent.HostNetwork;
import argosy.agent.network.Fabric;
import argosy.agent.network.FabricHost;
import argosy.agent.network.InterfaceSpec;
import argosy.agent.network.Namespace;
import argosy.agent.resolver.HostResolvers;
import argosy.agent.resolver.VpcNames;
import argosy.agent.resolver.VpcResolver;
import argosy.agent.task.MetadataIds;
import argosy.wire.acs.PayloadTask;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A host's share of the VPCs, as the control plane says it: what is said of VPCs is done one after
/// the other, and tasks wait for what they need of it.
public final class VpcNetwork implements HostNetwork {
  private static final Logger LOG = LoggerFactory.getLogger(VpcNetwork.class);
  private static final int HTTP = 80;

  /// The control plane tells of an interface before the task that has it; what takes longer was
  /// lost.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Fabric fabric;
  private final FabricHost host;
  private final Doors doors;
  private final Names names;
  private final TaskFiles files;
  private final ExecutorService orders =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("vpcs").factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /// What holds, by VPC; guarded by the lock.
  private final Map<String, Held> views = new HashMap<>();

  /// The tasks that this agent made namespaces for. Many may be made at once, but none while others
  /// are swept away.
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  private final ReadWriteLock making = new ReentrantReadWriteLock();

  /// The resolvers of VPCs whose tasks are answered; the orders' thread owns it.
  private final Map<String, VpcResolver> resolvers = new HashMap<>();

  /// The host's own interfaces, as far as they could be plugged in; the orders' thread owns it.
  private final Set<String> plugged = new HashSet<>();

  /// @param doors where tasks ask about themselves
  /// @param names where they ask for names
  public VpcNetwork(Fabric fabric, FabricHost host, Doors doors, Names names) {
    this.fabric = fabric;
    this.host = host;
    this.doors = doors;
    this.names = names;
    this.files = new TaskFiles(host.name());
  }

  /// @param region in whose domain the names of interfaces are
  /// @param others who knows all other names
  public record Names(String region, HostResolvers others) {}

  @Override
  public boolean isHere() {
    return true;
  }

  @Override
  public void heard(VpcMessage message, Consumer<VpcMessage> answer) {
    orders.execute(() -> {
      try {
        obey(message, answer);
      } catch (IOException | RuntimeException e) {
        LOG.error("{} can't be done: {}", message.getClass().getSimpleName(), e.toString());
        if (message instanceof VpcMessage.VpcChange change) {
          forget(change.vpcId());
          answer.accept(new VpcMessage.VpcAsked(change.vpcId()));
        }
      }
    });
  }

  private void obey(VpcMessage message, Consumer<VpcMessage> answer) throws IOException {
    switch (message) {
      case VpcView view -> {
        fabric.apply(view);
        hold(view);
        answer.accept(new VpcMessage.VpcApplied(view.vpcId(), view.sequence()));
      }
      case VpcMessage.VpcChange change -> {
        Optional<VpcView> before = view(change.vpcId());
        if (before.isPresent() && fabric.apply(change)) {
          hold(before.get().with(change));
          answer.accept(new VpcMessage.VpcApplied(change.vpcId(), change.sequence()));
        } else {
          answer.accept(new VpcMessage.VpcAsked(change.vpcId()));
        }
      }
      case VpcMessage.VpcLeave leave -> leave(leave.vpcId());
      case VpcMessage.VpcApplied _, VpcMessage.VpcAsked _, VpcMessage.Unknown _ ->
          LOG.warn("only agents send {}", message.getClass().getSimpleName());
    }
  }

  /// After half of a change nobody knows what holds until the whole view comes.
  private void forget(String vpcId) {
    lock.lock();
    try {
      views.remove(vpcId);
    } finally {
      lock.unlock();
    }
  }

  private Optional<VpcView> view(String vpcId) {
    lock.lock();
    try {
      return Optional.ofNullable(views.get(vpcId)).map(Held::view);
    } finally {
      lock.unlock();
    }
  }

  /// It is true from now on: the host itself is in it, its tasks can ask, and who waited goes on.
  private void hold(VpcView view) throws IOException {
    for (VpcInterface own : view.interfaces()) {
      if (own.ofHost() && own.on(host.underlay()) && plugged.add(own.id())) {
        plug(InterfaceSpec.ofHost(view, own.id()));
      }
    }
    lock.lock();
    try {
      views.put(
          view.vpcId(), new Held(view, VpcNames.of(view, names.region(), _ -> Optional.empty())));
      news.signalAll();
    } finally {
      lock.unlock();
    }
    if (!resolvers.containsKey(view.vpcId())) {
      doors.open(view.vpcId(), fabric.inside(view.vpcId(), VpcNetwork::listen));
      resolvers.put(view.vpcId(), resolver(view));
    }
  }

  private VpcResolver resolver(VpcView view) throws IOException {
    return VpcResolver.open(
        fabric, view.vpcId(), view.resolver(), () -> names(view), names.others());
  }

  private VpcNames names(VpcView first) {
    lock.lock();
    try {
      Held held = views.get(first.vpcId());
      return held == null
          ? VpcNames.of(first, names.region(), _ -> Optional.empty())
          : held.names();
    } finally {
      lock.unlock();
    }
  }

  /// A view, and the names in it.
  private record Held(VpcView view, VpcNames names) {}

  /// Tasks go on where the host itself has no way in, because the range is somebody else's there.
  private void plug(InterfaceSpec own) {
    try {
      fabric.attach(own, host.namespace());
    } catch (IOException e) {
      LOG.warn(
          "this machine itself doesn't reach the tasks in {} at their addresses: {}",
          own.vpcId(),
          e.getMessage());
    }
  }

  private static ServerSocketChannel listen() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(new InetSocketAddress(MetadataIds.ADDRESS, HTTP));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void leave(String vpcId) throws IOException {
    view(vpcId).stream()
        .flatMap(view -> view.interfaces().stream())
        .forEach(each -> plugged.remove(each.id()));
    forget(vpcId);
    shut(vpcId);
    fabric.leave(vpcId);
  }

  private void shut(String vpcId) throws IOException {
    doors.shut(vpcId);
    try (VpcResolver resolver = resolvers.remove(vpcId)) {
      LOG.debug("{} was answered: {}", vpcId, resolver != null);
    }
  }

  @Override
  public void attach(PayloadTask task) throws IOException, InterruptedException {
    InterfaceSpec wanted = await(own(task));
    fabric.attach(wanted, make(task));
  }

  @Override
  public void attach(PayloadTask task, long process) throws IOException, InterruptedException {
    fabric.attach(await(own(task)), Namespace.ofProcess(process));
  }

  private Namespace make(PayloadTask task) throws IOException {
    making.readLock().lock();
    try {
      made.add(id(task));
      return fabric.makeNamespace(id(task));
    } finally {
      making.readLock().unlock();
    }
  }

  private static PayloadTask.NetworkInterface own(PayloadTask task) {
    return task.networkInterface().orElseThrow();
  }

  private static String id(PayloadTask task) {
    return task.arn().substring(task.arn().lastIndexOf('/') + 1);
  }

  /// The interface, once the VPC knows it to be here: before that its packets would lead nowhere.
  private InterfaceSpec await(PayloadTask.NetworkInterface own)
      throws IOException, InterruptedException {
    long left = PATIENCE.toNanos();
    lock.lockInterruptibly();
    try {
      Optional<VpcView> view = here(own);
      while (view.isEmpty()) {
        if (left <= 0) {
          throw new IOException(
              "the control plane said nothing of the network interface %s in %s for %d s"
                  .formatted(own.ec2Id(), own.vpcId(), PATIENCE.toSeconds()));
        }
        left = news.awaitNanos(left);
        view = here(own);
      }
      return InterfaceSpec.ofTask(view.get(), own.ec2Id());
    } finally {
      lock.unlock();
    }
  }

  private Optional<VpcView> here(PayloadTask.NetworkInterface own) {
    return Optional.ofNullable(views.get(own.vpcId()))
        .map(Held::view)
        .filter(view ->
            view.interfaces().stream()
                .anyMatch(each -> each.id().equals(own.ec2Id()) && each.on(host.underlay())));
  }

  @Override
  public void detach(PayloadTask task) throws IOException {
    PayloadTask.NetworkInterface own = own(task);
    fabric.detach(own.vpcId(), own.ec2Id());
    fabric.removeNamespace(id(task));
    made.remove(id(task));
    files.forget(id(task));
  }

  @Override
  public void join(String containerId, PayloadTask task) throws IOException {
    files.join(containerId, make(task).path());
  }

  @Override
  public void part(List<String> containerIds) throws IOException {
    files.part(containerIds);
  }

  @Override
  public Path names(PayloadTask task) throws IOException {
    return files.names(id(task), own(task));
  }

  @Override
  public void sweep(Set<String> tasks) throws IOException {
    orders.execute(this::leaveEmpty);
    making.writeLock().lock();
    try {
      Set<String> kept = new HashSet<>(tasks);
      kept.addAll(made); // those that came meanwhile
      fabric.sweep(kept, vpcs());
      files.sweep(kept);
    } finally {
      making.writeLock().unlock();
    }
  }

  private Set<String> vpcs() {
    lock.lock();
    try {
      return Set.copyOf(views.keySet());
    } finally {
      lock.unlock();
    }
  }

  /// The control plane says when a host takes no part in a VPC any more, unless it was lost at that
  /// moment. If this was too early, the next change asks for the whole view.
  private void leaveEmpty() {
    for (String vpc : vpcs()) {
      boolean empty =
          view(vpc).stream()
              .flatMap(view -> view.interfaces().stream())
              .noneMatch(each -> each.on(host.underlay()));
      try {
        if (empty) {
          leave(vpc);
        }
      } catch (IOException e) {
        LOG.warn("{} stays, though nothing here is in it: {}", vpc, e.getMessage());
      }
    }
  }

  @Override
  public void close(boolean idle) {
    orders.shutdown();
    try {
      if (!orders.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("what the control plane said of VPCs isn't done yet");
      }
      for (String vpc : List.copyOf(resolvers.keySet())) {
        shut(vpc);
      }
      if (idle) {
        fabric.close();
        files.sweep(Set.of());
      }
    } catch (IOException e) {
      LOG.warn("the network of this host isn't cleared away: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
