/** The parts of a local pipeline: how each is started, watched, started again and stopped. */
package io.finsolutions.pipeline.local.part;
