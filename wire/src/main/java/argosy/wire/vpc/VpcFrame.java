package argosy.wire.vpc;

import argosy.wire.frame.Envelope;
import java.util.List;

/// The envelope of messages about VPCs, the same as that of the other messages between control
/// plane and agent: `{"type": "<name>", "message": {…}}`.
public final class VpcFrame {
  private static final Envelope<VpcMessage> ENVELOPE =
      new Envelope<>(
          "a VPC frame",
          List.of(
              VpcMessage.VpcView.class,
              VpcMessage.VpcChange.class,
              VpcMessage.VpcLeave.class,
              VpcMessage.VpcApplied.class,
              VpcMessage.VpcAsked.class),
          VpcMessage.Unknown::new);

  private VpcFrame() {}

  public static String encode(VpcMessage message) {
    return ENVELOPE.encode(message);
  }

  /// The message in a frame; [VpcMessage.Unknown] for a type that this version doesn't know.
  ///
  /// @throws IllegalArgumentException if the text is no frame, or its message lacks the shape of
  ///   its type
  public static VpcMessage decode(String text) {
    return ENVELOPE.decode(text);
  }
}
