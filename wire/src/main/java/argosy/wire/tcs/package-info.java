/// The messages of the telemetry service (TCS), both ways, as the genuine ECS agent spells them.
@NullMarked
package argosy.wire.tcs;

import org.jspecify.annotations.NullMarked;
