package argosy.wire;

import software.amazon.awssdk.core.SdkPojo;

/// What became of a [Call].
public sealed interface Answer {
  record Reply(SdkPojo response) implements Answer {}

  record Refused(WireError error) implements Answer {}
}
