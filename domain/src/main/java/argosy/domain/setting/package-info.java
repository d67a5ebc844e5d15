/// Account settings: what holds in an account unless a request says otherwise, for all of its
/// principals or for one.
@NullMarked
package argosy.domain.setting;

import org.jspecify.annotations.NullMarked;
