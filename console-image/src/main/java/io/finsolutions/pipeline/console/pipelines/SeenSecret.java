package io.finsolutions.pipeline.console.pipelines;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/**
 * What is known of a Secret.
 *
 * @param secret as it was seen last; empty if there is none
 * @param refusal why it cannot be seen, if it cannot
 */
record SeenSecret(Optional<Secret> secret, Optional<String> refusal) {}
