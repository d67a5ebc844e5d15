/// The program: its command line, its configuration, and its parts wired by hand. The only module
/// that sees all others.
@NullMarked
package argosy.server;

import org.jspecify.annotations.NullMarked;
