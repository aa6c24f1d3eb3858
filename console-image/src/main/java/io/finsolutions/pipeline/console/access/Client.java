package io.finsolutions.pipeline.console.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Who may look.
 *
 * @param name whose the token is
 * @param until from when on the token does not let in any more; empty if it does not say
 */
record Client(String name, Optional<Instant> until) {}
