package argosy.wire.acs;

import argosy.wire.frame.Envelope;
import java.util.List;

/// The envelope of the ACS web socket: `{"type": "<name>", "message": {…}}`, both ways.
public final class AcsFrame {
  private static final Envelope<AcsMessage> ENVELOPE =
      new Envelope<>(
          "an ACS frame",
          List.of(
              AcsMessage.PayloadMessage.class,
              AcsMessage.HeartbeatMessage.class,
              AcsMessage.TaskManifestMessage.class,
              AcsMessage.TaskStopVerificationAck.class,
              AcsMessage.IAMRoleCredentialsMessage.class,
              AcsMessage.IAMRoleCredentialsAckRequest.class,
              AcsMessage.ErrorMessage.class,
              AcsMessage.AckRequest.class,
              AcsMessage.NackRequest.class,
              AcsMessage.HeartbeatAckRequest.class,
              AcsMessage.TaskStopVerificationMessage.class),
          AcsMessage.Unknown::new);

  private AcsFrame() {}

  public static String encode(AcsMessage message) {
    return ENVELOPE.encode(message);
  }

  /// The message in a frame; [AcsMessage.Unknown] for a type that this version doesn't know.
  ///
  /// @throws IllegalArgumentException if the text is no frame, or its message lacks the shape of
  ///   its type; an unknown type is [AcsMessage.Unknown]
  public static AcsMessage decode(String text) {
    return ENVELOPE.decode(text);
  }
}
