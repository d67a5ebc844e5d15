package argosy.control.fleet;

import argosy.control.cell.Cell;
import argosy.control.iam.TaskRoles;
import argosy.control.log.Line;
import argosy.domain.deployment.Images;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.setting.AccountSetting;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.domain.taskdef.Definition;
import argosy.wire.acs.AcsFrame;
import argosy.wire.acs.AcsMessage;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.http.Socket;
import argosy.wire.vpc.VpcFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.SettingName;

/// One open ACS socket: tells an agent its tasks until it acknowledges. Owned by the cell's thread.
final class AcsSession {

  /// Agents close a socket on which they hear nothing for a minute.
  static final Duration HEARTBEAT = Duration.ofSeconds(30);

  /// So many heartbeats in a row may stay unanswered.
  private static final int UNANSWERED_MAX = 4;

  /// Keeps a frame below the size that peers take: a task's definition has at most 64 KiB.
  private static final int TASKS_A_MESSAGE = 10;

  /// Who asks what to stop does so right behind its acknowledgement.
  private static final Duration QUESTION = Duration.ofSeconds(1);

  /// Long enough to say a few times what is to stop. An agent that doesn't hear it hears it when it
  /// has registered anew.
  private static final Duration FAREWELL_MAX = Outbox.PATIENCE.multipliedBy(4);

  private static final String DEREGISTERED = "the instance is deregistered";

  /// A web socket close code: going on makes no sense here, connect again.
  private static final int GOING_AWAY = 1001;

  private static final Logger LOG = LoggerFactory.getLogger(AcsSession.class);

  private final InstanceArn instance;
  private final Cell cell;
  private final Socket socket;
  private final LongSupplier sequence;
  private final AcsTraffic traffic;
  private final TaskRoles roles;
  private final Outbox outbox = new Outbox();
  private final VpcSession vpcs;

  /// The newest manifest, which alone an agent may ask about.
  private String manifest = "";

  private Instant manifestAt = Instant.MIN;
  private boolean manifestHeard;
  private int unanswered;
  private boolean dismissed;
  private boolean closed;

  /// @param sequence numbers that grow with every message, over the sessions of an instance
  AcsSession(
      InstanceArn instance,
      Cell cell,
      Socket socket,
      LongSupplier sequence,
      AcsTraffic traffic,
      TaskRoles roles) {
    this.instance = instance;
    this.cell = cell;
    this.socket = socket;
    this.sequence = sequence;
    this.traffic = traffic;
    this.roles = roles;
    this.vpcs =
        new VpcSession(
            instance,
            cell,
            message -> {
              if (!closed) {
                socket.send(VpcFrame.encode(message));
                traffic.sent();
              }
            });
  }

  /// What the agent is told of networks.
  VpcSession vpcs() {
    return vpcs;
  }

  /// Tells everything: all tasks of the instance, and which they are, so that the agent can say
  /// what it runs beyond them.
  void open() {
    vpcs.open();
    tell(Task.on(cell.picture(), instance).stream().map(Task::arn).toList());
    manifest();
    cell.after(Outbox.PATIENCE, this::resend);
    cell.after(HEARTBEAT, this::heartbeat);
    cell.after(TaskRoles.RENEWAL, this::renew);
  }

  /// The instance has left: whatever its agent runs still is to stop, then the socket closes.
  void dismiss() {
    dismissed = true;
    manifest();
    cell.after(FAREWELL_MAX, () -> close(DEREGISTERED));
  }

  void tell(List<TaskArn> tasks) {
    for (int from = 0; from < tasks.size(); from += TASKS_A_MESSAGE) {
      int to = Math.min(from + TASKS_A_MESSAGE, tasks.size());
      payload(Set.copyOf(tasks.subList(from, to)), 0);
    }
  }

  void heard(AcsMessage message) {
    switch (message) {
      case AcsMessage.AckRequest ack -> {
        outbox.acknowledged(ack.messageId());
        if (ack.messageId().equals(manifest)) {
          manifestWasHeard();
        }
        traffic.acknowledged();
      }
      case AcsMessage.NackRequest nack -> {
        outbox.acknowledged(nack.messageId());
        LOG.warn("instance={} message=refused reason={}", instance, Line.value(nack.reason()));
      }
      case AcsMessage.HeartbeatAckRequest _ -> unanswered = 0;
      case AcsMessage.IAMRoleCredentialsAckRequest ack ->
          LOG.debug("instance={} credentials={} heard", instance, Line.value(ack.credentialsId()));
      case AcsMessage.TaskStopVerificationMessage asked -> verifyStops(asked);
      case AcsMessage.Unknown unknown ->
          LOG.info("instance={} message=unknown type={}", instance, Line.value(unknown.type()));
      case AcsMessage.PayloadMessage _,
          AcsMessage.HeartbeatMessage _,
          AcsMessage.IAMRoleCredentialsMessage _,
          AcsMessage.TaskManifestMessage _,
          AcsMessage.TaskStopVerificationAck _,
          AcsMessage.ErrorMessage _ ->
          LOG.warn(
              "instance={} message=refused reason=\"only servers send {}\"",
              instance,
              message.getClass().getSimpleName());
    }
  }

  /// Ends the session; what its timers still hold does nothing any more.
  void close(String reason) {
    if (!closed) {
      closed = true;
      socket.close(GOING_AWAY, reason);
    }
  }

