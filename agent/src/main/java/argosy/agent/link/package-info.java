/// The way to the control plane and back: registration, the two web sockets, and reports.
@NullMarked
package argosy.agent.link;

import org.jspecify.annotations.NullMarked;
