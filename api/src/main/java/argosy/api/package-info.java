/// The AWS APIs: one class per action, a package per service. An action checks, asks the cell,
/// answers.
@NullMarked
package argosy.api;

import org.jspecify.annotations.NullMarked;
