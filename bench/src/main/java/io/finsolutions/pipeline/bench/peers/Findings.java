package io.finsolutions.pipeline.bench.peers;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured so far, of whichever peers. */
final class Findings {
  final Map<Peer, List<Latency>> latencies = new EnumMap<>(Peer.class);
  final Map<Peer, CatchUp> catchUps = new EnumMap<>(Peer.class);
  final Map<Peer, Faults> faults = new EnumMap<>(Peer.class);
  Optional<Faults> finalRows = Optional.empty();

  /** Milliseconds within which a share of the trades was seen, if that was measured. */
  Optional<Double> millis(Peer peer, int rate, double percentile) {
    return latencies.getOrDefault(peer, List.of()).stream()
        .filter(each -> each.rate() == rate && each.nanos().getTotalCount() > 0)
        .map(each -> each.nanos().getValueAtPercentile(percentile) / 1e6)
        .findFirst();
  }

  /** Trades a second from a backlog, if that was measured. */
  Optional<Double> perSecond(Peer peer) {
    return Optional.ofNullable(catchUps.get(peer)).map(CatchUp::perSecond);
  }
}
