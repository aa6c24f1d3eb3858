package io.finsolutions.pipeline.console.pipelines;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/** Is told of every change of what is watched, and tells no more than that there was one. */
record ChangeListener<T>(Runnable onChange) implements ResourceEventHandler<T> {
  @Override
  public void onAdd(T added) {
    onChange.run();
  }

  @Override
  public void onUpdate(T before, T now) {
    onChange.run();
  }

  @Override
  public void onDelete(T last, boolean isLastStateUnknown) {
    onChange.run();
  }
}
