package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.signals.Signal;

/**
 * A signal at the end of a final bar.
 *
 * @param signal what was judged
 * @param runId the batch run that judged
 */
public record StoredSignal(Signal signal, long runId) {}
