package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

class PortsTest {
  private static final Ports WEB = new Ports("tcp", 80, 80);

  private static TaskDefinition definition(PortMapping.Builder... mappings) {
    var all = List.of(mappings).stream().map(PortMapping.Builder::build).toList();
    return TaskDefinition.builder()
        .containerDefinitions(
            ContainerDefinition.builder().name("a").build(),
            ContainerDefinition.builder().name("b").portMappings(all).build())
        .build();
  }

  @Test
  void aDefinitionNamesSinglePortsAndRanges() {
    var named =
        definition(
            PortMapping.builder().containerPort(80),
            PortMapping.builder().containerPort(80).protocol(TransportProtocol.TCP),
            PortMapping.builder().containerPort(53).protocol(TransportProtocol.UDP),
            PortMapping.builder().containerPortRange("8000-8010"));
    assertEquals(
        List.of(WEB, new Ports("udp", 53, 53), new Ports("tcp", 8000, 8010)), Ports.of(named));
    assertEquals("tcp 80, udp 53, tcp 8000-8010", Ports.words(Ports.open(named)));
  }

  @Test
  void whoNamesNoPortHasTheWebs() {
    assertEquals(List.of(), Ports.of(definition()));
    assertEquals(List.of(WEB), Ports.open(definition()));
  }

  @Test
  void onlyWhatNoRuleOpensToEverybodyIsMissing() {
    var wanted = List.of(WEB, new Ports("tcp", 90, 95), new Ports("udp", 53, 53));
    assertEquals(wanted, Ports.missing(wanted, List.of(rule("tcp", 80, 80, "10.0.0.0/8"))));
    assertEquals(
        wanted.subList(1, 3),
        Ports.missing(
            wanted, List.of(rule("tcp", 1, 92, "0.0.0.0/0"), rule("udp", 54, 99, "0.0.0.0/0"))));
    assertEquals(
        wanted.subList(2, 3),
        Ports.missing(wanted, List.of(rule("tcp", 1, 100, "10.0.0.0/8", "0.0.0.0/0"))));
    assertEquals(List.of(), Ports.missing(wanted, List.of(rule("-1", -1, -1, "0.0.0.0/0"))));
    assertEquals(List.of(), Ports.missing(wanted, wanted.stream().map(Ports::rule).toList()));
  }

  private static IpPermission rule(String protocol, Integer from, Integer to, String... addresses) {
    return IpPermission.builder()
        .ipProtocol(protocol)
        .fromPort(from)
        .toPort(to)
        .ipRanges(
            List.of(addresses).stream().map(it -> IpRange.builder().cidrIp(it).build()).toList())
        .build();
  }

  @Test
  void theyAreAtAnAddress() {
    assertEquals("http://10.0.0.5:80", WEB.at("10.0.0.5"));
    assertEquals("udp://10.0.0.5:53-54", new Ports("udp", 53, 54).at("10.0.0.5"));
  }
}
