package argosy.server;

import argosy.wire.Service;
import argosy.wire.shape.DecodeError;
import argosy.wire.shape.JsonShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Registers a task definition and runs it, from a file to an address that answers.
@Command(description = "Run a task definition on the default cluster, as tasks or as a service.")
final class Run implements Callable<Integer> {
  private static final String CLUSTER = "default";

  /// As many as RunTask starts at once.
  private static final int AT_ONCE_MAX = 10;

  /// This machine's agent joins within a second of the start; without Docker it never does.
  private static final Duration HOST_MAX = Duration.ofSeconds(20);

  @Mixin private Place place = new Place();
  @Mixin private NetworkOptions said = new NetworkOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      description = "A task definition, as RegisterTaskDefinition takes it.")
  private Path file = Path.of("");

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many tasks to run (default: 1, or as many as the service has).")
  private Optional<Integer> count = Optional.empty();

  @Option(
      names = "--service",
      description = "Keep the tasks running as a service: make it, or roll it to the definition.")
  private boolean service;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The service's name (default: the definition's family).")
  private Optional<String> name = Optional.empty();

  @Option(names = "--follow", description = "Show what the tasks write, until they have stopped.")
  private boolean follow;

  @Option(
      names = "--command",
      paramLabel = "WORDS",
      description = {
        "What the container does instead: words between spaces, or a JSON array of them."
      })
  private Optional<String> command = Optional.empty();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable of the container's environment; may be given several times.")
  private Map<String, String> environment = new TreeMap<>();

  @Option(
      names = "--container",
      paramLabel = "NAME",
      description = "Which container --command and --env are for (default: the first).")
  private Optional<String> container = Optional.empty();

  @Override
  public Integer call() throws Exception {
    RegisterTaskDefinitionRequest wanted = definition();
    check(wanted);
    PrintWriter out = spec.commandLine().getOut();
    Client client = Client.of(place, RegionOption.DEFAULT);
    String account = Client.key(place, Optional.empty()).id();
    TaskDefinition definition =
        client
            .call(OwnRoles.of(account, wanted), RegisterTaskDefinitionResponse.class)
            .taskDefinition();
    String revision = definition.family() + ":" + definition.revision();
    out.println("Registered " + revision + ".");
    OwnRoles.told(wanted, account).ifPresent(out::println);
    out.flush();
    new LogGroups(client, out).ensure(definition);
    if (!Wait.until(HOST_MAX, () -> !ConnectedHosts.of(client, CLUSTER).isEmpty())) {
      throw new Complaint(
          "this machine's agent has not joined the cluster; is Docker Engine running? argosy"
              + " doctor says what is missing.");
    }
    boolean fargate = ConnectedHosts.isForFargate(definition, ConnectedHosts.of(client, CLUSTER));
    var network = new TaskNetwork(client.of(Service.EC2, RegionOption.DEFAULT), said, out);
    if (service) {
      return new ServiceRun(client, CLUSTER, network, out)
          .roll(name.orElse(definition.family()), definition, fargate, count);
    }
    RunTaskRequest asked =
        RunTaskRequest.builder()
            .cluster(CLUSTER)
            .taskDefinition(revision)
            .startedBy("argosy-run")
            .launchType(fargate ? LaunchType.FARGATE : null)
            .networkConfiguration(network.of(definition, fargate).orElse(null))
            .overrides(overrides(definition))
            .build();
    List<Task> tasks = start(client, asked);
    var progress = new Progress(client, CLUSTER, definition, out);
    return follow ? progress.followToTheEnd(tasks) : progress.follow(tasks);
  }

  private void check(RegisterTaskDefinitionRequest definition) {
    int least = service ? 0 : 1;
    if (wanted() < least) {
      throw new Complaint("--count must be at least " + least + ", not " + wanted() + ".");
    }
    boolean differs = command.isPresent() || !environment.isEmpty() || container.isPresent();
    if (service && (differs || follow)) {
      throw new Complaint(
          "--command, --env, --container and --follow are for tasks; what a service's tasks do"
              + " stands in the definition.");
    }
    if (!service && name.isPresent()) {
      throw new Complaint("--name names a service: it goes with --service.");
    }
    if (said.areGiven() && definition.networkMode() != NetworkMode.AWSVPC) {
      throw new Complaint(
          "--subnets, --security-groups and --no-public-ip are for tasks with an address of their"
              + " own; the networkMode of "
              + file
              + " isn't awsvpc.");
    }
  }

  private int wanted() {
    return count.orElse(1);
  }

  private RegisterTaskDefinitionRequest definition() throws IOException {
    try {
      return JsonShape.read(Files.readAllBytes(file), RegisterTaskDefinitionRequest.class);
    } catch (DecodeError e) {
      throw new Complaint(file + " is no task definition: " + e.getMessage());
    }
  }

  private TaskOverride overrides(TaskDefinition definition) {
    ContainerOverride.Builder changed =
        ContainerOverride.builder()
            .name(container.orElse(definition.containerDefinitions().getFirst().name()))
            .environment(
                environment.entrySet().stream()
                    .map(e -> KeyValuePair.builder().name(e.getKey()).value(e.getValue()).build())
                    .toList());
    command.map(Run::words).ifPresent(changed::command);
    return command.isPresent() || !environment.isEmpty()
        ? TaskOverride.builder().containerOverrides(changed.build()).build()
        : TaskOverride.builder().build();
  }

  static List<String> words(String command) {
    if (!command.strip().startsWith("[")) {
      return List.of(command.strip().split(" +"));
    }
    try {
      return List.of(JsonMapper.shared().readValue(command, String[].class));
    } catch (JacksonException e) {
      throw new Complaint("--command is no JSON array of words: " + e.getOriginalMessage());
    }
  }

  private List<Task> start(Client client, RunTaskRequest asked) throws Exception {
    var tasks = new ArrayList<Task>();
    while (tasks.size() < wanted()) {
      RunTaskResponse started =
          client.call(
              asked.toBuilder().count(Math.min(wanted() - tasks.size(), AT_ONCE_MAX)).build(),
              RunTaskResponse.class);
      tasks.addAll(started.tasks());
      if (!started.failures().isEmpty()) {
        throw new Complaint(refusals(started.failures(), tasks.size()));
      }
    }
    return tasks;
  }

  private String refusals(List<Failure> failures, int started) {
    var text =
        new StringBuilder(started + " of " + wanted() + " tasks started; no host takes another:");
    for (Failure failure : failures) {
      text.append("\n  ").append(failure.reason()).append("  ").append(failure.detail());
    }
    return text.toString();
  }
}
