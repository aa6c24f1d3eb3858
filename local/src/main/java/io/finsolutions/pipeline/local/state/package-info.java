/** What a local pipeline leaves on the disk of this machine. */
package io.finsolutions.pipeline.local.state;