  private void payload(Set<TaskArn> tasks, int tries) {
    List<PayloadTask> told = tasks.stream().flatMap(task -> told(task).stream()).toList();
    if (told.isEmpty()) {
      return;
    }
    String messageId = UUID.randomUUID().toString();
    outbox.sent(messageId, tasks, cell.now(), tries + 1);
    send(
        new AcsMessage.PayloadMessage(
            messageId,
            instance.clusterArn().toString(),
            instance.toString(),
            cell.now().toEpochMilli(),
            sequence.getAsLong(),
            told));
  }

  private Optional<PayloadTask> told(TaskArn arn) {
    Picture picture = cell.picture();
    return picture
        .find(Task.key(arn))
        .filter(task -> !task.isStopped())
        .flatMap(task ->
            picture
                .find(Definition.key(task.definition()))
                .map(spec -> roles.in(payload(task, spec), task, spec, cell.now())));
  }

  private PayloadTask payload(Task task, Definition definition) {
    return Payload.of(task, definition, Images.digests(cell.picture(), task), logMode());
  }

  private String logMode() {
    return AccountSetting.ofAccount(
        cell.picture(), cell.id().account(), SettingName.DEFAULT_LOG_DRIVER_MODE.toString());
  }

  /// Gives the tasks new credentials, in good time. What is lost comes again with the next.
  private void renew() {
    if (closed) {
      return;
    }
    for (Task task : Task.on(cell.picture(), instance)) {
      told(task.arn())
          .ifPresent(told -> {
            renew(told.arn(), RoleCredentials.TASK, told.roleCredentials());
            renew(told.arn(), RoleCredentials.EXECUTION, told.executionRoleCredentials());
          });
    }
    cell.after(TaskRoles.RENEWAL, this::renew);
  }

  private void renew(String task, String type, @Nullable RoleCredentials credentials) {
    if (credentials != null) {
      send(
          new AcsMessage.IAMRoleCredentialsMessage(
              UUID.randomUUID().toString(), task, type, credentials));
    }
  }

  /// Says which tasks there are, at this moment. It is said until it is heard, however often: a
  /// clock behind that of the last server makes agents pass over it for a while.
  private void manifest() {
    manifest = UUID.randomUUID().toString();
    manifestAt = cell.now();
    manifestHeard = false;
    String cluster = instance.clusterArn().toString();
    send(
        new AcsMessage.TaskManifestMessage(
            manifest,
            cluster,
            instance.toString(),
            cell.now().toEpochMilli(),
            sequence.getAsLong(),
            Task.on(cell.picture(), instance).stream()
                .map(task ->
                    new AcsMessage.TaskIdentifier(
                        task.arn().toString(), task.desired().name(), cluster))
                .toList()));
  }

  private void manifestWasHeard() {
    manifestHeard = true;
    if (dismissed) {
      cell.after(QUESTION, () -> close(DEREGISTERED));
    }
  }

  /// The agent runs tasks that the manifest didn't name. Those that are meant to run after all were
  /// made since; the rest stops.
  private void verifyStops(AcsMessage.TaskStopVerificationMessage asked) {
    List<AcsMessage.TaskIdentifier> stop =
        asked.stopCandidates().stream().filter(this::isToStop).toList();
    if (!stop.isEmpty()) {
      String tasks =
          stop.stream().map(AcsMessage.TaskIdentifier::taskArn).collect(Collectors.joining(" "));
      LOG.info(
          "instance={} stop={} reason=\"not its own, or meant to stop\" tasks={}",
          instance,
          stop.size(),
          Line.value(tasks));
    }
    send(
        new AcsMessage.TaskStopVerificationAck(asked.messageId(), cell.now().toEpochMilli(), stop));
    if (dismissed && asked.messageId().equals(manifest)) {
      close(DEREGISTERED);
    }
  }

  private boolean isToStop(AcsMessage.TaskIdentifier candidate) {
    return TaskArn.parse(candidate.taskArn())
        .flatMap(arn -> cell.picture().find(Task.key(arn)))
        .filter(task -> task.instance().equals(instance) && task.desired() == TaskStatus.RUNNING)
        .isEmpty();
  }

  private void resend() {
    if (closed) {
      return;
    }
    for (Outbox.Again again : outbox.due(cell.now())) {
      if (again.isHopeless()) {
        LOG.warn("instance={} socket=closed reason=\"it acknowledges nothing\"", instance);
        close("no acknowledgement");
        return;
      }
      payload(again.tasks(), again.tries());
    }
    if (!manifestHeard && !manifestAt.plus(Outbox.PATIENCE).isAfter(cell.now())) {
      manifest();
    }
    cell.after(Outbox.PATIENCE, this::resend);
  }

  private void heartbeat() {
    if (closed) {
      return;
    }
    if (unanswered >= UNANSWERED_MAX) {
      LOG.warn("instance={} socket=closed reason=\"it answers no heartbeat\"", instance);
      close("no heartbeat");
      return;
    }
    unanswered++;
    send(new AcsMessage.HeartbeatMessage(UUID.randomUUID().toString(), true));
    cell.after(HEARTBEAT, this::heartbeat);
  }

  private void send(AcsMessage message) {
    socket.send(AcsFrame.encode(message));
    traffic.sent();
  }
}
