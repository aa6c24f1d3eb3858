/**
 * Servers that the pipeline needs beside it, run as child processes on this machine: for the local
 * pipeline and for integration tests.
 */
package io.finsolutions.pipeline.embedded;
