package argosy.wire;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Operations that a test writes down one by one.
public final class FakeOperations implements Operations {
  private final Map<String, Function<Call, Answer>> actions = new ConcurrentHashMap<>();

  public FakeOperations on(String action, Function<Call, Answer> answer) {
    actions.put(action, answer);
    return this;
  }

  @Override
  public Collection<Service> services() {
    return List.of(Service.EC2, Service.ECS, Service.STS);
  }

  @Override
  public boolean isBuilt(Service service, String action) {
    return actions.containsKey(action);
  }

  @Override
  public Answer perform(Call call) {
    return actions.getOrDefault(call.action(), _ -> null).apply(call);
  }
}
