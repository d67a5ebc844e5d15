package argosy.domain.iam;

import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The policies that a user or a group has.
///
/// @param inline by their names
/// @param attached ARNs of managed policies, in the order in which they were attached
public record Grants(SortedMap<String, Document> inline, List<String> attached) {
  public static final Grants NONE = new Grants(Collections.emptySortedMap(), List.of());

  public Grants {
    inline = Collections.unmodifiableSortedMap(new TreeMap<>(inline));
    attached = List.copyOf(attached);
  }

  Grants with(String name, Document document) {
    var changed = new TreeMap<>(inline);
    changed.put(name, document);
    return new Grants(changed, attached);
  }

  Grants without(String name) {
    var changed = new TreeMap<>(inline);
    changed.remove(name);
    return new Grants(changed, attached);
  }

  Grants attach(String arn) {
    var changed = new ArrayList<>(attached);
    changed.add(arn);
    return new Grants(inline, changed);
  }

  Grants detach(String arn) {
    return new Grants(inline, attached.stream().filter(other -> !other.equals(arn)).toList());
  }

  Stream<Policy> policies(Picture picture) {
    return Stream.concat(
        inline.values().stream().map(Document::policy),
        attached.stream()
            .flatMap(arn -> ManagedPolicy.find(picture, arn).stream())
            .map(managed -> managed.document().policy()));
  }
}
