package io.finsolutions.pipeline.simulation;

/** What can go wrong, and how often at most when there is an occasion, in thousandths. */
enum Fault {
  FEED_LOSES(200),
  FEED_REPEATS(150),
  FEED_REORDERS(200),
  FEED_DISCONNECTS(60),
  FEED_CONFLICTS(100),
  FEED_FUTURE_DATES(100),
  REST_FAILS(400),
  REST_LEAVES_OUT(300),
  REST_ANSWERS_LATE(400),
  SEND_FAILS(200),
  ACKNOWLEDGEMENT_LOST(100),
  SENT_TWICE(100),
  STRANGE_RECORD(40),
  PRODUCER_KILLED(25),
  TWO_PRODUCERS(400),
  DRIVER_KILLED(40),
  TWO_DRIVERS(600),
  RECORDS_REPLAYED(60),
  DEAD_LETTER_FAILS(300),
  COMMIT_FAILS(80),
  COMMIT_TORN(80),
  STORE_CRASHES(15),
  RUN_KILLED(60),
  RUN_TWICE(15),
  SWAP_FAILS(100),
  SWAP_TORN(100),
  CLOCK_OFF(1000),
  PAUSE(60);

  private final int mostPermille;

  Fault(int mostPermille) {
    this.mostPermille = mostPermille;
  }

  int mostPermille() {
    return mostPermille;
  }
}
