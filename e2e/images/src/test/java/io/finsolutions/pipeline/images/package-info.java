/** Tests of the container images, each run with as few rights as a cluster gives it. */
package io.finsolutions.pipeline.images;
