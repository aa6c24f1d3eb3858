/** Who may ask the console, how often, and from which pages. */
package io.finsolutions.pipeline.console.access;
