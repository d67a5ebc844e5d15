/// Black-box tests: the launcher, real clients and real containers, and nothing of the server's own
/// classes.
@NullMarked
package argosy.e2e;

import org.jspecify.annotations.NullMarked;
