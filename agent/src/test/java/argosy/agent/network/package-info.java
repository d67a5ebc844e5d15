@NullMarked
package argosy.agent.network;

import org.jspecify.annotations.NullMarked;
