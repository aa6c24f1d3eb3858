/**
 * What every process of the pipeline has in common: settings from flags and environment, and the
 * management endpoint with probes and metrics.
 */
package io.finsolutions.pipeline.service;
