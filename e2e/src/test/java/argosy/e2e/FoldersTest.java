package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.Volume;

/// Folders of the host that stand for EFS and S3, seen from inside.
@ExtendWith(SharedArgosy.class)
class FoldersTest {
  private static final String PRINT =
      "echo \"$GREETING, $NAME\"; cat /data/note; " + Definitions.STAY;

  private static RegisterTaskDefinitionRequest definition() {
    return Definitions.of(
            "folders-of-host",
            Definitions.shell("reader", PRINT)
                .environment(Definitions.variable("GREETING", "hello"))
                .environmentFiles(file("reader.env"))
                .mountPoints(Definitions.mount("files", "/data")))
        .toBuilder()
        .volumes(
            Volume.builder()
                .name("files")
                .efsVolumeConfiguration(
                    efs -> efs.fileSystemId("fs-0123abcd").rootDirectory("/web"))
                .build())
        .build();
  }

  private static EnvironmentFile file(String key) {
    return EnvironmentFile.builder().type("s3").value("arn:aws:s3:::settings/" + key).build();
  }

  @Test
  void fileSystemsAndEnvironmentFilesComeFromTheHostsFolders(@TempDir Path temporary)
      throws Exception {
    Path efs = Files.createDirectories(temporary.resolve("efs/fs-0123abcd/web"));
    Path s3 = Files.createDirectories(temporary.resolve("s3/settings"));
    Files.writeString(s3.resolve("reader.env"), "GREETING=never seen\nNAME=file\n");
    Files.writeString(s3.resolve("other.env"), "NAME=override\n");
    Files.writeString(efs.resolve("note"), "from the file system\n");
    try (Argosy argosy =
        Argosy.start("--efs-folder", temporary + "/efs", "--s3-folder", temporary + "/s3")) {
      argosy.awaitHost();
      Clients aws = argosy.clients();
      String arn = aws.register(definition());
      logs("hello, file\nfrom the file system", aws.running(aws.run(t -> t.taskDefinition(arn))));
      TaskOverride override =
          TaskOverride.builder()
              .containerOverrides(
                  ContainerOverride.builder()
                      .name("reader")
                      .environmentFiles(file("other.env"))
                      .build())
              .build();
      List<Task> others = aws.run(t -> t.taskDefinition(arn).overrides(override));
      logs("hello, override\nfrom the file system", aws.running(others));
      String reader = aws.running(others).getFirst().containers().getFirst().runtimeId();
      Docker.inside(reader, "echo back >/data/answer");
      assertEquals("back", Files.readString(efs.resolve("answer")).strip());

      Files.delete(s3.resolve("reader.env"));
      Task failed = aws.stopped(aws.run(t -> t.taskDefinition(arn)).getFirst());
      assertTrue(
          failed
              .stoppedReason()
              .startsWith("ResourceInitializationError: failed to download env files: arn:aws:s3"),
          failed.stoppedReason());
      assertTrue(failed.stoppedReason().contains(s3 + "/reader.env on host "), failed.toString());
      aws.stopAll();
    }
  }

  private static void logs(String expected, List<Task> tasks) throws Exception {
    String id = tasks.getFirst().containers().getFirst().runtimeId();
    Await.until(Services.PATIENCE, expected, () -> Docker.logs(id).strip().equals(expected));
  }

  @Test
  void aHostWithoutFoldersGetsNoSuchTask(Clients aws) {
    String arn = aws.register(definition());
    RunTaskResponse refused = aws.ecs().runTask(t -> t.taskDefinition(arn));
    assertEquals(List.of(), refused.tasks());
    assertEquals("ATTRIBUTE", refused.failures().getFirst().reason());
    String detail = refused.failures().getFirst().detail();
    assertTrue(detail.contains("no attribute ecs.capability.efs"), detail);
  }
}
