/** Measures the pipeline on this machine: its real processes, with a stand-in exchange. */
package io.finsolutions.pipeline.bench;
