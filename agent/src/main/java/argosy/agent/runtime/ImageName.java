package argosy.agent.runtime;

/// The name of an image, taken apart as Docker does.
///
/// @param registry the host that it comes from, `docker.io` where the name says none
/// @param repository all before the tag or the digest, as it was written
/// @param reference the tag or the digest, `latest` where the name says none
public record ImageName(String registry, String repository, String reference) {

  public static ImageName parse(String name) {
    int digest = name.indexOf('@');
    String tagged = digest < 0 ? name : name.substring(0, digest);
    int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
    String repository = colon < 0 ? tagged : tagged.substring(0, colon);
    String tag = colon < 0 ? "latest" : tagged.substring(colon + 1);
    return new ImageName(
        registry(repository), repository, digest < 0 ? tag : name.substring(digest + 1));
  }

  private static String registry(String repository) {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    return host ? first : "docker.io";
  }
}
