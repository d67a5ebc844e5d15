/// Who may do what: users, groups, access keys, policies, and the decision about a request.
@NullMarked
package argosy.domain.iam;

import org.jspecify.annotations.NullMarked;
