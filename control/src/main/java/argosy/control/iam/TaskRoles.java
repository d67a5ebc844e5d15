package argosy.control.iam;

import argosy.control.log.Line;
import argosy.domain.iam.Duty;
import argosy.domain.id.TaskArn;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.domain.taskdef.AwsLogs;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.Overridden;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.sigv4.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Gives tasks the credentials of their roles.
public final class TaskRoles {

  /// As long as those of Amazon ECS live.
  public static final Duration LIFE = Duration.ofHours(6);

  /// A task has new ones long before the old ones end, however often a message is lost.
  public static final Duration RENEWAL = Duration.ofHours(1);

  /// The role that AWS's console makes for container instances.
  private static final String INSTANCE_ROLE = "ecsInstanceRole";

  private static final Logger LOG = LoggerFactory.getLogger(TaskRoles.class);

  private final RoleSessions sessions;
  private final RandomGenerator random;

  /// @param random one that nobody can predict
  public TaskRoles(RoleSessions sessions, RandomGenerator random) {
    this.sessions = sessions;
    this.random = random;
  }

  /// To be called when a cell opens: later the store may be lost, and tasks go on needing theirs.
  public void learn(String account) {
    sessions.learn(account);
  }

  /// The task as its agent is told it, with new credentials if it is to run.
  public PayloadTask in(PayloadTask told, Task task, Definition definition, Instant now) {
    if (task.desired() != TaskStatus.RUNNING) {
      return told;
    }
    TaskDefinition spec = Overridden.of(definition.spec(), task.launch().overrides());
    return told.with(
        credentials(task.arn(), Duty.TASK, spec.taskRoleArn(), now),
        credentials(task.arn(), Duty.EXECUTION, executionRole(spec), now));
  }

  /// Who logs and says no role does it as its container instance does.
  private static @Nullable String executionRole(TaskDefinition spec) {
    boolean unsaid = spec.executionRoleArn() == null || spec.executionRoleArn().isEmpty();
    return unsaid && spec.containerDefinitions().stream().anyMatch(AwsLogs::isUsed)
        ? INSTANCE_ROLE
        : spec.executionRoleArn();
  }

  private @Nullable RoleCredentials credentials(
      TaskArn task, Duty duty, @Nullable String said, Instant now) {
    if (said == null || said.isEmpty()) {
      return null;
    }
    String account = task.cell().account();
    Optional<Role> role = Role.named(said, account).filter(it -> it.account().equals(account));
    if (role.isEmpty()) {
      LOG.warn(
          "task={} role={} credentials=none reason=\"no role of its account\"",
          task,
          Line.value(said));
      return null;
    }
    Instant end = now.plus(LIFE);
    Optional<String> id = sessions.pseudonym(account, task + " " + type(duty));
    Optional<Credentials> minted = sessions.begin(role.get(), task.id(), duty, end, random);
    return id.isEmpty() || minted.isEmpty()
        ? null
        : new RoleCredentials(
            id.get(),
            role.get().arn(),
            minted.get().accessKeyId(),
            minted.get().secretAccessKey(),
            String.valueOf(minted.get().sessionToken()),
            Instant.ofEpochSecond(end.getEpochSecond()).toString());
  }

  private static String type(Duty duty) {
    return switch (duty) {
      case TASK -> RoleCredentials.TASK;
      case EXECUTION -> RoleCredentials.EXECUTION;
    };
  }
}
