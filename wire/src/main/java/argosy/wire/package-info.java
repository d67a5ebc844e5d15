/// Bytes to typed requests and back, for every AWS protocol; no ECS meaning.
///
/// The way of a request: `http` reads it, `sigv4` finds out who sent it, `protocol` decodes it with
/// the generic codec of `shape`, [Operations] performs it, and the answer goes back the same way.
@NullMarked
package argosy.wire;

import org.jspecify.annotations.NullMarked;
