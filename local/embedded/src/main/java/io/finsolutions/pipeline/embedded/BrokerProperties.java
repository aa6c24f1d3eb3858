package io.finsolutions.pipeline.embedded;

import java.nio.file.Path;
import java.util.Optional;

/** The configuration of a single broker that is its own controller and listens on loopback only. */
final class BrokerProperties {
  private BrokerProperties() {}

  /**
   * The text of {@code server.properties}.
   *
   * @param data the folder of logs and metadata
   * @param port where clients connect
   * @param controllerPort where the broker talks to its own controller; may differ at each start
   * @param guard of a second door, if there is to be one
   */
  static String text(Path data, int port, int controllerPort, Optional<Guard> guard) {
    return """
        process.roles=broker,controller
        node.id=1
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%4$s
        controller.listener.names=CONTROLLER
        # Named here and not in the metadata, so that the port is free to change.
        controller.quorum.voters=1@127.0.0.1:%2$d
        log.dirs=%3$s

        auto.create.topics.enable=false
        default.replication.factor=1
        min.insync.replicas=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        group.initial.rebalance.delay.ms=0

        # A broker that was killed may register again only once its old session is over, and there
        # is no other broker to hand leaders over to before a stop.
        broker.session.timeout.ms=2000
        broker.heartbeat.interval.ms=250
        controlled.shutdown.enable=false

        # One machine, few clients: half the threads, and 4 MB in place of 128 for the log cleaner.
        num.network.threads=2
        num.io.threads=4
        log.cleaner.dedupe.buffer.size=4194304
        """
            .formatted(
                port,
                controllerPort,
                data.toString().replace("\\", "/"),
                guard.map(Guard::listener).orElse(""))
        + guard.map(Guard::brokerSettings).orElse("");
  }
}
