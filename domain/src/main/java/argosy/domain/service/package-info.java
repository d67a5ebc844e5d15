/// What a service is, how it is made, changed and deleted, and what is remembered of it: its
/// revisions, its deployments, its events. How it keeps its promise is in
/// [argosy.domain.deployment].
@NullMarked
package argosy.domain.service;

import org.jspecify.annotations.NullMarked;
