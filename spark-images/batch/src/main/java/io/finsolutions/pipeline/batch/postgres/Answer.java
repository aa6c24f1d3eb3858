package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.StoreException;
import java.sql.SQLException;

/** What the database answers, with its failures in the words of the batch layer. */
final class Answer {
  private Answer() {}

  /** Asks for something. */
  interface Question<T> {
    T ask() throws SQLException;
  }

  /** Tells to do something. */
  interface Order {
    void give() throws SQLException;
  }

  static <T> T of(String what, Question<T> question) throws StoreException {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new StoreException("cannot " + what + ": " + e.getMessage(), e);
    }
  }

  static void to(String what, Order order) throws StoreException {
    of(
        what,
        () -> {
          order.give();
          return null;
        });
  }
}
