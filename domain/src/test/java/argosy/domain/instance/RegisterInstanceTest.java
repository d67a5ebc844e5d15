package argosy.domain.instance;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.aCluster;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.random;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.InstanceBuilder;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.PlatformDevice;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

class RegisterInstanceTest {
  private static final List<Resource> RESOURCES =
      InstanceBuilder.resources(2_048, 4_096, List.of("22"));

  @Test
  void aNewInstanceIsActiveAndNotYetConnected() {
    var tag = Tag.builder().key("rack").value("7").build();
    var outcome =
        accepted(
            decide(
                picture(),
                request().attributes(attribute("disk", "ssd"), attribute("gpu", null)).tags(tag)));
    Instance made = outcome.reply();
    assertEquals(List.of(new Change.Put(made)), outcome.changes());
    assertTrue(made.arn().id().matches("[0-9a-f]{32}"), made.arn().id());
    assertTrue(made.ec2InstanceId().matches("i-[0-9a-f]{17}"), made.ec2InstanceId());
    assertEquals(InstanceStatus.ACTIVE, made.status());
    assertFalse(made.agentConnected());
    assertEquals(new Capacity(2_048, 4_096, Set.of(22), Set.of(), List.of()), made.capacity());
    assertEquals(
        List.of(
            attribute("disk", "ssd"),
            attribute("gpu", null),
            attribute("ecs.availability-zone", "us-east-1a")),
        made.attributes());
    assertEquals("us-east-1a", made.zone());
    assertEquals(List.of(tag), made.tags());
    assertEquals(NOON, made.registeredAt());
  }

  @Test
  void aHostThatKnowsItsZoneKeepsIt() {
    var request = request().attributes(attribute("ecs.availability-zone", "us-east-1c"));
    Instance made = accepted(decide(picture(), request)).reply();
    assertEquals("us-east-1c", made.zone());
    assertEquals(1, made.attributes().size());
  }

  @Test
  void anInstanceThatComesBackKeepsWhatItIsAndBringsWhatItHasNow() {
    Instance before =
        anInstance().id("i1").attribute("custom", "x").attribute("engine", "20").build();
    var resources = InstanceBuilder.resources(1_024, 2_048, List.of());
    var outcome =
        accepted(
            decide(
                picture(before),
                RegisterContainerInstanceRequest.builder()
                    .containerInstanceArn(before.arn().toString())
                    .totalResources(resources)
                    .attributes(attribute("engine", "28"))));
    var expected =
        new Instance(
            before.arn(),
            before.ec2InstanceId(),
            InstanceStatus.ACTIVE,
            before.agentConnected(),
            before.versions(),
            resources,
            List.of(attribute("engine", "28"), attribute("custom", "x")),
            before.tags(),
            before.registeredAt(),
            before.version() + 1,
            null,
            null,
            before.awaySince());
    assertEquals(expected, outcome.reply());
    assertEquals(List.of(new Change.Put(expected)), outcome.changes());
  }

  @Test
  void aMachineThatRegistersAgainIsTheSameInstance() {
    String document = "{\n  \"accountId\" : \"1\",\n  \"instanceId\" : \"i-0abc0abc\"\n}";
    Instance first = accepted(decide(picture(), named(document))).reply();
    assertEquals("i-0abc0abc", first.ec2InstanceId());
    Instance draining = first.with(InstanceStatus.DRAINING);
    Instance again = accepted(decide(picture(draining), named(document))).reply();
    assertEquals(first.arn(), again.arn());
    assertEquals(InstanceStatus.DRAINING, again.status(), "only who drained it may end that");

    Picture left = picture(first.deregistered(NOON));
    assertEquals(0, accepted(decide(left, named(document))).reply().version(), "a new one");
    Instance other = accepted(decide(picture(first), named("{\"instanceId\":\"mi-1\"}"))).reply();
    assertEquals(0, other.version(), "an id of no machine");
    assertTrue(other.ec2InstanceId().matches("i-[0-9a-f]{17}"), other.ec2InstanceId());
  }

  private static RegisterContainerInstanceRequest.Builder named(String document) {
    return request().instanceIdentityDocument(document);
  }

