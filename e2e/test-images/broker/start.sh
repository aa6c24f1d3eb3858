# Starts the broker on what is in /var/lib/kafka, and makes that first if there is nothing.
#   BROKER_HOST            the name by which clients reach it
#   BROKER_KEYSTORE        a PKCS12 file with the key of the listener for users with a password
#   BROKER_KEYSTORE_PASSWORD
set -eu
settings=/tmp/server.properties
cat > "$settings" <<END
process.roles=broker,controller
node.id=1
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:9095
listeners=PLAINTEXT://:9092,GUARDED://:9093,CONTROLLER://127.0.0.1:9095
advertised.listeners=PLAINTEXT://$BROKER_HOST:9092,GUARDED://$BROKER_HOST:9093
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,GUARDED:SASL_SSL,CONTROLLER:PLAINTEXT
sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.guarded.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.guarded.ssl.keystore.type=PKCS12
listener.name.guarded.ssl.keystore.location=$BROKER_KEYSTORE
listener.name.guarded.ssl.keystore.password=$BROKER_KEYSTORE_PASSWORD
log.dirs=/var/lib/kafka/data

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

# It may register again only once its old session is over, and there is none to hand leaders over to.
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=250
controlled.shutdown.enable=false
num.network.threads=2
num.io.threads=4
log.cleaner.dedupe.buffer.size=4194304
END
flags="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dlogback.configurationFile=/opt/broker/logback.xml"
if [ ! -e /var/lib/kafka/data/meta.properties ]; then
  # shellcheck disable=SC2086
  java -Xmx64m $flags -cp '/opt/broker/lib/*' kafka.tools.StorageTool format \
    --cluster-id pipelineTestsBroker000 --config "$settings"
fi
# shellcheck disable=SC2086
exec java -Xmx256m $flags -cp '/opt/broker/lib/*' kafka.Kafka "$settings"
