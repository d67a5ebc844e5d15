package argosy.control.cell;

import argosy.domain.id.CellId;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;

/// Who is told what a cell did, on the cell's own thread. It decides nothing, and neither waits nor
/// throws.
public interface Watch {

  /// Looks at nothing.
  Watch NOBODY =
      new Watch() {
        @Override
        public void decided(CellId cell, String decision, Picture before, Outcome<?> outcome) {}

        @Override
        public void failed(CellId cell, int decisions) {}
      };

  /// A decision was made, and what it changed is durable.
  ///
  /// @param decision its name; empty if it has none
  /// @param before what it decided on
  void decided(CellId cell, String decision, Picture before, Outcome<?> outcome);

  /// Nothing became of decisions: the store failed, another server has the cell, or a bug.
  void failed(CellId cell, int decisions);

  /// Tells both.
  default Watch and(Watch other) {
    Watch one = this;
    return new Watch() {
      @Override
      public void decided(CellId cell, String decision, Picture before, Outcome<?> outcome) {
        one.decided(cell, decision, before, outcome);
        other.decided(cell, decision, before, outcome);
      }

      @Override
      public void failed(CellId cell, int decisions) {
        one.failed(cell, decisions);
        other.failed(cell, decisions);
      }
    };
  }
}
