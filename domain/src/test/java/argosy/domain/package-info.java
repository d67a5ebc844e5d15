/// Fixtures of the tests: a cell at noon, and builders that need only what matters.
@NullMarked
package argosy.domain;

import org.jspecify.annotations.NullMarked;
