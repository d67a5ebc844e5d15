/// What hosts have to know of networks: which interface is where, who has to be told of a change,
/// and the interfaces that follow tasks and hosts.
@NullMarked
package argosy.domain.fabric;

import org.jspecify.annotations.NullMarked;
