package argosy.domain.id;

import java.util.Optional;

/// The parts of an Amazon Resource Name of ECS, where a caller may also write a bare name.
///
/// @param cell the account and region that the ARN names
/// @param type the part before the first slash: `cluster`, `task`
/// @param rest what follows: `default`, `default/0123…`
record Arn(CellId cell, String type, String rest) {
  private static final int PARTS = 6;

  static Optional<Arn> parse(String text) {
    String[] part = text.split(":", PARTS);
    if (part.length < PARTS || !part[0].equals("arn") || !part[2].equals("ecs")) {
      return Optional.empty();
    }
    int slash = part[5].indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    try {
      var cell = new CellId(part[4], part[3]);
      return Optional.of(new Arn(cell, part[5].substring(0, slash), part[5].substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
