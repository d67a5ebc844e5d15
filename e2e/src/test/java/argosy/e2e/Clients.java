package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.waiters.EcsWaiter;
import software.amazon.awssdk.services.sts.StsClient;

/// The SDK's own clients, and what the tests ask of them again and again. They don't retry: an
/// error is an answer.
record Clients(EcsClient ecs, StsClient sts, EcsWaiter waiter) implements AutoCloseable {
  private static final Duration ASK_AGAIN = Duration.ofMillis(100);
  private static final int ASKED_MAX = 600;

  /// As many as DescribeTasks takes at once.
  static final int DESCRIBED_MAX = 100;

  /// As many as RunTask starts at once.
  private static final int STARTED_MAX = 10;

  static Clients of(Exports exports) {
    EcsClient ecs = pointed(EcsClient.builder(), exports).build();
    return new Clients(ecs, pointed(StsClient.builder(), exports).build(), waiter(ecs));
  }

  static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B pointed(
      B builder, Exports exports) {
    exports
        .trust()
        .ifPresent(file ->
            builder.httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .tlsTrustManagersProvider(() -> trusting(Path.of(file)))));
    return builder
        .endpointOverride(exports.endpoint())
        .region(Region.of(exports.region()))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(exports.keyId(), exports.secret())));
  }

  private static TrustManager[] trusting(Path file) {
    try (var in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("own-" + store.size(), one);
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      return managers.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError("no certificates to believe in " + file, e);
    }
  }

  /// The SDK's waiters, asking more often than every six seconds.
  private static EcsWaiter waiter(EcsClient ecs) {
    return EcsWaiter.builder()
        .client(ecs)
        .overrideConfiguration(
            o -> o.maxAttempts(ASKED_MAX).backoffStrategyV2(BackoffStrategy.fixedDelay(ASK_AGAIN)))
        .build();
  }

  /// Registers a definition and answers its ARN.
  String register(RegisterTaskDefinitionRequest definition) {
    return ecs.registerTaskDefinition(definition).taskDefinition().taskDefinitionArn();
  }

  /// Registers a definition and runs one task of it.
  Task run(RegisterTaskDefinitionRequest definition) {
    String arn = register(definition);
    return run(it -> it.taskDefinition(arn)).getFirst();
  }

  /// Runs tasks, all of which find their place.
  List<Task> run(Consumer<RunTaskRequest.Builder> request) {
    RunTaskResponse started = ecs.runTask(request);
    assertEquals(List.of(), started.failures());
    return started.tasks();
  }

  /// Runs as many tasks of a definition as wanted.
  List<Task> run(String definition, int count) {
    var started = new ArrayList<Task>();
    while (started.size() < count) {
      int some = Math.min(count - started.size(), STARTED_MAX);
      started.addAll(run(it -> it.taskDefinition(definition).count(some)));
    }
    return started;
  }

  Task running(Task task) {
    return running(List.of(task)).getFirst();
  }

  /// Waits until tasks run, and describes them.
  List<Task> running(List<Task> tasks) {
    List<String> arns = tasks.stream().map(Task::taskArn).toList();
    waiter.waitUntilTasksRunning(it -> it.tasks(arns));
    return describe(arns);
  }

  /// Waits until a task has stopped, and describes it.
  Task stopped(Task task) {
    waiter.waitUntilTasksStopped(it -> it.tasks(task.taskArn()));
    return describe(task);
  }

  Task describe(Task task) {
    return describe(List.of(task.taskArn())).getFirst();
  }

  List<Task> describe(List<String> arns) {
    return arns.isEmpty() ? List.of() : ecs.describeTasks(it -> it.tasks(arns)).tasks();
  }

  /// The container of a task that has this name.
  static Container container(Task task, String name) {
    return task.containers().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /// Asks for a task's end and waits for it.
  Task stop(Task task) {
    ecs.stopTask(it -> it.task(task.taskArn()));
    return stopped(task);
  }

  /// Stops all tasks and waits for their ends.
  void stopAll() {
    ecs.listTasksPaginator().taskArns().forEach(arn -> ecs.stopTask(it -> it.task(arn)));
    List<String> all =
        ecs.listTasksPaginator(it -> it.desiredStatus(DesiredStatus.STOPPED)).taskArns().stream()
            .toList();
    for (int from = 0; from < all.size(); from += DESCRIBED_MAX) {
      List<String> some = all.subList(from, Math.min(from + DESCRIBED_MAX, all.size()));
      waiter.waitUntilTasksStopped(it -> it.tasks(some));
    }
  }

  /// The default cluster has a machine whose agent is there.
  boolean hasHost() {
    if (ecs.describeClusters().clusters().isEmpty()) {
      return false; // the agent makes the default cluster when it joins
    }
    List<String> instances = ecs.listContainerInstances().containerInstanceArns();
    return !instances.isEmpty()
        && ecs
            .describeContainerInstances(it -> it.containerInstances(instances))
            .containerInstances()
            .stream()
            .anyMatch(instance -> instance.agentConnected());
  }

  /// This machine has an attribute by now.
  boolean hostIs(String capability) {
    List<String> instances = ecs.listContainerInstances().containerInstanceArns();
    return ecs
        .describeContainerInstances(it -> it.containerInstances(instances))
        .containerInstances()
        .getFirst()
        .attributes()
        .stream()
        .anyMatch(it -> it.name().equals(capability));
  }

  @Override
  public void close() {
    waiter.close();
    ecs.close();
    sts.close();
  }
}
