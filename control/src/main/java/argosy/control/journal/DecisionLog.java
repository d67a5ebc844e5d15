package argosy.control.journal;

import argosy.control.cell.Watch;
import argosy.control.log.Line;
import argosy.domain.cluster.Cluster;
import argosy.domain.daemon.Daemon;
import argosy.domain.id.CellId;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.instance.Instance;
import argosy.domain.service.Revision;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceEvent;
import argosy.domain.state.Change;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.RunTask;
import argosy.domain.task.Task;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Logs what decisions changed, a line for each thing that an operator would look for, with its
/// reason. Refusals are logged where requests are answered, which sees all of them.
public final class DecisionLog implements Watch {

  /// A request makes ten tasks at the most; only sweeps and restarts change more, each the same.
  private static final int LINES_MAX = 10;

  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

  /// What of a decision is only counted.
  private record Rest(String outcome, String kind) {
    static Rest of(Change change) {
      return switch (change) {
        case Change.Put(Entity entity) -> new Rest("changed", DecisionLog.kind(entity.key()));
        case Change.Delete(Key<?> key) -> new Rest("deleted", DecisionLog.kind(key));
      };
    }
  }

  @Override
  public void decided(CellId cell, String decision, Picture before, Outcome<?> outcome) {
    if (LOG.isInfoEnabled() && outcome instanceof Outcome.Accepted<?> accepted) {
      lines(cell, decision, before, accepted).forEach(line -> LOG.info("{}", line));
    }
  }

  /// The cell itself says why.
  @Override
  public void failed(CellId cell, int decisions) {}

  static List<Line> lines(
      CellId cell, String decision, Picture before, Outcome.Accepted<?> accepted) {
    var lines = new ArrayList<Line>(1);
    Map<Rest, Integer> rest = new LinkedHashMap<>(0);
    for (Change change : accepted.changes()) {
      if (change instanceof Change.Put(Entity entity) && lines.size() < LINES_MAX) {
        Line line = line(cell, decision);
        if (put(line, before.find(entity.key()).orElse(null), entity)) {
          lines.add(line);
        }
      } else {
        rest.merge(Rest.of(change), 1, Integer::sum);
      }
    }
    rest.forEach((what, count) ->
        lines.add(
            line(cell, decision)
                .and("outcome", what.outcome())
                .and("kind", what.kind())
                .and("count", count)));
    if (accepted.reply() instanceof RunTask.Started(_, List<Failure> failures)) {
      failures.stream()
          .limit(LINES_MAX)
          .forEach(failure -> lines.add(unplaced(line(cell, decision), failure)));
    }
    return lines;
  }

  private static Line line(CellId cell, String decision) {
    return new Line().and("cell", cell).and("decision", decision);
  }

  /// True if it is worth a line.
  private static boolean put(Line line, @Nullable Entity old, Entity entity) {
    return switch (entity) {
      case Task task -> task(line, (Task) old, task);
      case Instance instance -> instance(line, (Instance) old, instance);
      case Cluster cluster -> cluster(line, (Cluster) old, cluster);
      case Family _ -> false; // the definition is the news
      case Definition definition -> definition(line, (Definition) old, definition);
      case Daemon daemon -> daemon(line, (Daemon) old, daemon);
      case Service service -> service(line, (Service) old, service);
      case Rollout rollout -> rollout(line, (Rollout) old, rollout);
      case ServiceEvent event -> event(line, event);
      case Revision _ -> false; // the service deployment is the news
      default -> other(line, old, entity);
    };
  }

  private static boolean task(Line line, @Nullable Task old, Task task) {
    line.and("cluster", task.arn().cluster()).and("task", task.arn().id());
    if (old == null) {
      line.and("outcome", "placed")
          .and("instance", task.instance().id())
          .and("definition", name(task.definition()));
      return true;
    }
    if (old.last() == task.last() && old.desired() == task.desired()) {
      return false; // of its containers
    }
    line.and("outcome", task.last()).and("was", old.last()).and("instance", task.instance().id());
    if (task.stop() != null) {
      line.and("code", task.stop().code()).and("reason", task.stop().reason());
    }
    return true;
  }

