package io.finsolutions.pipeline.operator.batch;

import io.finsolutions.pipeline.operator.pair.Pair;

/** The image with the batch layer, which also brings the schema of the database. */
public final class BatchImage {
  private BatchImage() {}

  /** The image of a pair. */
  public static String of(Pair pair) {
    String image = pair.spec().batch().image();
    return image == null ? pair.settings().images().batch() : image;
  }
}
