package argosy.server;

import argosy.server.hosts.LocalHost;
import argosy.server.hosts.LocalHosts;
import argosy.store.Accounts.Account;
import argosy.wire.vpc.Ipv4;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;

/// The hosts on this machine that go with a server.
///
/// @param hosts empty where there are none
/// @param count how many there are to be
record LocalHosting(Optional<LocalHosts> hosts, int count) {
  /// What a local host's agent is told for itself.
  private static final Set<String> OWN = Set.of("--port", "--data", "--region", "--gpus");

  /// @param wanted by the operator; empty for as many as there were
  static LocalHosting of(Path folder, Optional<Integer> wanted) throws IOException {
    Optional<LocalHosts> known = LocalHosts.of(folder);
    int before = known.isPresent() ? known.get().count() : 0;
    int count = wanted.orElse(before);
    return new LocalHosting(count == 0 ? known : Optional.of(LocalHosts.prepare(folder)), count);
  }

  /// Where the server is to listen for them.
  Optional<Ipv4> ground() throws IOException {
    return count == 0 ? Optional.empty() : Optional.of(Ipv4.of(hosts.orElseThrow().ground()));
  }

  /// Starts them, waits until they take tasks, and ends those that are too many.
  ///
  /// @param said to `argosy up`, of which the agents are told what they know
  void start(Server server, Place place, String region, CommandLine.ParseResult said)
      throws Exception {
    if (hosts.isEmpty()) {
      return;
    }
    List<LocalHost> tooMany = hosts.get().all().stream().skip(count).toList();
    if (count == 0) {
      hosts.get().remove();
    } else {
      hosts.get().start(count, server.port(), region, options(said), credentials(place.folder()));
      server.awaitHosts(count);
    }
    deregister(Client.of(place, region), tooMany);
  }

  /// Says of hosts that they are no more.
  static void deregister(Client client, List<LocalHost> gone)
      throws IOException, InterruptedException {
    for (LocalHost host : gone) {
      var asked =
          ListContainerInstancesRequest.builder()
              .filter(
                  "attribute:argosy.host-name == %s and attribute:argosy.underlay == %s"
                      .formatted(host.name(), host.address()));
      for (String instance :
          client
              .call(asked.build(), ListContainerInstancesResponse.class)
              .containerInstanceArns()) {
        var _ =
            client.call(
                DeregisterContainerInstanceRequest.builder()
                    .containerInstance(instance)
                    .force(true)
                    .build(),
                DeregisterContainerInstanceResponse.class);
      }
    }
  }

  private static List<String> options(CommandLine.ParseResult said) {
    Set<String> known =
        new CommandLine(new AgentCommand())
            .getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toUnmodifiableSet());
    return said.matchedOptions().stream()
        .filter(option -> known.contains(option.longestName()))
        .filter(option -> !OWN.contains(option.longestName()))
        .flatMap(option ->
            option.originalStringValues().stream().map(value -> option.longestName() + "=" + value))
        .toList();
  }

  /// The agents' way to sign what they say, as variables.
  static Map<String, String> credentials(Path folder) throws IOException {
    Account key = RootKey.read(folder, Optional.empty()).orElseThrow();
    var credentials = RootKey.credentials(key);
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        credentials.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY",
        credentials.secretAccessKey());
  }

  /// Their agents end; their tasks run on.
  void rest() throws IOException {
    if (hosts.isPresent()) {
      hosts.get().stopAgents();
    }
  }
}
