package io.finsolutions.pipeline.exchange;

/** What faults do at once to the connections that there are. */
interface FaultEffects {
  void disconnectAll(boolean abrupt);

  void silenceAll();

  void sendUnknownMessage();
}
