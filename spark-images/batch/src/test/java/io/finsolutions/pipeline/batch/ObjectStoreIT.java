package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An archive in an object store: a stand-in that speaks the protocol of S3. */
@ExtendWith(Servers.Shared.class)
class ObjectStoreIT {
  private static final Duration BOUND = Duration.ofSeconds(60);

  @Test
  void anArchiveInAnObjectStoreIsWrittenReadAndTidied(Servers servers) throws Exception {
    Python python = Python.installOrSkip();
    int port = freePort();
    URI store = URI.create("http://127.0.0.1:" + port);
    Process server =
        python.serve("moto.server", "--host", "127.0.0.1", "--port", Integer.toString(port));
    try (SparkSession spark = BatchSession.start("object store test");
        TestPipeline pipeline = new TestPipeline(servers, spark)) {
      Eventually.await("the store has a bucket", BOUND, () -> makesBucket(store));
      pipeline.archiveWith(
          "--archive-warehouse=s3://warehouse/archive",
          "--archive-property=s3.endpoint=" + store,
          "--archive-property=s3.path-style-access=true",
          "--archive-property=s3.access-key-id=any",
          "--archive-property=s3.secret-access-key=any",
          "--archive-property=client.region=us-east-1");
      List<Trade> trades =
          Trades.between(
              pipeline.product(), 1, 600, "2026-03-01T22:00:00Z", "2026-03-02T01:00:00Z");
      pipeline.deliver(trades.subList(0, 300));
      pipeline.runAt(trades.get(299).time().plusSeconds(1).toString());
      pipeline.deliver(trades.subList(300, 600));
      pipeline.runAt("2026-03-02T01:00:00Z");
      pipeline.tidyArchiveAt(Instant.now().toString());
      servers.removeRecordsBefore(pipeline.topic(), 500);
      pipeline.recomputeAt("2026-03-02T01:01:00Z", "2026-03-01T22:00:00Z", "2026-03-02T01:00:00Z");

      Instant handover = Instant.parse(pipeline.handover());
      assertThat(pipeline.archived())
          .isEqualTo(trades.stream().filter(trade -> trade.time().isBefore(handover)).toList());
      assertThat(pipeline.bars(BarWidth.SECOND))
          .isEqualTo(OracleBars.of(pipeline.archived(), BarWidth.SECOND));
      aPodOpensItWithItsEnvironment(servers, pipeline, store);
    } finally {
      server.destroy();
    }
  }

  /** Properties in one variable, and what lets it in as variables of the SDK. */
  private static void aPodOpensItWithItsEnvironment(
      Servers servers, TestPipeline pipeline, URI store) throws Exception {
    var before = pipeline.bars(BarWidth.SECOND);
    DatabaseSettings fresh = servers.freshDatabase();
    Map<String, String> settings =
        Map.of(
            "PIPELINE_TRADING_PAIR",
            pipeline.product().toString(),
            "PIPELINE_DATABASE_URL",
            fresh.url(),
            "PIPELINE_DATABASE_USER",
            servers.databaseUser(),
            "PIPELINE_ARCHIVE_WAREHOUSE",
            "s3://warehouse/archive",
            "PIPELINE_ARCHIVE_PROPERTY",
            "s3.endpoint=" + store + "\ns3.path-style-access=true",
            "AWS_ACCESS_KEY_ID",
            "any",
            "AWS_SECRET_ACCESS_KEY",
            "any",
            "AWS_REGION",
            "us-east-1");
    try (BatchProcess restore = BatchProcess.start(settings, "restore")) {
      assertThat(restore.exitCode()).as(restore.output()).isEqualTo(ExitCode.OK);
    }
    pipeline.moveTo(fresh);
    assertThat(pipeline.bars(BarWidth.SECOND)).isNotEmpty().isEqualTo(before);
  }

  private static boolean makesBucket(URI store) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(store.resolve("/warehouse"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
