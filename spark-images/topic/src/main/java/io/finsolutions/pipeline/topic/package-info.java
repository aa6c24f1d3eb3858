/** What both layers know of the trades topic: how to reach it, and which offsets it has. */
package io.finsolutions.pipeline.topic;
