package io.finsolutions.pipeline.topics;

import io.finsolutions.pipeline.harness.UserStore;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** Who may log in to one real Kafka with a password. */
final class BrokerUsers implements UserStore {
  private static final int ITERATIONS = 4096;

  private final Admin admin;

  BrokerUsers(Admin admin) {
    this.admin = admin;
  }

  @Override
  public void put(String user, String password) {
    ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
    BrokerAnswers.await(
        admin
            .alterUserScramCredentials(
                List.of(new UserScramCredentialUpsertion(user, how, password)))
            .all());
  }
}
