package io.finsolutions.pipeline.operator.stages;

import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.finsolutions.pipeline.operator.apply.Surroundings;
import io.finsolutions.pipeline.operator.console.ConsoleRole;
import io.finsolutions.pipeline.operator.console.ConsoleRoleBinding;
import io.finsolutions.pipeline.operator.status.UnmetException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the console read the rows of a pair, or no more. A pair counts all the same without. */
final class ConsoleStage {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleStage.class);
  private static final ConsoleRole ROLE = new ConsoleRole();
  private static final ConsoleRoleBinding BINDING = new ConsoleRoleBinding();

  /** By pair, what was said last of why it cannot be let in: each pass would say it again. */
  private final Map<ResourceID, String> said = new ConcurrentHashMap<>();

  /** Does its part of a pass. */
  void run(Work work, Surroundings surroundings) {
    if (work.pair().settings().console().isEmpty()) {
      String name = ConsoleRole.name(work.pair());
      work.delete(RoleBinding.class, name);
      work.delete(Role.class, name);
    } else if (surroundings.database() != null) {
      try {
        work.apply(ROLE, surroundings);
        work.apply(BINDING, surroundings);
        said.remove(work.pair().id());
      } catch (UnmetException e) {
        if (!e.getMessage().equals(said.put(work.pair().id(), e.getMessage()))) {
          LOG.warn("cannot let the console in reason=\"{}\"", e.getMessage());
        }
      }
    }
  }
}
