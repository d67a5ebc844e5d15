package argosy.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.Payloads;
import argosy.agent.runtime.Runtime.Image;
import argosy.wire.acs.PayloadTask;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class CreateBodyTest {
  private static final JsonMapper JSON = SavedTask.JSON;
  private static final Place PLACE =
      new Place(
          "h1",
          "default",
          "eu-west-1",
          "127.0.0.1",
          URI.create("http://logs:4566"),
          GpuAccess.NONE,
          OciRuntimes.PLAIN,
          new MetadataIds("00"));

  /// A task of one container, from the JSON of both as the wire has them.
  private static PayloadTask task(String container, String more) {
    return JSON.readValue(
        """
        {"arn": "%s", "family": "web", "version": "7", "desiredStatus": "RUNNING",
         "containers": [{"name": "a_b", "image": "i:1", "essential": true%s}]%s}
        """
            .formatted(Payloads.arn("t"), container.replace('\'', '"'), more.replace('\'', '"')),
        PayloadTask.class);
  }

  private static TaskState state(PayloadTask task) {
    return TaskState.of(task, PLACE.host(), Pause.isWanted(task, PLACE));
  }

  private static ObjectNode body(String container, String more) {
    TaskState state =
        state(task(container, more))
            .with("a_b", c -> c.pulled(new Image("", List.of(), "", List.of("AWS_REGION"))));
    return CreateBody.of(state, state.containers().getFirst(), PLACE);
  }

  private static String host(String container, String more, String member) {
    return body(container, more).path("HostConfig").path(member).toString();
  }

  @Test
  void namesAndLabelsAreEcs() {
    TaskState state = state(task("", ""));
    String name = state.containers().getFirst().dockerName();
    assertTrue(name.matches("ecs-web-7-ab-[0-9a-f]{20}"), name);
    String docker =
        ", 'dockerConfig': {'config':"
            + " '{\\'Labels\\':{\\'mine\\':\\'1\\',\\'argosy.host\\':\\'x\\'}}'}";
    var labels = body(docker.replace("\\'", "\\\""), "").path("Labels");
    assertEquals("h1", labels.path("argosy.host").asString());
    assertEquals("1", labels.path("mine").asString());
    assertEquals(Payloads.arn("t"), labels.path("com.amazonaws.ecs.task-arn").asString());
    assertEquals("7", labels.path("com.amazonaws.ecs.task-definition-version").asString());
    String kept = body("", "").path("Labels").path("argosy.task").asString();
    assertEquals(task("", ""), JSON.readValue(kept, PayloadTask.class));
  }

  @Test
  void limitsHaveTheirMinimums() {
    assertEquals("2", host("", "", "CpuShares"));
    assertEquals("2", host(", 'cpu': 1", "", "CpuShares"));
    assertEquals("512", host(", 'cpu': 512", "", "CpuShares"));
    assertEquals("", host("", "", "Memory"));
    assertEquals("4194304", host(", 'memory': 1", "", "Memory"));
    assertEquals("134217728", host("", ", 'memory': 128", "Memory"));
    assertEquals("67108864", host(", 'memory': 64", ", 'memory': 128", "Memory"));
    assertEquals("25000", host("", ", 'cpu': 0.25", "CpuQuota"));
  }

  @Test
  void theEngineSpelledObjectsWin() {
    String docker =
        ", 'dockerConfig': {'config': '{\\'User\\':\\'nobody\\'}', 'hostConfig':"
            + " '{\\'NetworkMode\\':\\'none\\',\\'MemoryReservation\\':1048576,"
            + "\\'CpuShares\\':9}'}";
    ObjectNode body = body(docker.replace("\\'", "\\\""), "");
    assertEquals("nobody", body.path("User").asString());
    assertEquals("none", body.path("HostConfig").path("NetworkMode").asString());
    assertEquals(9, body.path("HostConfig").path("CpuShares").asInt());
    assertEquals(1_048_576, body.path("HostConfig").path("MemoryReservation").asInt());
  }

  @Test
  void commandsCanBeOverridden() {
    String said = ", 'entryPoint': ['sh', '-c'], 'command': ['a']";
    assertEquals("[\"a\"]", body(said, "").path("Cmd").toString());
    String overridden = said + ", 'overrides': '{\\\"command\\\":[\\\"b\\\",\\\"c\\\"]}'";
    assertEquals("[\"b\",\"c\"]", body(overridden, "").path("Cmd").toString());
    assertEquals("[\"sh\",\"-c\"]", body(overridden, "").path("Entrypoint").toString());
    assertTrue(body("", "").path("Cmd").isMissingNode());
  }

  @Test
  void theRegionIsThereUnlessSomebodySetsIt() {
    assertEquals(
        "[\"AWS_DEFAULT_REGION=mars\",\"X=1\"]",
        body(", 'environment': {'X': '1', 'AWS_DEFAULT_REGION': 'mars'}", "")
            .path("Env")
            .toString());
    assertEquals("[\"AWS_DEFAULT_REGION=eu-west-1\"]", body("", "").path("Env").toString());
  }

  @Test
  void portsAreBoundWhereTheOperatorSays() {
    String ports =
        ", 'portMappings': [{'containerPort': 80, 'hostPort': 8080},"
            + "{'containerPort': 53, 'protocol': 'udp'}]";
    ObjectNode body = body(ports, "");
    assertEquals("{\"80/tcp\":{},\"53/udp\":{}}", body.path("ExposedPorts").toString());
    assertEquals(
        "{\"80/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"8080\"}],"
            + "\"53/udp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"\"}]}",
        body.path("HostConfig").path("PortBindings").toString());
    assertEquals("", host(ports, ", 'networkMode': 'host'", "PortBindings"));
  }

  @Test
  void volumesArePathsOrLiveWithTheTask() {
    String mounts =
        ", 'mountPoints': [{'sourceVolume': 'p', 'containerPath': '/p', 'readOnly':"
            + " true}, {'sourceVolume': 'v', 'containerPath': '/v'}]";
    String volumes = ", 'volumes': [{'name': 'p', 'host': {'sourcePath': '/srv'}}, {'name': 'v'}]";
    String binds = host(mounts, volumes, "Binds");
    assertTrue(binds.matches("\\[\"/srv:/p:ro\",\"ecs-web-7-v-[0-9a-f]{20}:/v\"]"), binds);
    List<String> owned = TaskVolumes.owned("h1", task(mounts, volumes));
    assertEquals(1, owned.size());
    assertTrue(binds.contains(owned.getFirst()));
    assertEquals(
        "HostConfigError: Invalid volume referenced: p",
        assertThrows(IllegalArgumentException.class, () -> body(mounts, "")).getMessage());
  }

  @Test
  void volumesOfTheEngineAreMadeAsTheDefinitionSays() {
    String mounts =
        ", 'mountPoints': [{'sourceVolume': 'mine', 'containerPath': '/m'},"
            + " {'sourceVolume': 'ours', 'containerPath': '/o'},"
            + " {'sourceVolume': 'theirs', 'containerPath': '/t'}]";
    String volumes =
        ", 'volumes': [{'name': 'mine', 'type': 'docker', 'dockerVolumeConfiguration': {'scope':"
            + " 'task', 'driver': 'local', 'driverOpts': {'type': 'tmpfs'}, 'labels': {'a': 'b'}}},"
            + " {'name': 'ours', 'type': 'docker', 'dockerVolumeConfiguration': {'scope':"
            + " 'shared', 'autoprovision': true}}, {'name': 'theirs', 'type': 'docker',"
            + " 'dockerVolumeConfiguration': {'scope': 'shared'}}, {'name': 'unused',"
            + " 'type': 'docker',"
            + " 'dockerVolumeConfiguration': {'scope': 'shared', 'autoprovision': true}}]";
    PayloadTask task = task(mounts, volumes);
    assertTrue(TaskCheck.refusal(task, List.of()).isEmpty());
    String mine = DockerNames.volume("h1", task, "mine");
    assertEquals("[\"" + mine + ":/m\",\"ours:/o\",\"theirs:/t\"]", host(mounts, volumes, "Binds"));
    assertEquals(List.of(mine), TaskVolumes.owned("h1", task));
    assertEquals(
        List.of(
            "{\"Name\":\""
                + mine
                + "\",\"Driver\":\"local\",\"DriverOpts\":{\"type\":\"tmpfs\"},"
                + "\"Labels\":{\"a\":\"b\"}}",
            "{\"Name\":\"ours\",\"DriverOpts\":{},\"Labels\":{}}"),
        TaskVolumes.made("h1", task, task.containers().getFirst()).stream()
            .map(ObjectNode::toString)
            .toList());
  }

  @Test
  void namespacesOfTheHostAreTheTasks() {
    assertEquals("\"host\"", host("", ", 'pidMode': 'host'", "PidMode"));
    assertEquals("\"none\"", host("", ", 'ipcMode': 'none'", "IpcMode"));
    assertEquals("", host("", "", "PidMode"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\\\"NetworkMode\\\":\\\"mynet\\\"}",
        "{\\\"AutoRemove\\\":true}",
        "{\\\"RestartPolicy\\\":{\\\"Name\\\":\\\"always\\\"}}",
        "not json"
      })
  void whatIsNotDoneIsRefused(String hostConfig) {
    String docker = ", 'dockerConfig': {'hostConfig': '" + hostConfig + "'}";
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> body(docker, ""));
    assertTrue(refused.toString().contains("HostConfigError: "), refused.toString());
  }

  @Test
  void tasksThatCannotRunAreRefused() {
    assertTrue(TaskCheck.refusal(task("", ""), List.of()).isEmpty());
    for (String more :
        List.of(", 'networkMode': 'awsvpc'", ", 'volumes': [{'name': 'v', 'type': 'efs'}]")) {
      assertTrue(TaskCheck.refusal(task("", more), List.of()).isPresent(), more);
    }
    for (String container :
        List.of(
            ", 'links': ['nobody']",
            ", 'links': ['a_b:self']",
            ", 'overrides': '{\\\"cpu\\\":1}'",
            ", 'overrides': 'x'")) {
      assertTrue(TaskCheck.refusal(task(container, ""), List.of()).isPresent(), container);
    }
    PayloadTask circle =
        Payloads.task(
            "t",
            Payloads.container("a", "b"),
            Payloads.container("b", "c"),
            Payloads.container("c", "a"));
    assertEquals(
        "Task dependencies cannot be resolved, taskArn: " + Payloads.arn("t"),
        TaskCheck.refusal(circle, List.of()).orElseThrow());
    PayloadTask diamond =
        Payloads.task(
            "t",
            Payloads.container("a", "b", "c"),
            Payloads.container("b", "d"),
            Payloads.container("c", "d"),
            Payloads.container("d"));
    assertTrue(TaskCheck.refusal(diamond, List.of()).isEmpty());
  }
}
