package argosy.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL database is, as libpq spells it:
/// `postgresql://user:password@host:port/database`.
record PostgresUrl(String jdbc, String user, @Nullable String password) {

  /// @throws IllegalArgumentException if the text is no such address
  static PostgresUrl parse(String text) {
    try {
      var uri = new URI(text);
      boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      if (!known || uri.getHost() == null || uri.getRawUserInfo() == null) {
        throw new IllegalArgumentException(complaint());
      }
      String[] who = uri.getRawUserInfo().split(":", 2);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new PostgresUrl(
          "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
          decoded(who[0]),
          who.length > 1 ? decoded(who[1]) : null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(complaint(), e);
    }
  }

  private static String complaint() {
    return "a store is written as postgresql://user:password@host:port/database";
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }

  /// Never the password.
  @Override
  public String toString() {
    return jdbc.substring("jdbc:".length());
  }
}
