package argosy.wire.client;

import java.io.IOException;
import software.amazon.awssdk.core.SdkPojo;

/// An AWS endpoint seen from a client: typed requests go in, typed responses come out.
public interface ControlPlane {

  /// Sends a request and waits for its response.
  ///
  /// @throws Refusal if the endpoint answered with an error
  /// @throws IOException if it didn't answer at all
  /// @throws InterruptedException if the thread was interrupted meanwhile
  <A extends SdkPojo> A call(SdkPojo request, Class<A> response)
      throws IOException, InterruptedException;

  /// The endpoint's own error.
  final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final int status;
    private final String requestId;

    public Refusal(String code, String message, int status) {
      this(code, message, status, "");
    }

    /// @param requestId by which the endpoint knows the request; empty if it said none
    public Refusal(String code, String message, int status, String requestId) {
      super(message);
      this.code = code;
      this.status = status;
      this.requestId = requestId;
    }

    public String code() {
      return code;
    }

    public int status() {
      return status;
    }

    public String requestId() {
      return requestId;
    }
  }
}