  @Test
  void anUnknownOrInactiveArnIsRefused() {
    Picture picture =
        picture(
            anInstance().id("gone").status(InstanceStatus.INACTIVE).build(),
            aCluster("other"),
            anInstance().in("other").id("elsewhere").build());
    for (String arn :
        List.of(
            CLUSTER.toString(),
            "arn:aws:ecs:us-east-1:123456789012:container-instance/default/unknown",
            "arn:aws:ecs:us-east-1:123456789012:container-instance/default/gone",
            "arn:aws:ecs:us-east-1:123456789012:container-instance/other/elsewhere")) {
      EcsError error = refused(decide(picture, request().containerInstanceArn(arn)));
      assertEquals("InvalidParameterException", error.code());
      assertEquals(
          "The container instance "
              + arn
              + " is not registered with this cluster. Register without containerInstanceArn"
              + " to join as a new one.",
          error.message());
    }
  }

  @Test
  void aClusterThatIsNotThereTakesNoInstance() {
    EcsError error =
        refused(
            RegisterInstance.decide(
                picture(),
                new ClusterArn(CELL, "nowhere"),
                new Registration(request().build(), null),
                NOON,
                random()));
    assertEquals(new EcsError.ClusterNotFound(), error);
  }

  @Test
  void resourcesThatSayTooLittleAreRefused() {
    var cpu = RESOURCES.get(0);
    var memory = RESOURCES.get(1);
    String needsCpu = "totalResources needs CPU with a positive integerValue.";
    String needsMemory = "totalResources needs MEMORY with a positive integerValue.";
    String oddPort = "PORTS and PORTS_UDP need port numbers as strings in stringSetValue.";
    refuses(needsCpu);
    refuses(needsCpu, memory);
    refuses(needsCpu, memory, cpu.toBuilder().integerValue(0).build());
    refuses(needsCpu, memory, cpu.toBuilder().integerValue(null).build());
    refuses(needsMemory, cpu);
    refuses(needsMemory, cpu, memory.toBuilder().integerValue(-1).build());
    refuses("Each of totalResources needs a name.", cpu, memory, Resource.builder().build());
    for (String port : List.of("http", "-1", "", "65536", "99999", "123456")) {
      var ports = Resource.builder().name("PORTS").stringSetValue("22", port).build();
      refuses(oddPort, cpu, memory, ports);
      refuses(oddPort, cpu, memory, ports.toBuilder().name("PORTS_UDP").build());
    }
  }

  private static void refuses(String message, Resource... resources) {
    EcsError error = refused(decide(picture(), request().totalResources(resources)));
    assertEquals(new EcsError.InvalidParameter(message), error);
  }

  @Test
  void anAttributeWithoutANameIsRefused() {
    Instance known = anInstance().build();
    for (var request : List.of(request(), request().containerInstanceArn(known.arn().toString()))) {
      EcsError error =
          refused(
              decide(picture(known), request.attributes(Attribute.builder().value("x").build())));
      assertEquals(new EcsError.InvalidParameter("Each of attributes needs a name."), error);
    }
  }

  @Test
  void anotherResourceIsKeptThoughNothingLooksAtIt() {
    var neuron = Resource.builder().name("NEURON_CORES").stringSetValue("0", "1").build();
    var all = List.of(RESOURCES.get(0), RESOURCES.get(1), neuron);
    Instance made = accepted(decide(picture(), request().totalResources(all))).reply();
    assertEquals(all, made.resources());
    assertEquals(new Capacity(2_048, 4_096, Set.of(), Set.of(), List.of()), made.capacity());
  }

  @Test
  void itsDevicesAreAResourceOfTheInstance() {
    var devices = List.of(gpu("GPU-b"), gpu("GPU-a"));
    Instance made = accepted(decide(picture(), request().platformDevices(devices))).reply();
    var resource =
        Resource.builder().name("GPU").type("STRINGSET").stringSetValue("GPU-b", "GPU-a").build();
    assertEquals(Stream.concat(RESOURCES.stream(), Stream.of(resource)).toList(), made.resources());
    assertEquals(List.of("GPU-b", "GPU-a"), made.capacity().gpus());
    var again = request().containerInstanceArn(made.arn().toString());
    assertEquals(RESOURCES, accepted(decide(picture(made), again)).reply().resources());

    refusesDevices(
        "Each of platformDevices needs an id of letters, digits and ._:/-, not 'a,b'.", gpu("a,b"));
    refusesDevices(
        "Each of platformDevices needs an id of letters, digits and ._:/-, not 'null'.",
        PlatformDevice.builder().type("GPU").build());
    refusesDevices(
        "The type of a platform device must be GPU, not 'TPU'.",
        gpu("a").toBuilder().type("TPU").build());
    refusesDevices("platformDevices has the GPU a twice.", gpu("a"), gpu("a"));
  }

