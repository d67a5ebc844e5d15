package argosy.server;

import argosy.agent.Folders;
import argosy.agent.Gpus;
import argosy.wire.sigv4.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// How this machine joins a cluster as a host.
///
/// @param folder where its agent keeps what it must remember; one agent at a time has it
/// @param server where the control plane is
/// @param cluster name or ARN; empty for `default`, which is then created if it isn't there
/// @param publish the address that published ports are bound to
/// @param attributes the operator's own
/// @param folders where file systems and objects are here
/// @param gpus where to look for its GPUs
/// @param machine what it is where it isn't simply the whole machine
record Joining(
    Path folder,
    URI server,
    String region,
    String cluster,
    Credentials credentials,
    String publish,
    Map<String, String> attributes,
    Upkeep upkeep,
    Folders folders,
    Gpus.Finder gpus,
    Machine machine) {}
