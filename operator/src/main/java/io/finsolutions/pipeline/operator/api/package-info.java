/**
 * The CryptoPipeline resource as people write it and as the operator answers. Its custom resource
 * definition and the reference page are generated from here.
 */
package io.finsolutions.pipeline.operator.api;
