package argosy.wire.acs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcsFrameTest {
  private static final String TASK = "arn:aws:ecs:us-east-1:000000000000:task/c/t1";

  private static final RoleCredentials ROLE =
      new RoleCredentials("id", "arn", "key", "secret", "token", "2026-01-01T00:00:00Z");

  @Test
  void everyMessageComesBackAsItWent() {
    var container =
        new PayloadTask.Container(
            "main",
            "busybox:1",
            List.of("sleep", "9"),
            List.of(),
            256,
            128,
            true,
            Map.of("A", "b"),
            List.of(new PayloadTask.PortMapping(80, 0, "tcp")),
            List.of(new PayloadTask.MountPoint("data", "/data", true)),
            List.of("db:db"),
            30,
            "{\"command\":[\"x\"]}",
            "arn:container",
            new PayloadTask.DockerConfig("1.22", "{\"User\":\"1\"}", null),
            List.of(new PayloadTask.Dependency("db", "HEALTHY")),
            60,
            "docker",
            List.of(new PayloadTask.VolumesFrom("db", true)),
            new PayloadTask.RestartPolicy(true, List.of(0), 60),
            List.of(new PayloadTask.EnvironmentFile("s3", "arn:aws:s3:::b/a.env")));
    var task =
        new PayloadTask(
            TASK,
            "web",
            "3",
            "RUNNING",
            "bridge",
            List.of(container),
            List.of(
                new PayloadTask.Volume(
                    "data", "host", new PayloadTask.HostPath("/srv"), null, null),
                new PayloadTask.Volume(
                    "mine",
                    "docker",
                    null,
                    new PayloadTask.DockerVolume(
                        "shared", true, "local", Map.of("o", "x"), Map.of("l", "y")),
                    null),
                new PayloadTask.Volume(
                    "files",
                    "efs",
                    null,
                    null,
                    new PayloadTask.EfsVolume(
                        "fs-1", "/", new PayloadTask.EfsAuthorization("fsap-1")))),
            0.25,
            512,
            "EC2",
            "service:web",
            "host",
            "none",
            ROLE,
            null,
            List.of(new PayloadTask.Association(List.of("web"), "GPU-1", "gpu")),
            List.of(),
            30);
    var identifier = new AcsMessage.TaskIdentifier(TASK, "STOPPED", null);
    for (AcsMessage message :
        List.of(
            new AcsMessage.PayloadMessage("m1", "c", "i", 1_700_000_000_123L, 7, List.of(task)),
            new AcsMessage.HeartbeatMessage("m2", true),
            new AcsMessage.TaskManifestMessage("m3", "c", "i", 1, 8, List.of(identifier)),
            new AcsMessage.TaskStopVerificationAck("m3", 2, List.of(identifier)),
            new AcsMessage.ErrorMessage("no"),
            new AcsMessage.AckRequest("c", "i", "m1"),
            new AcsMessage.NackRequest("c", "i", "m4", "Updates are disabled"),
            new AcsMessage.HeartbeatAckRequest("m2"),
            new AcsMessage.IAMRoleCredentialsMessage("m5", TASK, RoleCredentials.TASK, ROLE),
            new AcsMessage.IAMRoleCredentialsAckRequest("m5", "2026-01-01T00:00:00Z", "id"),
            new AcsMessage.TaskStopVerificationMessage("m3", List.of(identifier)))) {
      assertEquals(message, AcsFrame.decode(AcsFrame.encode(message)));
    }
  }

  @Test
  void framesAreSpelledAsTheGenuineAgentExpects() {
    assertEquals(
        "{\"type\":\"HeartbeatMessage\",\"message\":{\"messageId\":\"m\",\"healthy\":true}}",
        AcsFrame.encode(new AcsMessage.HeartbeatMessage("m", true)));
    assertEquals(
        "{\"type\":\"IAMRoleCredentialsMessage\",\"message\":{\"messageId\":\"m\","
            + "\"taskArn\":\"t\",\"roleType\":\"TaskExecution\","
            + "\"roleCredentials\":{\"credentialsId\":\"id\","
            + "\"roleArn\":\"arn\",\"accessKeyId\":\"key\",\"secretAccessKey\":\"secret\","
            + "\"sessionToken\":\"token\",\"expiration\":\"2026-01-01T00:00:00Z\"}}}",
        AcsFrame.encode(
            new AcsMessage.IAMRoleCredentialsMessage("m", "t", RoleCredentials.EXECUTION, ROLE)));
    assertEquals(
        new AcsMessage.AckRequest("itest", "arn:aws:ecs:us-east-1:1:container-instance/a", "m1"),
        AcsFrame.decode(
            "{\"type\":\"AckRequest\",\"message\":{\"cluster\":\"itest\",\"containerInstance\":"
                + "\"arn:aws:ecs:us-east-1:1:container-instance/a\",\"messageId\":\"m1\"}}"));
  }

  @Test
  void genuinePayloadsMayLackListsAndHaveMore() {
    var payload =
        (AcsMessage.PayloadMessage)
            AcsFrame.decode(
                """
                {"type":"PayloadMessage","message":{"messageId":"m1","clusterArn":"itest",
                 "containerInstanceArn":"arn:i","generatedAt":1795219979528,"seqNum":3,
                 "timeline":9,"tasks":[{"arn":"%s","family":"f","version":"1",
                 "desiredStatus":"RUNNING","volumes":null,"containers":[{"name":"main",
                 "image":"busybox","cpu":10,"memory":0,"essential":true,
                 "portMappings":[{"containerPort":80}],
                 "dockerConfig":{"hostConfig":"{\\"NetworkMode\\":\\"host\\"}"},
                 "healthCheckType":"docker"}],"roleCredentials":{"credentialsId":"x"}}]}}
                """
                    .formatted(TASK));
    PayloadTask task = payload.tasks().getFirst();
    assertEquals(List.of(), task.volumes());
    assertEquals(Map.of(), task.containers().getFirst().environment());
    assertEquals(
        new PayloadTask.PortMapping(80, null, null),
        task.containers().getFirst().portMappings().getFirst());
    var config = task.containers().getFirst().dockerConfig();
    assertEquals(new PayloadTask.DockerConfig(null, null, "{\"NetworkMode\":\"host\"}"), config);
  }

  @Test
  void missingListsAreEmpty() {
    assertEquals(
        new AcsMessage.TaskStopVerificationMessage("m", List.of()),
        AcsFrame.decode(
            "{\"type\":\"TaskStopVerificationMessage\",\"message\":{\"messageId\":\"m\"}}"));
  }

  @Test
  void unknownTypesAreNoErrorAndOtherTextsAre() {
    assertEquals(
        new AcsMessage.Unknown("CloseMessage"),
        AcsFrame.decode("{\"type\":\"CloseMessage\",\"message\":{\"message\":\"bye\"}}"));
    assertEquals(new AcsMessage.Unknown(""), AcsFrame.decode("{}"));
    for (String text :
        List.of(
            "",
            "x",
            "[]",
            "{\"type\":\"AckRequest\"}",
            "{\"type\":\"AckRequest\",\"message\":null}",
            "{\"type\":\"AckRequest\",\"message\":{\"cluster\":[]}}",
            "{\"type\":\"TaskManifestMessage\",\"message\":{\"messageId\":\"m\"}}")) {
      assertThrows(IllegalArgumentException.class, () -> AcsFrame.decode(text));
    }
  }
}
