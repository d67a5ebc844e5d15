/// What single steps of a call cost, measured by JMH: `bench/micro` runs them.
@NullMarked
package argosy.bench;

import org.jspecify.annotations.NullMarked;
