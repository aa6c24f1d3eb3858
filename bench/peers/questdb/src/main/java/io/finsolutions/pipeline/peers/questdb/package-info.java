/** The speed layer in QuestDB. */
package io.finsolutions.pipeline.peers.questdb;
