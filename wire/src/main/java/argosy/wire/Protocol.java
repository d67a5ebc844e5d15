package argosy.wire;

/// How a service spells its requests and responses.
public enum Protocol {
  /// A JSON body, the action in the header `X-Amz-Target`.
  AWS_JSON_1_1,
  /// A form with `Action` and `Version` in, XML out.
  AWS_QUERY
}
