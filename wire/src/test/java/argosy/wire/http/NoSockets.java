package argosy.wire.http;

/// Web sockets are not what the test is about.
final class NoSockets implements SocketRoutes {
  @Override
  public boolean serves(String path) {
    return false;
  }

  @Override
  public Opening open(Request request) {
    return new Opening.Refused(404, "{}");
  }
}
