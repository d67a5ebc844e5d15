package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/// The example of a service on Fargate, with a network of its own, that Terraform makes, changes
/// and removes. This machine, which is not in that network, reads its pages at public addresses.
@ExtendWith(SharedArgosy.class)
class TerraformFargateTest {
  private static final String NAME = "web";
  private static final Duration HOLDS_WITHIN = Duration.ofSeconds(10);

  private final Argosy argosy;
  private final Clients aws;
  private final Ec2Client ec2;

  @TempDir Path folder;

  TerraformFargateTest(Argosy argosy, Clients aws) throws Exception {
    this.argosy = argosy;
    this.aws = aws;
    this.ec2 = Clients.pointed(Ec2Client.builder(), argosy.exports()).build();
  }

  @AfterEach
  void close() {
    ec2.close();
  }

  private Service service() {
    return aws.ecs().describeServices(it -> it.cluster(NAME).services(NAME)).services().getFirst();
  }

  private List<NetworkInterface> interfaces() {
    return ec2.describeNetworkInterfaces(
            it -> it.filters(Filter.builder().name("group-name").values(NAME).build()))
        .networkInterfaces();
  }

  @Test
  void aServiceOnFargateIsMadeChangedAndRemoved() throws Exception {
    Terraform.assumeInstalled();
    OwnAddresses.assumePossible();
    Files.copy(Path.of(Launcher.example("terraform-fargate/main.tf")), folder.resolve("main.tf"));
    var terraform = new Terraform(folder, argosy);
    terraform.init();

    terraform.apply();
    terraform.assertNothingToDo();
    assertEquals(LaunchType.FARGATE, service().launchType());
    List<NetworkInterface> made = interfaces();
    assertEquals(2, made.size());
    for (NetworkInterface each : made) {
      assertTrue(each.privateIpAddress().startsWith("10.40."), each.privateIpAddress());
      assertTrue(OwnAddresses.page(url(each)).contains("<title>"));
    }

    String[] second = {"-var=tasks=3", "-var=guests=10.40.0.0/16"};
    terraform.apply(second);
    terraform.assertNothingToDo(second);
    assertEquals(3, service().runningCount());
    String shut = url(interfaces().getFirst());
    Await.until(HOLDS_WITHIN, "strangers are shut out", () -> !OwnAddresses.answers(shut));
    assertTrue(fromWithin().contains("<title>"));

    terraform.destroy(second);
    assertEquals(List.of(), interfaces());
  }

  private static String url(NetworkInterface of) {
    return "http://" + of.association().publicIp() + "/";
  }

  /// The page of one of the tasks, read by another.
  private String fromWithin() throws Exception {
    List<Task> tasks =
        aws.ecs()
            .describeTasks(it ->
                it.cluster(NAME).tasks(aws.ecs().listTasks(all -> all.cluster(NAME)).taskArns()))
            .tasks();
    String container = tasks.getFirst().containers().getFirst().runtimeId();
    String other =
        tasks.getLast().containers().getFirst().networkInterfaces().getFirst().privateIpv4Address();
    return Docker.inside(container, "timeout 30 wget -qO- http://" + other + "/");
  }
}