  private static boolean instance(Line line, @Nullable Instance old, Instance instance) {
    line.and("cluster", instance.arn().cluster()).and("instance", instance.arn().id());
    if (old == null) {
      line.and("outcome", "registered").and("host", instance.ec2InstanceId());
    } else if (old.status() != instance.status()) {
      line.and("outcome", instance.status()).and("was", old.status());
    } else if (old.agentConnected() != instance.agentConnected()) {
      line.and("outcome", instance.agentConnected() ? "agent-joined" : "agent-left");
    } else {
      line.and("outcome", "changed");
    }
    return true;
  }

  private static boolean service(Line line, @Nullable Service old, Service service) {
    line.and("cluster", service.arn().cluster()).and("service", service.arn().name());
    if (old == null || !old.lives()) {
      line.and("outcome", "created").and("desired", service.desired());
    } else if (old.status() != service.status()) {
      line.and("outcome", service.status()).and("was", old.status());
    } else if (!old.spec().equals(service.spec()) || !old.tags().equals(service.tags())) {
      line.and("outcome", "changed").and("desired", service.desired());
    } else {
      return false; // how it stands is told by its events
    }
    return true;
  }

  private static boolean rollout(Line line, @Nullable Rollout old, Rollout rollout) {
    if (old != null && old.status() == rollout.status()) {
      return false;
    }
    line.and("cluster", rollout.arn().service().cluster())
        .and("service", rollout.arn().service().name())
        .and("deployment", rollout.arn().id())
        .and("outcome", rollout.status())
        .and("revision", rollout.target());
    if (!rollout.reason().isEmpty()) {
      line.and("reason", rollout.reason());
    }
    return true;
  }

  private static boolean event(Line line, ServiceEvent event) {
    line.and("cluster", event.service().cluster())
        .and("service", event.service().name())
        .and("outcome", "event")
        .and("reason", event.message());
    return true;
  }

  private static boolean cluster(Line line, @Nullable Cluster old, Cluster cluster) {
    boolean made = cluster.isActive() && (old == null || !old.isActive());
    line.and("cluster", cluster.arn().name())
        .and("outcome", made ? "created" : cluster.isActive() ? "changed" : "deleted");
    return true;
  }

  private static boolean definition(Line line, @Nullable Definition old, Definition definition) {
    line.and("definition", name(definition.arn()))
        .and("outcome", old == null ? "registered" : definition.spec().statusAsString());
    return true;
  }

  private static boolean daemon(Line line, @Nullable Daemon old, Daemon daemon) {
    line.and("cluster", daemon.arn().cluster()).and("daemon", daemon.arn().name());
    if (old != null && !old.admission().equals(daemon.admission())) {
      line.and("outcome", "admits-other-tasks")
          .and("until", daemon.admission().until())
          .and("also", daemon.admission().also().size())
          .and("reason", daemon.trial().inRow() == 0 ? "it runs there" : daemon.trial().reason());
      return true;
    }
    line.and("outcome", old == null ? "created" : daemon.status().toString())
        .and("revision", daemon.target());
    return true;
  }

  private static String name(TaskDefinitionArn arn) {
    return arn.family() + ":" + arn.revision();
  }

  private static boolean other(Line line, @Nullable Entity old, Entity entity) {
    line.and(kind(entity.key()), entity.key().id())
        .and("outcome", old == null ? "created" : "changed");
    return true;
  }

  private static Line unplaced(Line line, Failure failure) {
    return line.and("outcome", "unplaced")
        .and("code", String.valueOf(failure.reason()))
        .and("instance", String.valueOf(failure.arn()))
        .and("reason", String.valueOf(failure.detail()));
  }

  private static String kind(Key<?> key) {
    return key.kind().name();
  }
}
