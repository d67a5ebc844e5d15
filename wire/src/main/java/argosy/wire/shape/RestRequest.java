package argosy.wire.shape;

import argosy.wire.Headers;
import java.util.List;
import java.util.Map;

/// What a REST request consists of, as far as members may be in it.
///
/// @param labels the decoded parts of the path that the template names
/// @param query the decoded parameters of the query, all values of each
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record RestRequest(
    Map<String, String> labels, Map<String, List<String>> query, Headers headers, byte[] body) {}
