package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.api.ApiRig;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AttachmentStateChange;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.SubmitAttachmentStateChangesRequest;
import software.amazon.awssdk.services.ecs.model.SubmitAttachmentStateChangesResponse;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;

class AttachmentsTest {
  private final ApiRig rig = new ApiRig().withCluster();

  @Test
  void whatAgentsSayOfAttachmentsIsChecked() {
    var attached =
        AttachmentStateChange.builder()
            .attachmentArn(ApiRig.ARN + "attachment/default/0a1b")
            .status("ATTACHED")
            .build();
    var report = SubmitAttachmentStateChangesRequest.builder();
    assertEquals(
        "ok",
        rig.reply(SubmitAttachmentStateChangesResponse.class, report.attachments(attached).build())
            .acknowledgment());
    assertEquals(
        ApiRig.invalid("attachments needs at least one entry."),
        rig.refused(SubmitAttachmentStateChangesRequest.builder().build()));
    rig.host("default");
    rig.define("web");
    String task = rig.run(RunTaskRequest.builder().taskDefinition("web")).getFirst().taskArn();
    var ofTask = SubmitTaskStateChangeRequest.builder().task(task);
    rig.done(ofTask.attachments(attached).build());
    for (var odd :
        List.of(attached.toBuilder().status((String) null), AttachmentStateChange.builder())) {
      var error = ApiRig.invalid("Each of attachments needs an attachmentArn and a status.");
      assertEquals(error, rig.refused(report.attachments(odd.build()).build()));
      assertEquals(error, rig.refused(ofTask.attachments(odd.build()).build()));
    }
    assertEquals(
        ApiRig.invalid("attachmentArn must be the ARN of an attachment, not eni-1"),
        rig.refused(
            report.attachments(attached.toBuilder().attachmentArn("eni-1").build()).build()));
  }
}
