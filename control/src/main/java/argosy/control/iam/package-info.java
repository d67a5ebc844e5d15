/// Who calls, and what they may do, on every server: also on those that don't have the account's
/// cell of users and policies.
@NullMarked
package argosy.control.iam;

import org.jspecify.annotations.NullMarked;
