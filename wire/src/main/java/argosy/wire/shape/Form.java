package argosy.wire.shape;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parameters of a Query request, decoded: a tree, because `A.member.1.B` names a place in one.
/// Of repeated names the last counts.
public final class Form {
  /// CloudWatch's largest PutMetricData is the largest form there is: 1,000 metrics of some 20
  /// parameters.
  private static final int PARAMETERS_MAX = 20_000;

  /// Deeper than any model; bounds the recursion over shapes that contain themselves.
  private static final int NAME_PARTS_MAX = 64;

  /// Parameters share most of their names' parts, and what they don't share costs memory.
  private static final int NODES_MAX = 100_000;

  private final Node root = new Node(null, "");
  private int parameters;
  private int nodes;

  private Form() {}

  /// Parses `name=value&…` as forms and query strings have it.
  ///
  /// @throws DecodeError if it isn't such text
  public static Form parse(byte[] encoded) {
    var form = new Form();
    int start = 0;
    for (int i = 0; i <= encoded.length; i++) {
      if (i == encoded.length || encoded[i] == '&') {
        if (i > start) {
          form.add(encoded, start, i);
        }
        start = i + 1;
      }
    }
    return form;
  }

  /// The value of a parameter whose name has no dots.
  public Optional<String> value(String name) {
    Node node = root.child(name);
    return node == null ? Optional.empty() : Optional.ofNullable(node.value);
  }

  Node root() {
    return root;
  }

  private void add(byte[] encoded, int start, int end) {
    int equals = start;
    while (equals < end && encoded[equals] != '=') {
      equals++;
    }
    if (++parameters > PARAMETERS_MAX) {
      throw new DecodeError("more than " + PARAMETERS_MAX + " parameters");
    }
    node(Percent.decode(encoded, start, equals, true)).value =
        equals < end ? Percent.decode(encoded, equals + 1, end, true) : "";
  }

  private Node node(String name) {
    Node node = root;
    int start = 0;
    for (int parts = 1; ; parts++) {
      if (parts > NAME_PARTS_MAX) {
        throw new DecodeError("a parameter's name has more than " + NAME_PARTS_MAX + " parts");
      }
      int dot = name.indexOf('.', start);
      node = below(node, dot < 0 ? name.substring(start) : name.substring(start, dot));
      if (dot < 0) {
        return node;
      }
      start = dot + 1;
    }
  }

  private Node below(Node node, String part) {
    Node known = node.child(part);
    if (known != null) {
      return known;
    }
    if (++nodes > NODES_MAX) {
      throw new DecodeError("the names of the parameters have more than " + NODES_MAX + " parts");
    }
    return node.add(part);
  }

  /// What one name, or the common start of some, stands for.
  static final class Node {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,7}");

    private final @Nullable Node parent;
    private final String part;
    private @Nullable Map<String, Node> children;
    private @Nullable String value;

    Node(@Nullable Node parent, String part) {
      this.parent = parent;
      this.part = part;
    }

    /// Null if no parameter has this very name.
    @Nullable String value() {
      return value;
    }

    @Nullable Node child(String name) {
      return children == null ? null : children.get(name);
    }

    /// Those below that have numbers for names, in their order. There may be gaps, since clients
    /// leave out what is empty.
    Collection<Node> numbered() {
      if (children == null) {
        return List.of();
      }
      var numbered = new TreeMap<Integer, Node>();
      children.forEach((name, node) -> {
        if (NUMBER.matcher(name).matches()) {
          numbered.put(Integer.valueOf(name), node);
        }
      });
      return numbered.values();
    }

    /// The whole name.
    String name() {
      return parent == null || parent.parent == null ? part : parent.name() + "." + part;
    }

    private Node add(String name) {
      if (children == null) {
        children = HashMap.newHashMap(2);
      }
      var node = new Node(this, name);
      children.put(name, node);
      return node;
    }
  }
}
