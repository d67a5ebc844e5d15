package argosy.server;

import argosy.agent.Folders;
import argosy.wire.vpc.Ipv4;
import java.nio.file.Path;
import java.util.Optional;

/// What a host is where it isn't simply the whole machine.
///
/// @param name what people call it
/// @param underlay its address on the network between hosts
/// @param cpu units that tasks may have
/// @param memory MiB that tasks may have
/// @param imagesFrom the socket of another engine whose images it copies
record Machine(
    Optional<String> name,
    Optional<Ipv4> underlay,
    Optional<Integer> cpu,
    Optional<Integer> memory,
    Optional<Path> imagesFrom) {

  /// The folders of a host of that name.
  Folders named(Folders folders) {
    return name.map(it -> new Folders(it, folders.efs(), folders.s3())).orElse(folders);
  }

  static final Machine WHOLE =
      new Machine(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// The whole machine, at an address that it was given.
  static Machine at(Ipv4 underlay) {
    return new Machine(
        Optional.empty(),
        Optional.of(underlay),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
