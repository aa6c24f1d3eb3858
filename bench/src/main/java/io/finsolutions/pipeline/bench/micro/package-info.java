/** How long the hot paths take, one by one, under JMH. */
package io.finsolutions.pipeline.bench.micro;
