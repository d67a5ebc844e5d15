package argosy.agent.link;

import argosy.agent.Link;
import argosy.wire.Headers;
import argosy.wire.Service;
import argosy.wire.client.SignedSocket;
import argosy.wire.http.Socket;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Function;

/// The link over the network, signed with the agent's credentials.
public final class SignedLink implements Link {
  private static final byte[] NO_BODY = {};
  private static final String LINE = "\r\n";

  private final String region;
  private final Credentials credentials;
  private final InstantSource clock;

  public SignedLink(String region, Credentials credentials, InstantSource clock) {
    this.region = region;
    this.credentials = credentials;
    this.clock = clock;
  }

  @Override
  public Socket acs(URI address, Function<Socket, Socket.Listener> listener)
      throws IOException, InterruptedException {
    return SignedSocket.open(address, region, credentials, Service.ECS, clock, listener);
  }

  @Override
  public Socket tcs(URI address, Function<Socket, Socket.Listener> listener)
      throws IOException, InterruptedException {
    return acs(address, socket -> listener.apply(new Headed(socket, address)));
  }

  /// A telemetry socket: each frame that goes out has the headers of a signed request in front.
  private final class Headed implements Socket {
    private final Socket socket;
    private final URI address;

    private Headed(Socket socket, URI address) {
      this.socket = socket;
      this.address = address;
    }

    @Override
    public void send(String text) {
      Headers host = Headers.of("Host", address.getRawAuthority());
      SignableRequest request =
          new SignableRequest("GET", address.getRawPath(), address.getRawQuery(), host, NO_BODY);
      StringBuilder frame = new StringBuilder();
      frame.append("Host: ").append(address.getRawAuthority()).append(LINE);
      Signer.sign(request, credentials, region, Service.ECS.name(), clock.instant())
          .forEach((name, value) -> frame.append(name).append(": ").append(value).append(LINE));
      socket.send(frame.append(LINE).append(text).toString());
    }

    @Override
    public void close(int code, String reason) {
      socket.close(code, reason);
    }
  }
}
