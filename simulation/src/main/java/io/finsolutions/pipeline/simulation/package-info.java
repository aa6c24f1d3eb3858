/**
 * Deterministic simulation of the data path: everything that decides is the real thing, and the
 * exchange, Kafka, Postgres, the clocks and the kills are played, all from one seed in one thread.
 *
 * <p>{@link io.finsolutions.pipeline.simulation.History} says who acts when, {@link
 * io.finsolutions.pipeline.simulation.World} has the dice, {@link
 * io.finsolutions.pipeline.simulation.Watch} knows what must hold, and {@link
 * io.finsolutions.pipeline.simulation.Shrinker} makes a failing history short.
 */
package io.finsolutions.pipeline.simulation;
