package io.finsolutions.pipeline.operator;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Tells what a person has changed of a pair from what the operator has: of all changes, those of
 * the status alone are not worth a look. An annotation is, since one of them pauses a pair.
 */
public final class WorthALook implements OnUpdateFilter<CryptoPipeline> {
  @Override
  public boolean accept(CryptoPipeline now, CryptoPipeline before) {
    ObjectMeta is = now.getMetadata();
    ObjectMeta was = before.getMetadata();
    return !Objects.equals(is.getGeneration(), was.getGeneration())
        || !Objects.equals(is.getAnnotations(), was.getAnnotations())
        || !Objects.equals(is.getFinalizers(), was.getFinalizers())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion();
  }
}
