package argosy.domain.taskdef;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// What a definition can run on.
final class Compatibilities {
  private Compatibilities() {}

  static List<Compatibility> of(RegisterTaskDefinitionRequest said) {
    var all = new ArrayList<Compatibility>();
    boolean awsvpc = said.networkMode() == NetworkMode.AWSVPC;
    if (!awsvpc) {
      all.add(Compatibility.EXTERNAL);
    }
    all.add(Compatibility.EC2);
    if (awsvpc && FargateSize.parse(said.cpu(), said.memory()).isPresent()) {
      all.add(Compatibility.FARGATE);
    }
    return List.copyOf(all);
  }
}
