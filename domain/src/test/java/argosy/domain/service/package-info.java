@NullMarked
package argosy.domain.service;

import org.jspecify.annotations.NullMarked;
