/// How a service keeps its promise: what its tasks are compared with what they are meant to be, and
/// what follows from it. Everything here is a function of the picture and the time; it serves a
/// change, a restart, a lost message and the minute's sweep alike.
@NullMarked
package argosy.domain.deployment;

import org.jspecify.annotations.NullMarked;
