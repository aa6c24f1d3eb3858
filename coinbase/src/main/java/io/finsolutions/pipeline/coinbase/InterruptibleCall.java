package io.finsolutions.pipeline.coinbase;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okio.BufferedSource;

/** Sends one request and waits for the whole answer, in a way that an interrupt ends at once. */
final class InterruptibleCall {
  /** Bytes of the longest answer that is read; the list of all products has about 2 MB. */
  private static final long MAX_BODY_BYTES = 32L << 20;

  private InterruptibleCall() {}

  static HttpAnswer execute(Call call) throws IOException, InterruptedException {
    var answer = new CompletableFuture<HttpAnswer>();
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call ignored, Response response) {
            try (response) {
              answer.complete(read(response));
            } catch (IOException | RuntimeException e) {
              answer.completeExceptionally(e);
            }
          }

          @Override
          public void onFailure(Call ignored, IOException failure) {
            answer.completeExceptionally(failure);
          }
        });
    try {
      return answer.get();
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("reading an answer failed", e.getCause());
    }
  }

  private static HttpAnswer read(Response response) throws IOException {
    BufferedSource source = response.body().source();
    if (source.request(MAX_BODY_BYTES + 1)) {
      throw new IOException("the answer has more than " + MAX_BODY_BYTES + " bytes");
    }
    return new HttpAnswer(response.code(), response.header("Retry-After"), source.readByteArray());
  }
}
