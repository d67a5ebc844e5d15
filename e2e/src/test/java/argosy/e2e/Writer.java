package argosy.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.SettingName;
import software.amazon.awssdk.services.ecs.model.Tag;

/// One user: it makes, changes and removes clusters, task definitions and one account setting, all
/// of them its own. After a request without an answer it leaves what that was about alone, because
/// it can't know how it is, and goes on with something new.
final class Writer implements Runnable {
  private static final int SERVER_FAULT = 500;

  /// Between two requests, so that there isn't too much to look at afterwards.
  private static final Duration BREATH = Duration.ofMillis(20);

  /// One for each of eight users.
  private static final List<Choice> CHOICES =
      List.of(
          new Choice(SettingName.AWSVPC_TRUNKING, "enabled", "disabled"),
          new Choice(SettingName.FARGATE_FIPS_MODE, "enabled", "disabled"),
          new Choice(SettingName.FARGATE_EVENT_WINDOWS, "enabled", "disabled"),
          new Choice(SettingName.CONTAINER_INSIGHTS, "enabled", "disabled", "enhanced"),
          new Choice(SettingName.TAG_RESOURCE_AUTHORIZATION, "on", "off"),
          new Choice(SettingName.FARGATE_TASK_RETIREMENT_WAIT_PERIOD, "0", "7", "14"),
          new Choice(SettingName.DEFAULT_LOG_DRIVER_MODE, "blocking", "non-blocking"),
          new Choice(SettingName.SERVICE_LONG_ARN_FORMAT, "enabled"));

  /// An account setting, and what it may be.
  private record Choice(SettingName setting, List<String> values) {
    Choice(SettingName setting, String... values) {
      this(setting, List.of(values));
    }
  }

  private final EcsClient ecs;
  private final Ledger ledger;
  private final String name;
  private final Choice choice;
  private final RandomGenerator random;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private final AtomicInteger answers = new AtomicInteger();
  private volatile String fault = "";
  private volatile @Nullable RuntimeException broken;

  private int made;
  private String cluster = "";
  private final TreeMap<String, String> tags = new TreeMap<>();
  private String insights = "";
  private String family;
  private final List<String> revisions = new ArrayList<>();

  /// @param number of this user among all; its account setting depends on it
  Writer(EcsClient ecs, Ledger ledger, String name, int number, RandomGenerator random) {
    this.ecs = ecs;
    this.ledger = ledger;
    this.name = name;
    this.choice = CHOICES.get(number % CHOICES.size());
    this.random = random;
    this.family = next();
  }

  int answers() {
    return answers.get();
  }

  /// What it heard instead of the newest answer that it didn't get; empty if it got all.
  String fault() {
    return fault;
  }

  void stop() {
    stopped.countDown();
  }

  /// Throws what ended it before its time: a refusal, which it never asked for.
  void rethrow() {
    RuntimeException why = broken;
    if (why != null) {
      throw new AssertionError(name + " was refused", why);
    }
  }

  @Override
  public void run() {
    try {
      while (!stopped.await(BREATH.toMillis(), TimeUnit.MILLISECONDS)) {
        write();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      broken = e;
    }
  }

  private void write() {
    try {
      if (cluster.isEmpty()) {
        createCluster();
      } else if (revisions.isEmpty()) {
        register();
      } else {
        change();
      }
      answers.incrementAndGet();
    } catch (SdkClientException e) {
      doubt(String.valueOf(e.getMessage()));
    } catch (EcsException e) {
      if (e.statusCode() < SERVER_FAULT) {
        throw e;
      }
      doubt(e.awsErrorDetails().errorMessage());
    }
  }

  private void change() {
    switch (random.nextInt(7)) {
      case 0 -> createCluster();
      case 1 -> tagCluster();
      case 2 -> updateCluster();
      case 3 -> deleteCluster();
      case 4 -> deregister();
      case 5 -> putSetting();
      default -> register();
    }
  }

  private void doubt(String why) {
    fault = why;
    cluster = "";
    family = next();
    revisions.clear();
  }

  private String next() {
    return name + "-" + made++;
  }

  private void createCluster() {
    String fresh = next();
    tags.clear();
    tags.put("made", fresh);
    insights = "disabled";
    change(
        fresh,
        () ->
            ecs.createCluster(
                it -> it.clusterName(fresh).tags(tag("made", fresh)).settings(insights())));
    cluster = fresh;
  }

  private void tagCluster() {
    String arn =
        ecs.describeClusters(it -> it.clusters(cluster)).clusters().getFirst().clusterArn();
    String value = String.valueOf(random.nextInt());
    tags.put("round", value);
    change(cluster, () -> ecs.tagResource(it -> it.resourceArn(arn).tags(tag("round", value))));
  }

  private void updateCluster() {
    insights = insights.equals("enabled") ? "enhanced" : "enabled";
    change(cluster, () -> ecs.updateCluster(it -> it.cluster(cluster).settings(insights())));
  }

  private ClusterSetting insights() {
    return ClusterSetting.builder()
        .name(ClusterSettingName.CONTAINER_INSIGHTS)
        .value(insights)
        .build();
  }

  private void change(String of, Runnable request) {
    carryOut(Found.cluster(of), Found.active(insights, tags), request);
  }

  private void deleteCluster() {
    carryOut(
        Found.cluster(cluster), Found.INACTIVE, () -> ecs.deleteCluster(it -> it.cluster(cluster)));
    cluster = "";
  }

  private void register() {
    String token = String.valueOf(random.nextLong());
    String revision = family + ":" + (revisions.size() + 1);
    carryOut(
        Found.definition(revision),
        Found.registered("ACTIVE", token),
        () -> {
          String arn =
              ecs.registerTaskDefinition(
                      Definitions.of(
                              family,
                              Definitions.small("one", "argosy/toolbox:1").command(token),
                              Definitions.small("two", "argosy/toolbox:1").command(token))
                          .toBuilder()
                          .tags(tag("token", token))
                          .build())
                  .taskDefinition()
                  .taskDefinitionArn();
          if (!arn.endsWith("/" + revision)) {
            throw new IllegalStateException(arn + " is not " + revision);
          }
        });
    revisions.add(token);
  }

  private void deregister() {
    int at = random.nextInt(revisions.size());
    String revision = family + ":" + (at + 1);
    carryOut(
        Found.definition(revision),
        Found.registered("INACTIVE", revisions.get(at)),
        () -> ecs.deregisterTaskDefinition(it -> it.taskDefinition(revision)));
  }

  private void putSetting() {
    String value = choice.values().get(random.nextInt(choice.values().size()));
    carryOut(
        Found.setting(choice.setting()),
        value,
        () -> ecs.putAccountSetting(it -> it.name(choice.setting()).value(value)));
  }

  private void carryOut(String thing, String state, Runnable request) {
    ledger.asked(thing, state);
    request.run();
    ledger.answered(thing, state);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
