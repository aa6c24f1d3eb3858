package io.finsolutions.pipeline.batch;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the end how many stretches of the topic each executor has read. Made by Spark. */
public final class TaskTally extends SparkListener {
  private static final Logger LOG = LoggerFactory.getLogger(TaskTally.class);

  private final SortedMap<String, Integer> tasks = new TreeMap<>();

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskInfo().successful()) {
      tasks.merge(end.taskInfo().executorId(), 1, Integer::sum);
    }
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd end) {
    LOG.info("executors done tasks_by_executor={}", tasks);
  }
}
