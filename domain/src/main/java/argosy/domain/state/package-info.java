/// The picture of everything that is true in a cell, and how it changes. Knows no noun of ECS: each
/// noun's package brings its own [argosy.domain.state.Kind], so that decisions can live beside the
/// noun they decide about.
@NullMarked
package argosy.domain.state;

import org.jspecify.annotations.NullMarked;
