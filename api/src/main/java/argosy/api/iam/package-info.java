/// AWS Identity and Access Management: users, their keys, groups and policies.
@NullMarked
package argosy.api.iam;

import org.jspecify.annotations.NullMarked;
