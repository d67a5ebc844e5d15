package argosy.wire;

/// How a service spells its requests and responses.
public enum Protocol {
  /// A JSON body, the action in the header `X-Amz-Target`.
  AWS_JSON_1_0,
  /// As 1.0, with another content type.
  AWS_JSON_1_1,
  /// A form with `Action` and `Version` in, XML out.
  AWS_QUERY,
  /// As [#AWS_QUERY], with EC2's own names, lists and envelopes.
  EC2_QUERY,
  /// The action is a method and a path; members are in path, query, headers and a JSON body.
  REST_JSON,
  /// Smithy RPC v2: a CBOR body, the action in the path.
  RPC_V2_CBOR;

  public boolean isJson() {
    return this == AWS_JSON_1_0 || this == AWS_JSON_1_1;
  }

  /// True if requests are forms.
  public boolean isForm() {
    return this == AWS_QUERY || this == EC2_QUERY;
  }
}
