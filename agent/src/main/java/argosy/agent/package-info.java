/// The program on a host: it does what the control plane wants, through Docker Engine.
///
/// `link` speaks with the control plane, `task` decides what a task needs next, `runtime` runs
/// containers, `metadata` tells containers of themselves. All state belongs to one thread, the
/// [Loop]; everything that waits runs outside it.
@NullMarked
package argosy.agent;

import org.jspecify.annotations.NullMarked;
