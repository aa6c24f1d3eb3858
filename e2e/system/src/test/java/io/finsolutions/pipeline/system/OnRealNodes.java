package io.finsolutions.pipeline.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the whole product, which only {@code ./pipeline e2e} runs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Verdicts.class)
@EnabledIfSystemProperty(
    named = Settings.NAMESPACE,
    matches = ".+",
    disabledReason = "it needs a cluster with nodes, and images: run ./pipeline e2e")
@interface OnRealNodes {}
