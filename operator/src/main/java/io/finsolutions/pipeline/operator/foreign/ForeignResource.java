package io.finsolutions.pipeline.operator.foreign;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;

/**
 * A resource of another operator. What it does not have is null.
 *
 * @param <S> its status
 */
public abstract class ForeignResource<S> extends CustomResource<Map<String, Object>, S>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  protected Map<String, Object> initSpec() {
    return null;
  }

  @Override
  protected S initStatus() {
    return null;
  }
}
