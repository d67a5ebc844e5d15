package argosy.server;

import argosy.control.cell.Cells;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What `GET /_argosy/health` answers.
final class Health {
  private Health() {}

  static String of(Settings settings, Cells cells) {
    ObjectNode health = JsonMapper.shared().createObjectNode();
    health.put("status", "ok");
    health.put("data", settings.folder().toString());
    health.put("region", settings.region());
    health.put("cells", cells.opened().size());
    return health.toString();
  }
}
