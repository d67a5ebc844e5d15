package argosy.agent.metadata;

import argosy.agent.task.TaskView;
import argosy.wire.client.ControlPlane;
import argosy.wire.client.ControlPlane.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import tools.jackson.databind.node.ObjectNode;

/// The tags of a task and of the instance that it runs on, which the control plane has: the agent
/// asks for them with its own keys, each time.
final class Tags {
  private static final Logger LOG = LoggerFactory.getLogger(Tags.class);

  /// For each of the two questions.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ControlPlane controlPlane;

  Tags(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  /// Puts the tags into the task's page; version 4 also says why there are none.
  ///
  /// @param instance its ARN; empty before it is registered
  void put(ObjectNode page, TaskView task, String instance, int version)
      throws InterruptedException {
    put(page, "ContainerInstanceTags", instance, version);
    put(page, "TaskTags", task.payload().arn(), version);
  }

  private void put(ObjectNode page, String field, String arn, int version)
      throws InterruptedException {
    try {
      if (arn.isEmpty()) {
        throw new IOException("the container instance isn't registered yet; ask again");
      }
      var request = ListTagsForResourceRequest.builder().resourceArn(arn).build();
      var found =
          Callers.ask(controlPlane, request, ListTagsForResourceResponse.class, PATIENCE).tags();
      if (!found.isEmpty()) {
        ObjectNode tags = page.putObject(field);
        for (Tag tag : found) {
          tags.put(tag.key(), tag.value());
        }
      }
    } catch (TimeoutException e) {
      fail(page, field, arn, version, new IOException("no answer from the control plane", e));
    } catch (IOException e) {
      fail(page, field, arn, version, e);
    }
  }

  private static void fail(
      ObjectNode page, String field, String arn, int version, IOException why) {
    LOG.warn("{} of {} can't be had: {}", field, arn, why.toString());
    if (version < Documents.FOURTH) {
      return;
    }
    ObjectNode error = page.withArrayProperty("Errors").addObject();
    error.put("ErrorField", field);
    if (why instanceof Refusal refusal) {
      error.put("ErrorCode", refusal.code());
    }
    error.put("ErrorMessage", String.valueOf(why.getMessage()));
    if (why instanceof Refusal refusal) {
      error.put("StatusCode", refusal.status());
      error.put("RequestId", refusal.requestId());
    }
    if (!arn.isEmpty()) {
      error.put("ResourceARN", arn);
    }
  }
}
