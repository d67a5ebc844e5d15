package argosy.server;

import argosy.server.report.Gate;
import argosy.store.Accounts.Account;
import argosy.wire.Service;
import argosy.wire.client.AwsClient;
import argosy.wire.client.ControlPlane;
import argosy.wire.client.SignedPage;
import argosy.wire.sigv4.Credentials;
import argosy.wire.tls.Pem;
import argosy.wire.tls.Trust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.json.JsonMapper;

/// The command line's way to the server: the public AWS API, like anybody else's.
final class Client {
  private final ControlPlane service;
  private final URI endpoint;
  private final Credentials credentials;

  private Client(ControlPlane service, URI endpoint, Credentials credentials) {
    this.service = service;
    this.endpoint = endpoint;
    this.credentials = credentials;
  }

  static Client of(Place place, String region) throws IOException {
    Optional<Path> trust = place.trust();
    if (trust.isPresent()) {
      Trust.also(Pem.certificates(trust.get()));
    }
    URI endpoint = place.endpoint();
    Credentials credentials = RootKey.credentials(key(place, Optional.empty()));
    return of(endpoint, credentials, Service.ECS, region);
  }

  private static Client of(URI endpoint, Credentials credentials, Service service, String region) {
    var aws = new AwsClient(endpoint, region, credentials, service, InstantSource.system());
    return new Client(aws, endpoint, credentials);
  }

  /// The same caller, of another service.
  Client of(Service other, String region) {
    return of(endpoint, credentials, other, region);
  }

  /// The root key of an account; of the first one where none is named.
  static Account key(Place place, Optional<String> account) throws IOException {
    return RootKey.read(place.folder(), account)
        .orElseThrow(() ->
            new Complaint(
                "there is no key of "
                    + account.map(id -> "account " + id).orElse("the first account")
                    + " in "
                    + place.data
                    + ". The first start makes one (argosy up --detach), argosy account create the"
                    + " others."));
  }

  /// What the server says of itself; no other way leads to it than a call's.
  ///
  /// @throws Complaint if the server doesn't answer, or not with that
  String status() throws InterruptedException {
    try {
      return SignedPage.read(
          endpoint.resolve(Pages.STATUS),
          RegionOption.DEFAULT,
          credentials,
          Gate.SERVICE,
          Instant.now());
    } catch (ControlPlane.Refusal e) {
      throw new Complaint("the server at " + endpoint + " refused: " + e.getMessage());
    } catch (IOException e) {
      throw new Complaint("the server at " + endpoint + " does not answer: " + e);
    }
  }

  /// Interrupts a Spot task, which no action of AWS's does.
  ///
  /// @throws Complaint if the server doesn't answer, or refuses
  void interrupt(String taskArn) throws InterruptedException {
    String asked = JsonMapper.shared().createObjectNode().put("task", taskArn).toString();
    try {
      SignedPage.send(endpoint.resolve(SpotPage.PATH), asked, credentials, Gate.SERVICE);
    } catch (ControlPlane.Refusal e) {
      String why = JsonMapper.shared().readTree(e.getMessage()).path("message").asString("");
      throw new Complaint("the server at " + endpoint + " refused: " + why);
    } catch (IOException e) {
      throw new Complaint("the server at " + endpoint + " does not answer: " + e);
    }
  }

  <A extends SdkPojo> A call(SdkPojo request, Class<A> response)
      throws IOException, InterruptedException {
    try {
      return service.call(request, response);
    } catch (ControlPlane.Refusal e) {
      throw new Complaint(e.code() + ": " + e.getMessage());
    } catch (ConnectException e) {
      throw new Complaint(
          "no server answers at " + endpoint + "; start one with argosy up --detach");
    }
  }
}
