/// AWS Security Token Service.
@NullMarked
package argosy.api.sts;

import org.jspecify.annotations.NullMarked;
