/** What a local pipeline shows while it runs: a screen on a terminal, plain lines elsewhere. */
package io.finsolutions.pipeline.local.view;
