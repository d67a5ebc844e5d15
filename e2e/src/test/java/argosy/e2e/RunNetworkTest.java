package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/// `argosy run` of definitions whose tasks have an address of their own.
@ExtendWith(SharedArgosy.class)
class RunNetworkTest {
  private static final String SHOP =
      """
      {"family": "shop", "networkMode": "awsvpc", "requiresCompatibilities": [FOR],
       "cpu": "256", "memory": "512", "containerDefinitions": [
        {"name": "web", "image": "argosy/webserver:1", "stopTimeout": 2,
         "portMappings": [PORTS]}]}
      """;

  private static final String WEB = "{\"containerPort\": 80}";
  private static final Pattern ANSWERS =
      Pattern.compile("([0-9a-f]{32}) answers at (http://([0-9.]+):80)");

  @TempDir Path folder;

  private final Argosy argosy;
  private final Services services;
  private final Ec2Client ec2;

  RunNetworkTest(Argosy argosy, Clients aws) throws Exception {
    OwnAddresses.assumePossible();
    this.argosy = argosy;
    this.services = new Services(aws);
    this.ec2 = Clients.pointed(Ec2Client.builder(), argosy.exports()).build();
  }

  @AfterEach
  void clear() {
    services.clear();
    services.aws().stopAll();
    groups().forEach(group -> ec2.deleteSecurityGroup(it -> it.groupId(group.groupId())));
    ec2.close();
  }

  private String file(String wanted, String ports) throws Exception {
    String text = SHOP.replace("FOR", wanted).replace("PORTS", ports);
    return Files.writeString(folder.resolve("shop.json"), text).toString();
  }

  /// That a run or a test made.
  private List<SecurityGroup> groups() {
    return ec2.describeSecurityGroups().securityGroups().stream()
        .filter(group -> Set.of("argosy-shop", "shut").contains(group.groupName()))
        .toList();
  }

  private SecurityGroup group() {
    List<SecurityGroup> all = groups();
    assertEquals(1, all.size());
    return all.getFirst();
  }

  /// From everybody, unless it says from whom.
  private Set<String> rules() {
    return group().ipPermissions().stream()
        .flatMap(rule ->
            rule.ipRanges().stream()
                .map(range -> rule.fromPort() + "-" + rule.toPort() + " " + range.cidrIp()))
        .collect(Collectors.toSet());
  }

  private static Matcher answering(Ran ran) {
    Matcher found = ANSWERS.matcher(ran.well().out());
    assertTrue(found.find(), ran.out());
    return found;
  }

  @Test
  void fromNothingToAPageAtItsOwnAddress() throws Exception {
    Ran ran = argosy.run("run", file("\"FARGATE\"", WEB));
    Matcher first = answering(ran);
    assertTrue(OwnAddresses.page(argosy, first.group(2)).contains("<title>"));
    assertTrue(argosy.run("ps").well().out().contains(first.group(2)));
    assertTrue(argosy.run("status").well().out().contains(first.group(2)));
    Task task = services.aws().describe(List.of(first.group(1))).getFirst();
    assertEquals(LaunchType.FARGATE, task.launchType());
    assertEquals(Set.of("80-80 0.0.0.0/0"), rules());

    ec2.authorizeSecurityGroupIngress(it ->
        it.groupId(group().groupId())
            .ipProtocol("tcp")
            .fromPort(22)
            .toPort(22)
            .cidrIp("10.0.0.0/8"));
    String more = WEB + ", {\"containerPort\": 90}";
    Ran again = argosy.run("run", file("\"EC2\"", more), "--count", "2");
    assertTrue(answering(again).group(2).startsWith("http://172.31."), again.out());
    assertTrue(again.out().contains(":80 http://172.31."), again.out());
    assertEquals(Set.of("80-80 0.0.0.0/0", "90-90 0.0.0.0/0", "22-22 10.0.0.0/8"), rules());
  }

  @Test
  void aServiceKeepsItsNetwork() throws Exception {
    Ran made = argosy.run("run", file("\"FARGATE\"", WEB), "--service").well();
    assertTrue(OwnAddresses.page(argosy, answering(made).group(2)).contains("<title>"));
    String more = WEB + ", {\"containerPort\": 90}";
    argosy.run("run", file("\"FARGATE\"", more), "--service").well();
    assertEquals(Set.of("80-80 0.0.0.0/0", "90-90 0.0.0.0/0"), rules());
    assertEquals(3, subnets().size());

    String own = defaults().getFirst().subnetId();
    argosy.run("run", file("\"FARGATE\"", WEB), "--service", "--subnets", own).well();
    assertEquals(List.of(own), subnets());
  }

  private List<String> subnets() {
    return services.describe("shop").networkConfiguration().awsvpcConfiguration().subnets();
  }

  private List<Subnet> defaults() {
    return ec2.describeSubnets().subnets();
  }

  @Test
  void whoSaysWhereIsThere() throws Exception {
    Subnet subnet = defaults().getLast();
    String shut =
        ec2.createSecurityGroup(
                it -> it.groupName("shut").description("lets nobody in").vpcId(subnet.vpcId()))
            .groupId();
    String shop = file("\"FARGATE\"", WEB);
    Ran ran =
        argosy.run(
            "run",
            shop,
            "--subnets",
            subnet.subnetId(),
            "--security-groups",
            shut,
            "--no-public-ip");
    String address = answering(ran).group(3);
    var there =
        ec2.describeNetworkInterfaces(it ->
                it.filters(
                    software.amazon.awssdk.services.ec2.model.Filter.builder()
                        .name("private-ip-address")
                        .values(address)
                        .build()))
            .networkInterfaces()
            .getFirst();
    assertEquals(subnet.subnetId(), there.subnetId());
    assertEquals(shut, there.groups().getFirst().groupId());
    assertEquals(null, there.association());
    assertEquals(shut, group().groupId());

    Ran refused = argosy.run("run", Launcher.example("webserver.json"), "--no-public-ip");
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("isn't awsvpc"), refused.err());
  }
}
