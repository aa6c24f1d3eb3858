package io.finsolutions.pipeline.local.part;

import java.util.OptionalLong;

/**
 * How a part is doing.
 *
 * @param name what people call it
 * @param state what it does
 * @param pid the number of its process, while it is up
 * @param restarts how often it was started again
 */
public record PartStatus(String name, State state, OptionalLong pid, int restarts) {
  /** What a part does. */
  public enum State {
    /** Nothing yet: others have to be there first. */
    WAITING,
    /** It was started and does not do its work yet. */
    STARTING,
    /** It does its work. */
    UP,
    /** It ended, and is started again. */
    RESTARTING,
    /** It ended for good. */
    DOWN
  }
}
