package io.finsolutions.pipeline.operator;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.operator.OperatorSettings.Images;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.console.ConsoleAccount;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.net.URI;
import java.util.Optional;

/** Pairs as people write them and as an API server that has taken them hands them out. */
public final class SamplePair {
  /** What the operator gives to all of them. */
  public static final OperatorSettings SETTINGS = settings(CoinbaseEndpoints.production());

  /** A Kafka that lets everybody in. */
  public static final String STRIMZI = "kafka: {clusterRef: {name: events}}";

  private SamplePair() {}

  /** With a Kafka that lets everybody in, and otherwise with what is usual. */
  public static Pair smallest() {
    return of(STRIMZI);
  }

  /** With a spec of these fields, in YAML, and trading pair BTC-USD. */
  public static Pair of(String fields) {
    return of(fields, SETTINGS);
  }

  /** Of an operator whose settings differ. */
  public static Pair of(String fields, OperatorSettings settings) {
    String resource =
        """
        apiVersion: finsolutions.io/v1alpha1
        kind: CryptoPipeline
        metadata:
          name: btc-usd
          namespace: markets
        spec:
          tradingPair: BTC-USD
        """
            + fields.indent(2);
    return new Pair(read(resource), settings);
  }

  /** As it is with a status. */
  public static Pair with(Pair pair, CryptoPipelineStatus status) {
    CryptoPipeline resource = Serialization.clone(pair.resource());
    resource.setStatus(status);
    return new Pair(resource, pair.settings());
  }

  /** What a person wrote, with what the API server fills in. */
  public static CryptoPipeline read(String yaml) {
    CryptoPipeline resource = Serialization.unmarshal(yaml, CryptoPipeline.class);
    resource.getMetadata().setUid("11111111-2222-3333-4444-555555555555");
    resource.getMetadata().setGeneration(3L);
    resource.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
    return resource;
  }

  /** With an exchange that answers elsewhere. */
  public static OperatorSettings settings(CoinbaseEndpoints exchange) {
    return new OperatorSettings(
        new Images(
            "example.org/producer:1",
            "example.org/streaming:1",
            "example.org/batch:1",
            "example.org/postgres:17",
            "IfNotPresent"),
        exchange,
        "spark-driver",
        Optional.of(new ConsoleAccount("platform", "console")));
  }

  /** An exchange at three ports of one machine. */
  public static CoinbaseEndpoints standIn() {
    return new CoinbaseEndpoints(
        URI.create("http://exchange:8081"),
        URI.create("http://exchange:8082"),
        URI.create("ws://exchange"));
  }
}
