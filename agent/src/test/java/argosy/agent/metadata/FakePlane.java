package argosy.agent.metadata;

import argosy.wire.client.ControlPlane;
import java.io.IOException;
import software.amazon.awssdk.core.SdkPojo;

/// A control plane that answers what a test says.
final class FakePlane {
  private FakePlane() {}

  interface Mind {
    SdkPojo answer(SdkPojo request) throws IOException, InterruptedException;
  }

  static ControlPlane answering(Mind mind) {
    return new ControlPlane() {
      @Override
      public <A extends SdkPojo> A call(SdkPojo request, Class<A> response)
          throws IOException, InterruptedException {
        return response.cast(mind.answer(request));
      }
    };
  }
}
