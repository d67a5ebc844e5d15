package argosy.server;

import argosy.wire.Service;
import argosy.wire.client.AwsClient;
import argosy.wire.client.ControlPlane;
import java.io.IOException;
import java.net.ConnectException;
import java.time.InstantSource;
import software.amazon.awssdk.core.SdkPojo;

/// The command line's way to the server: the public AWS API, like anybody else's.
final class Client {
  private final ControlPlane ecs;
  private final String endpoint;

  private Client(ControlPlane ecs, String endpoint) {
    this.ecs = ecs;
    this.endpoint = endpoint;
  }

  static Client of(Place place, String region) throws IOException {
    var endpoint = place.endpoint();
    return new Client(
        new AwsClient(
            endpoint, region, key(place).credentials(), Service.ECS, InstantSource.system()),
        endpoint.toString());
  }

  static RootKey key(Place place) throws IOException {
    return RootKey.read(place.folder())
        .orElseThrow(() ->
            new Complaint(
                "there is no root key in "
                    + place.data
                    + " yet; the first start makes it: argosy up --detach"));
  }

  <A extends SdkPojo> A call(SdkPojo request, Class<A> response)
      throws IOException, InterruptedException {
    try {
      return ecs.call(request, response);
    } catch (ControlPlane.Refusal e) {
      throw new Complaint(e.code() + ": " + e.getMessage());
    } catch (ConnectException e) {
      throw new Complaint(
          "no server answers at " + endpoint + "; start one with argosy up --detach");
    }
  }
}
