/** The parts of the pipeline as they run under measurement. */
package io.finsolutions.pipeline.bench.rig;
