package argosy.agent.link;

import argosy.agent.Loop;
import argosy.agent.task.Outbox;
import argosy.wire.client.ControlPlane;
import argosy.wire.client.ControlPlane.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeResponse;

/// Brings reports to the control plane, again and again until they arrive: it may be away for
/// hours. Only what it calls an invalid parameter is dropped, because that will never be taken.
public final class Reports implements Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  /// As many as the genuine agent: a host that comes back must not flood the control plane.
  private static final int SENDING_MAX = 10;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final double FACTOR = 1.3;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String cluster;
  private final ControlPlane controlPlane;
  private final Loop loop;
  private final RandomGenerator random;

  /// At most one for each task of the host, which sends the next only after the one before.
  private final Queue<Report> waiting = new ArrayDeque<>();

  /// Those that failed, until their time comes.
  private final Set<Report> resting = new LinkedHashSet<>();

  private int sending;

  public Reports(String cluster, ControlPlane controlPlane, Loop loop, RandomGenerator random) {
    this.cluster = cluster;
    this.controlPlane = controlPlane;
    this.loop = loop;
    this.random = random;
  }

  @Override
  public void submit(SubmitTaskStateChangeRequest request, Runnable arrived) {
    Backoff backoff = new Backoff(FIRST_PAUSE, FACTOR, LONGEST_PAUSE, random);
    waiting.add(new Report(request.toBuilder().cluster(cluster).build(), arrived, backoff));
    send();
  }

  private void send() {
    while (sending < SENDING_MAX && !waiting.isEmpty()) {
      Report report = waiting.remove();
      report.tried++;
      sending++;
      loop.outside(
          () -> controlPlane.call(report.request, SubmitTaskStateChangeResponse.class),
          _ -> arrived(report),
          e -> failed(report, e));
    }
  }

  private void arrived(Report report) {
    LOG.info("task={} reported {}", report.request.task(), report.request.status());
    sending--;
    report.arrived.run();
    send();
  }

  private void failed(Report report, Exception e) {
    sending--;
    if (e instanceof Refusal refusal && refusal.code().equals("InvalidParameterException")) {
      LOG.warn("task={} the report is dropped: {}", report.request.task(), e.getMessage());
      report.arrived.run();
    } else {
      LOG.debug("task={} not reported yet: {}", report.request.task(), e.toString());
      resting.add(report);
      int tried = report.tried;
      loop.after(
          report.backoff.next(),
          () -> {
            if (report.tried == tried) {
              again(report);
            }
          });
    }
    send();
  }

  private void again(Report report) {
    if (resting.remove(report)) {
      waiting.add(report);
      send();
    }
  }

  /// The control plane was heard: what failed is tried at once.
  void hurry() {
    List.copyOf(resting).forEach(this::again);
  }

  /// Each is itself, whatever it says.
  private static final class Report {
    private final SubmitTaskStateChangeRequest request;
    private final Runnable arrived;
    private final Backoff backoff;
    private int tried;

    private Report(SubmitTaskStateChangeRequest request, Runnable arrived, Backoff backoff) {
      this.request = request;
      this.arrived = arrived;
      this.backoff = backoff;
    }
  }
}