  private static void refusesDevices(String message, PlatformDevice... devices) {
    EcsError error = refused(decide(picture(), request().platformDevices(devices)));
    assertEquals(new EcsError.InvalidParameter(message), error);
  }

  private static PlatformDevice gpu(String id) {
    return PlatformDevice.builder().id(id).type("GPU").build();
  }

  @Test
  void theSameTokenIsTheSameInstanceAsLongAsThatBelongs() {
    Instance first = accepted(decide(picture(), request(), "t1")).reply();
    Picture picture = picture(first);
    Instance again = accepted(decide(picture, request(), "t1")).reply();
    assertEquals(first.arn(), again.arn());
    assertEquals(1, again.version());
    assertEquals(0, accepted(decide(picture, request(), "t2")).reply().version(), "another host");
    assertEquals(0, accepted(decide(picture, request())).reply().version(), "nobody's");

    Picture left = picture(first.deregistered(NOON));
    assertEquals(0, accepted(decide(left, request(), "t1")).reply().version(), "a new one");
    var back = request().containerInstanceArn(first.arn().toString());
    Instance restarted = accepted(decide(picture, back, "t2")).reply();
    assertEquals(first.arn(), restarted.arn());
    assertEquals("t2", restarted.clientToken(), "each start of an agent has its own");
    EcsError odd = refused(decide(picture, request(), "a b"));
    assertEquals(
        new EcsError.InvalidParameter("clientToken has 1 to 64 visible ASCII characters."), odd);
  }

  @Test
  void theVersionsThatItSaysAreKeptUntilItSaysOthers() {
    VersionInfo said =
        VersionInfo.builder().agentVersion("1").agentHash("abc").dockerVersion("20").build();
    Instance made = accepted(decide(picture(), request().versionInfo(said))).reply();
    assertEquals(said, made.versions());
    var newer = VersionInfo.builder().agentVersion("2").build();
    var mixed = said.toBuilder().agentVersion("2").build();
    assertEquals(
        mixed,
        accepted(ConnectAgent.opened(picture(made), made.arn(), newer, NOON)).reply().versions());
    var back = request().containerInstanceArn(made.arn().toString());
    assertEquals(said, accepted(decide(picture(made), back)).reply().versions());
    assertEquals(
        mixed, accepted(decide(picture(made), back.versionInfo(newer))).reply().versions());
  }

  @Test
  void anInstanceBeyondTheQuotaIsRefused() {
    Picture picture = picture();
    for (int at = 0; at < RegisterInstance.INSTANCES_MAX; at++) {
      picture = picture.apply(new Change.Put(anInstance().id("i" + at).build()));
    }
    assertEquals("LimitExceededException", refused(decide(picture, request())).code());
    Instance left = anInstance().id("i7").build().deregistered(NOON);
    Instance made = accepted(decide(picture.apply(new Change.Put(left)), request())).reply();
    assertEquals(InstanceStatus.ACTIVE, made.status(), "those that left don't count");
  }

  private static Outcome<Instance> decide(
      Picture picture, RegisterContainerInstanceRequest.Builder request) {
    return decide(picture, request, null);
  }

  private static Outcome<Instance> decide(
      Picture picture,
      RegisterContainerInstanceRequest.Builder request,
      @org.jspecify.annotations.Nullable String token) {
    return RegisterInstance.decide(
        picture, CLUSTER, new Registration(request.build(), token), NOON, random());
  }

  private static RegisterContainerInstanceRequest.Builder request() {
    return RegisterContainerInstanceRequest.builder().totalResources(RESOURCES);
  }

  private static Attribute attribute(String name, @org.jspecify.annotations.Nullable String value) {
    return Attribute.builder().name(name).value(value).build();
  }
}
