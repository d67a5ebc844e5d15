/// The generic codec over the SDK's model classes, driven by their own description of their fields.
@NullMarked
package argosy.wire.shape;

import org.jspecify.annotations.NullMarked;
