package argosy.server;

import argosy.agent.AgentConfig.Fargate;
import argosy.agent.AgentConfig.Images;
import java.time.Duration;

/// What an operator decides about the upkeep of a host.
///
/// @param cleanupWait how long the containers of a stopped task stay
/// @param fargate how it runs tasks of Fargate
record Upkeep(Images images, Duration cleanupWait, Fargate fargate) {}
