package argosy.domain;

import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// An instance of the default cluster: connected, active, with two cores and 4 GiB.
public final class InstanceBuilder {
  private @Nullable String agentVersion = "1.0";
  private String id = "i1";
  private String cluster = "default";
  private InstanceStatus status = InstanceStatus.ACTIVE;
  private @Nullable Instant awaySince;
  private Instant registeredAt = Fixtures.NOON;
  private int cpuUnits = 2_048;
  private int memoryMib = 4_096;
  private List<String> tcp = List.of("22");
  private List<String> gpus = List.of();
  private final List<Attribute> attributes = new ArrayList<>();

  public static InstanceBuilder anInstance() {
    return new InstanceBuilder();
  }

  public InstanceBuilder id(String newId) {
    id = newId;
    return this;
  }

  public InstanceBuilder in(String name) {
    cluster = name;
    return this;
  }

  public InstanceBuilder status(InstanceStatus newStatus) {
    status = newStatus;
    return this;
  }

  public InstanceBuilder away() {
    return away(Fixtures.NOON);
  }

  public InstanceBuilder away(Instant since) {
    awaySince = since;
    return this;
  }

  public InstanceBuilder cpu(int units) {
    cpuUnits = units;
    return this;
  }

  public InstanceBuilder memory(int mib) {
    memoryMib = mib;
    return this;
  }

  public InstanceBuilder reservedTcp(String... ports) {
    tcp = List.of(ports);
    return this;
  }

  public InstanceBuilder gpus(String... ids) {
    gpus = List.of(ids);
    return this;
  }

  public InstanceBuilder registeredAt(Instant moment) {
    registeredAt = moment;
    return this;
  }

  public InstanceBuilder attribute(String name, String value) {
    attributes.add(Attribute.builder().name(name).value(value).build());
    return this;
  }

  /// One that never said which version it is.
  public InstanceBuilder silent() {
    agentVersion = null;
    return this;
  }

  public Instance build() {
    return new Instance(
        new InstanceArn(Fixtures.CELL, cluster, id),
        "i-0123456789abcdef0",
        status,
        awaySince == null,
        VersionInfo.builder().agentVersion(agentVersion).build(),
        resources(),
        attributes,
        List.of(),
        registeredAt,
        0,
        status == InstanceStatus.INACTIVE ? Fixtures.NOON : null,
        null,
        awaySince);
  }

  private List<Resource> resources() {
    List<Resource> all = new ArrayList<>(resources(cpuUnits, memoryMib, tcp));
    if (!gpus.isEmpty()) {
      all.add(Resource.builder().name("GPU").type("STRINGSET").stringSetValue(gpus).build());
    }
    return List.copyOf(all);
  }

  /// The four resources that agents register, in their order.
  public static List<Resource> resources(int cpuUnits, int memoryMib, List<String> tcp) {
    return List.of(
        Resource.builder().name("CPU").type("INTEGER").integerValue(cpuUnits).build(),
        Resource.builder().name("MEMORY").type("INTEGER").integerValue(memoryMib).build(),
        Resource.builder().name("PORTS").type("STRINGSET").stringSetValue(tcp).build(),
        Resource.builder().name("PORTS_UDP").type("STRINGSET").stringSetValue(List.of()).build());
  }
}
