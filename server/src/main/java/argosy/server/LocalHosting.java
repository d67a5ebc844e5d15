package argosy.server;

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

/// The hosts on this machine that go with a server.
///
/// @param hosts empty where there are none
/// @param count how many there are to be
record LocalHosting(Path folder, Optional<LocalHosts> hosts, int count) {
  /// What a local host's agent is told for itself.
  private static final Set<String> OWN = Set.of("--port", "--data", "--region", "--gpus");

  /// @param wanted by the operator; empty for as many as there were
  static LocalHosting of(Path folder, Optional<Integer> wanted) throws IOException {
    Optional<LocalHosts> known = LocalHosts.of(folder);
    int before = known.isPresent() ? known.get().count() : 0;
    int count = wanted.orElse(before);
    if (count == 0) {
      if (known.isPresent()) {
        known.get().remove();
      }
      return new LocalHosting(folder, Optional.empty(), 0);
    }
    return new LocalHosting(folder, Optional.of(LocalHosts.prepare(folder)), count);
  }

  boolean isWanted() {
    return hosts.isPresent();
  }

  /// Where the server is to listen for them.
  Optional<Ipv4> ground() throws IOException {
    return hosts.isPresent() ? Optional.of(Ipv4.of(hosts.get().ground())) : Optional.empty();
  }

  /// Starts them, and waits until they take tasks.
  ///
  /// @param said to `argosy up`, of which the agents are told what they know
  void start(Server server, String region, CommandLine.ParseResult said) throws Exception {
    Set<String> known =
        new CommandLine(new AgentCommand())
            .getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toUnmodifiableSet());
    List<String> options =
        said.matchedOptions().stream()
            .filter(option -> known.contains(option.longestName()))
            .filter(option -> !OWN.contains(option.longestName()))
            .flatMap(option ->
                option.originalStringValues().stream()
                    .map(value -> option.longestName() + "=" + value))
            .toList();
    hosts.orElseThrow().start(count, server.port(), region, options, credentials(folder));
    server.awaitHosts(count);
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
