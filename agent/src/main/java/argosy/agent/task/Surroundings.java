package argosy.agent.task;

import argosy.agent.Folders;
import argosy.agent.HostNetwork;
import argosy.agent.Loop;
import argosy.agent.runtime.Runtime;
import java.time.Duration;

/// All that a task's life needs beside the task.
///
/// @param credentials of the tasks' roles
/// @param network that tasks in network mode awsvpc are in
/// @param folders where file systems and objects are
/// @param cleanupWait how long the containers of a stopped task stay
public record Surroundings(
    Place place,
    Runtime runtime,
    Loop loop,
    ImagePulls pulls,
    Turns turns,
    Outbox outbox,
    Saves saves,
    TaskCredentials credentials,
    LogService logs,
    Folders folders,
    HostNetwork network,
    Duration cleanupWait) {}
