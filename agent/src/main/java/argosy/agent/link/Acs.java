package argosy.agent.link;

import argosy.agent.Loop;
import argosy.agent.task.Tasks;
import argosy.wire.acs.AcsFrame;
import argosy.wire.acs.AcsMessage;
import argosy.wire.acs.AcsMessage.AckRequest;
import argosy.wire.acs.AcsMessage.HeartbeatAckRequest;
import argosy.wire.acs.AcsMessage.HeartbeatMessage;
import argosy.wire.acs.AcsMessage.IAMRoleCredentialsAckRequest;
import argosy.wire.acs.AcsMessage.IAMRoleCredentialsMessage;
import argosy.wire.acs.AcsMessage.PayloadMessage;
import argosy.wire.acs.AcsMessage.TaskIdentifier;
import argosy.wire.acs.AcsMessage.TaskManifestMessage;
import argosy.wire.acs.AcsMessage.TaskStopVerificationAck;
import argosy.wire.acs.AcsMessage.TaskStopVerificationMessage;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.vpc.VpcFrame;
import argosy.wire.vpc.VpcMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the control plane says on the agent communication socket, and the answers to it.
final class Acs {
  private static final Logger LOG = LoggerFactory.getLogger(Acs.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  /// An answer takes milliseconds; after this long the question or the answer is taken for lost.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// After so many questions in vain nobody answers them on this socket; the next one begins with a
  /// manifest of its own.
  private static final int QUESTIONS_MAX = 12;

  private final String cluster;
  private final String instance;
  private final Tasks tasks;
  private final Loop loop;
  private final LongConsumer keepTimeline;
  private final Consumer<String> send;

  /// The newest sequence seen, of payloads and manifests.
  private long newest;

  /// The manifest whose stop candidates may still be confirmed; empty for none.
  private String verifying = "";

  Acs(
      Connection.Identity identity,
      Tasks tasks,
      Loop loop,
      Timeline timeline,
      Consumer<String> send) {
    this.cluster = identity.cluster();
    this.instance = identity.instance();
    this.tasks = tasks;
    this.loop = loop;
    this.newest = timeline.newest();
    this.keepTimeline = timeline.keep();
    this.send = send;
  }

  /// @param newest of the manifests that earlier agents of this instance saw; -1 for none
  /// @param keep takes what the next agent has to know
  record Timeline(long newest, LongConsumer keep) {}

  void text(String text) {
    try {
      switch (AcsFrame.decode(text)) {
        case PayloadMessage payload -> payload(payload, JSON.readTree(text));
        case HeartbeatMessage beat -> send(new HeartbeatAckRequest(beat.messageId()));
        case TaskManifestMessage manifest -> manifest(manifest);
        case TaskStopVerificationAck confirmed -> confirmed(confirmed);
        case IAMRoleCredentialsMessage told -> credentials(told);
        case AcsMessage.ErrorMessage error -> LOG.warn("instance={} {}", instance, error.message());
        case AcsMessage.Unknown unknown -> vpc(unknown, text);
        case AckRequest _,
            AcsMessage.NackRequest _,
            IAMRoleCredentialsAckRequest _,
            HeartbeatAckRequest _,
            TaskStopVerificationMessage _ ->
            LOG.warn("instance={} an agent's message came back", instance);
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("instance={} dropped: {}", instance, e.getMessage());
    }
  }

  private void vpc(AcsMessage.Unknown unknown, String text) {
    VpcMessage message = VpcFrame.decode(text);
    if (message instanceof VpcMessage.Unknown) {
      LOG.warn("instance={} {} dropped", instance, unknown);
    } else {
      tasks
          .network()
          .heard(message, answer -> loop.post(() -> send.accept(VpcFrame.encode(answer))));
    }
  }

  private void payload(PayloadMessage payload, JsonNode raw) {
    boolean whole =
        present(payload.messageId(), payload.clusterArn(), payload.containerInstanceArn())
            && payload.tasks() != null
            && payload.tasks().stream().allMatch(Acs::whole);
    if (!whole) {
      LOG.warn("instance={} a payload lacks members, dropped", instance);
      return;
    }
    if (!payload.containerInstanceArn().equals(instance)) {
      LOG.warn("instance={} a payload for {}, dropped", instance, payload.containerInstanceArn());
      return;
    }
    newest = Math.max(newest, payload.seqNum());
    JsonNode rawTasks = raw.path("message").path("tasks");
    IntStream.range(0, payload.tasks().size())
        .boxed()
        .sorted(Comparator.comparing(i -> !isStopped(payload.tasks().get(i))))
        .forEach(i -> tasks.accept(payload.tasks().get(i), Unhonoured.in(rawTasks.path(i))));
    tasks.whenSaved(() -> {
      send(new AckRequest(cluster, instance, payload.messageId()));
      for (PayloadTask task : payload.tasks()) {
        acknowledge(payload.messageId(), task.roleCredentials());
        acknowledge(payload.messageId(), task.executionRoleCredentials());
      }
    });
  }

  private void credentials(IAMRoleCredentialsMessage told) {
    if (tasks.renew(told.taskArn(), told.roleCredentials())) {
      acknowledge(told.messageId(), told.roleCredentials());
    } else {
      LOG.debug("instance={} credentials for {} dropped", instance, told.taskArn());
    }
  }

  private void acknowledge(String message, @Nullable RoleCredentials told) {
    if (told != null && told.whole()) {
      send(new IAMRoleCredentialsAckRequest(message, told.expiration(), told.credentialsId()));
    }
  }

  private void manifest(TaskManifestMessage manifest) {
    if (manifest.timeline() <= newest || !present(manifest.messageId())) {
      LOG.debug("instance={} an old manifest is dropped", instance);
      return;
    }
    newest = manifest.timeline();
    keepTimeline.accept(newest);
    send(new AckRequest(cluster, instance, manifest.messageId()));
    List<TaskIdentifier> listed = manifest.tasks() == null ? List.of() : manifest.tasks();
    Set<String> running =
        listed.stream()
            .filter(task -> "RUNNING".equals(task.desiredStatus()))
            .map(TaskIdentifier::taskArn)
            .collect(Collectors.toSet());
    verifying = "";
    List<TaskIdentifier> candidates = new ArrayList<>();
    for (String arn : tasks.wanted()) {
      if (!running.contains(arn)) {
        candidates.add(new TaskIdentifier(arn, "STOPPED", manifest.clusterArn()));
      }
    }
    if (!candidates.isEmpty()) {
      LOG.info("instance={} runs {} tasks too many", instance, candidates.size());
      verifying = manifest.messageId();
      ask(new TaskStopVerificationMessage(verifying, candidates), 1);
    }
  }

  /// Asks until it is answered, or until a newer manifest is there to ask about.
  private void ask(TaskStopVerificationMessage question, int times) {
    if (verifying.equals(question.messageId()) && times <= QUESTIONS_MAX) {
      send(question);
      loop.after(PATIENCE, () -> ask(question, times + 1));
    }
  }

  private void confirmed(TaskStopVerificationAck ack) {
    if (verifying.isEmpty() || !verifying.equals(ack.messageId())) {
      LOG.warn("instance={} a stop verification nobody waits for, dropped", instance);
      return;
    }
    verifying = "";
    List<TaskIdentifier> stops = ack.stopTasks() == null ? List.of() : ack.stopTasks();
    stops.forEach(task -> tasks.stop(task.taskArn()));
  }

  private void send(AcsMessage message) {
    send.accept(AcsFrame.encode(message));
  }

  private static boolean isStopped(PayloadTask task) {
    return task.desiredStatus().equals("STOPPED");
  }

  private static boolean whole(PayloadTask task) {
    return task != null
        && present(task.arn(), task.family(), task.version(), task.desiredStatus())
        && task.containers().stream().allMatch(c -> present(c.name(), c.image()));
  }

  /// Members may be missing on the wire, whatever the types say.
  private static boolean present(Object... members) {
    for (Object member : members) {
      if (Objects.isNull(member)) {
        return false;
      }
    }
    return true;
  }
}
