/**
 * The whole pipeline on one machine: the commands behind {@code ./pipeline}. The broker, the
 * database and every part run as child processes of one, which watches them and shows what they do.
 */
package io.finsolutions.pipeline.local;
